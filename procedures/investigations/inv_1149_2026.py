"""INV 1149-2026 非车载充电机防作弊检测 (investigation of d.c. chargers)."""

from procedures.investigations.charging_points import InvestigatedConnector, InvestigationOfChargingPoints
from procedures.kit import Facts


class InvestigationOfDCChargers(InvestigationOfChargingPoints[InvestigatedConnector]):
    """Chargers of JJG 1149."""

    facts, subject_model = Facts.beside(__file__), InvestigatedConnector
