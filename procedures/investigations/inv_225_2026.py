"""INV 225-2026 热量表防作弊检测 (investigation of heat meters in service)."""

from procedures.investigations.flow_meters import InvestigatedFlowMeterPlate, InvestigationOfFlowMeters
from procedures.kit import Facts


class InvestigationOfHeatMeters(InvestigationOfFlowMeters[InvestigatedFlowMeterPlate]):
    """热量表 (heat meters)."""

    facts, subject_model = Facts.beside(__file__), InvestigatedFlowMeterPlate
    unit, transmitted = "kWh", "heat_energy"
