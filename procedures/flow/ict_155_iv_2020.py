"""Orden ICT/155/2020, anexo IV (Spain): gas meters above 25 m³/h in service."""

from procedures.flow.gas_meters import GasMeter, GasMeters
from procedures.kit import Facts
from procedures.regulation import Stage


class ICT155IV(GasMeters[GasMeter]):
    """Periodic verification, and verification after repair."""

    facts = Facts.beside(__file__)
    subject_model = GasMeter

    def mpe_row(self) -> str:
        """A repaired meter that has not come to its first periodic verification keeps the limits it was made by."""
        made = self.subject.first_period and self.run.stage is Stage.AFTER_REPAIR
        return " ".join(("conformity", self.subject.accuracy_class)) if made else super().mpe_row()
