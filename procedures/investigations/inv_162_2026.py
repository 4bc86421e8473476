"""INV 162-2026 水表防作弊检测 (investigation of water meters in service)."""

from procedures.investigations.flow_meters import InvestigatedFlowMeterPlate, InvestigationOfFlowMeters
from procedures.kit import Facts


class InvestigationOfWaterMeters(InvestigationOfFlowMeters[InvestigatedFlowMeterPlate]):
    """水表 (water meters)."""

    facts, subject_model = Facts.beside(__file__), InvestigatedFlowMeterPlate
    unit, transmitted = "m³", "volume"
