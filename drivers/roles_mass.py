"""Roles of mass: the balance as a standard. Errors: every method raises only the errors of `drivers.errors`."""

from typing import Protocol, runtime_checkable

from drivers.roles import Reading


@runtime_checkable
class Balance(Protocol):
    """A balance or mass comparator used as reference (gravimetric methods, comparison of weights)."""

    def mass(self) -> Reading:
        """Stable indication, in the unit of the display.

        Raises:
            NotSettled: No stable value in the promised time.
            Reported: Overload, underload, hardware error.
        """
        ...

    def zero(self) -> None:
        """Set to zero; acknowledged by the instrument or verified by a reading."""
        ...

    def tare(self) -> None:
        """Take the present load as tare; acknowledged by the instrument or verified by a reading."""
        ...
