"""Arrêté du 6 mars 2007, NOR INDI0700368A (France): meters of cold water in service."""

from decimal import Decimal

from metrology.exact import trimmed
from procedures.flow.water_meters import WaterMeters
from procedures.kit import Facts


class WaterMetersFR(WaterMeters):
    """Periodic verification."""

    facts = Facts.beside(__file__)

    def rates(self) -> dict[str, Decimal]:
        """Qh is Q3; Qb is a part of it, by size, and for small meters not below Q2."""
        of_type = super().rates()
        q3, size = of_type["Q3"], self.facts.number("large_from")
        if q3 >= size:
            return {"Qh": q3, "Qb": trimmed(self.facts.number("Qb_large") * q3)}
        return {"Qh": q3, "Qb": trimmed(max(self.facts.number("Qb_small") * q3, of_type["Q2"]))}
