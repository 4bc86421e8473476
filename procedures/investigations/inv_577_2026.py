"""INV 577-2026 膜式燃气表防作弊检测 (investigation of gas meters in service)."""

from procedures.investigations.flow_meters import InvestigatedFlowMeterPlate, InvestigationOfFlowMeters
from procedures.kit import Facts


class InvestigationOfGasMeters(InvestigationOfFlowMeters[InvestigatedFlowMeterPlate]):
    """燃气表 (gas meters)."""

    facts, subject_model = Facts.beside(__file__), InvestigatedFlowMeterPlate
    unit, transmitted = "m³", "volume"
