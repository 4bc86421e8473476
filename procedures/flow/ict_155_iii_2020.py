"""Orden ICT/155/2020, anexo III (Spain): water meters in service, on a bench."""

from decimal import Decimal

from metrology.exact import trimmed
from procedures.flow.water_meters import WaterMeters
from procedures.kit import Facts


class ICT155III(WaterMeters):
    """Verification after repair and periodic verification."""

    facts = Facts.beside(__file__)

    def prepare(self) -> None:
        """The flow rate keeps to its range, and to the prescribed one: more closely below Q2."""
        super().prepare()
        for name, (low, high, rate) in self.tested.items():
            part = self.facts.table("steady").numbers(name)[0]
            self.tested[name] = [max(low, trimmed(rate * (1 - part))), min(high, trimmed(rate * (1 + part))), rate]

    def near_enough(self, parts: list[Decimal], part: Decimal) -> bool:
        """One error below the part is enough."""
        return min(parts) < part
