"""What every statement of a calibration certificate has in common: it is a function of one value."""

from decimal import Decimal
from typing import Protocol, runtime_checkable


@runtime_checkable
class CalibrationFunction(Protocol):
    """A statement of a certificate over one certified range."""

    def at(self, value: Decimal) -> Decimal:
        """Return what is stated at a value.

        Raises:
            ValueError: nothing is stated there.
        """
        ...
