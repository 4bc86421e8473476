"""Roles of reference materials: somebody who prepares the units of a lot. Errors: only those of `drivers.errors`."""

from typing import Protocol, runtime_checkable

from drivers.roles.marks import command


@runtime_checkable
class MaterialHandler(Protocol):
    """Takes units of a lot from their store and prepares them for the analysis."""

    @command("取第 {unit} 号单元，制备第 {portion} 份", "take unit {unit} and prepare portion {portion} of it")
    def prepare_portion(self, unit: str, portion: str) -> None:
        """Return when the portion can be analysed.

        Args:
            unit: Number of the unit.
            portion: Which portion of it.
        """
        ...
