"""Orden ICT/155/2020, anexo III (Spain): water meters in service, on a bench."""

from decimal import Decimal

from procedures.flow.water_meters import WaterMeters
from procedures.kit import Facts


class ICT155III(WaterMeters):
    """Verification after repair and periodic verification."""

    facts = Facts.beside(__file__)

    def near_enough(self, parts: list[Decimal], part: Decimal) -> bool:
        """One error below the part is enough."""
        return min(parts) < part
