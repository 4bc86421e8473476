"""Roles of flow. Errors: every method raises only the errors of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles import Reading


@runtime_checkable
class GasFlowStandard(Protocol):
    """A mass-flow controller that makes and measures a gas flow.

    Flow is volume per time at the reference conditions printed on the instrument (`mL/min`, `L/min`): temperature and
    pressure of reference belong to its certificate, not to the reading.
    """

    def set_flow(self, value: Decimal, unit: str) -> None:
        """Make a flow and return when it is settled (window and dwell); 0 closes the valve."""
        ...

    def flow(self) -> Reading:
        """Measured flow at reference conditions.

        Raises:
            Reported: The instrument says that flow, temperature or pressure is out of its range.
        """
        ...

    def gas(self) -> str:
        """Gas for which the instrument is set, as it writes it."""
        ...
