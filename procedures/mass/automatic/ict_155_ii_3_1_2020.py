"""Orden ICT/155/2020, anexo II 3.1 (Spain): automatic catchweighers in service."""

from procedures.kit import Facts
from procedures.mass.automatic.catchweighers import Catchweighers


class ICT155II31(Catchweighers):
    """Periodic verification, and verification after repair."""

    facts = Facts.beside(__file__)

    def prepare(self) -> None:
        """Nothing is shown above Max by more than some intervals, or some permitted standard deviations."""
        super().prepare()
        largest = self.subject.mass(self.subject.max)
        beyond = self.facts.number("intervals_above_max") * self.e
        if self.subject.category_x:
            beyond = max(beyond, self.facts.number("deviations_above_max") * self.deviation_limit(largest))
        self.display = (-largest, largest + beyond)
