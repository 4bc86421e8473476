"""Mess- und Eichverordnung (Germany): gas meters, verification and findings test."""

from decimal import Decimal

from metrology.exact import trimmed
from procedures.flow.gas_meters import GasMeter, GasMeters
from procedures.kit import Facts
from procedures.regulation import Stage


class GasMetersDE(GasMeters[GasMeter]):
    """Verification by the limits of MI-002, in service by twice of them."""

    facts = Facts.beside(__file__)
    subject_model = GasMeter

    def mpe_row(self) -> str:
        """Row of ``[tables.mpe]``: the class."""
        return self.subject.accuracy_class

    def limit(self, rate: Decimal) -> Decimal:
        """The limit in % at a flow rate."""
        factor = self.facts.number("in_service_factor") if self.run.stage is Stage.IN_SERVICE else 1
        return trimmed(factor * super().limit(rate))
