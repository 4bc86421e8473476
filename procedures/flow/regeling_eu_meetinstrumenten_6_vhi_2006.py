"""Regeling gebruik en installatie EU-meetinstrumenten (BWBR0020566), art. 6 (Netherlands): gas volume converters in use."""

from decimal import Decimal

from metrology.exact import trimmed
from procedures.flow.gas_volume_converters import GasVolumeConverters
from procedures.kit import Facts


class ConvertersNL(GasVolumeConverters):
    """Inspection in service: one and a half times the limits by which the device was made."""

    facts = Facts.beside(__file__)

    @property
    def mpe(self) -> Decimal:
        """At reference conditions one limit for all, at others by what is converted."""
        s = self.subject
        by_kind = "temperature" if s.converts == "temperature" else "other"
        row = "reference" if s.reference_conditions else by_kind
        return trimmed(self.facts.number("factor") * self.facts.table("mpe").numbers(row)[0])
