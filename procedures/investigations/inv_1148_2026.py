"""INV 1148-2026 交流充电桩防作弊检测 (investigation of a.c. charging points)."""

from procedures.investigations.charging_points import InvestigatedConnector, InvestigationOfChargingPoints
from procedures.kit import Facts


class InvestigationOfACChargingPoints(InvestigationOfChargingPoints[InvestigatedConnector]):
    """Charging points of JJG 1148."""

    facts, subject_model = Facts.beside(__file__), InvestigatedConnector
