"""Roles of investigations of charging points. Errors: every method raises only the errors of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.charging import ChargingPoint
from drivers.roles.instrument import Reading
from drivers.roles.marks import Words, command, reading

_STATES = {
    ("account", "1"): Words("换用普通用户账号", "use the account of an ordinary customer"),
    ("account", "0"): Words("换用检测账号", "use the account of a test"),
    ("link", "1"): Words("接通充电桩与运营平台的通信", "connect the charging point to its operator's network"),
    ("link", "0"): Words("断开充电桩与运营平台的通信", "disconnect the charging point from its operator's network"),
    ("preset", "1"): Words("按预设电量或金额充电", "charge by a preset energy or amount"),
    ("preset", "0"): Words("不预设电量或金额充电", "charge without a preset energy or amount"),
}


def _switching(quantity: str, value: str, unit: str) -> Words:  # noqa: ARG001  a state has no unit
    return _STATES.get((quantity, value), Words(f"将 {quantity} 置于 {value}", f"set {quantity} to {value}"))


@runtime_checkable
class InvestigatedChargingPoint(ChargingPoint, Protocol):
    """A charging point that is also used in another way than usual, and whose bill is looked up in the back end."""

    @command("", "", worded=_switching)
    def apply_to(self, quantity: str, value: Decimal, unit: str) -> None:
        """Bring one state about.

        Args:
            quantity: `account`, `link` or `preset`.
            value: 1 for on, 0 for off.
            unit: ``1``.
        """
        ...

    @reading
    def pulses(self) -> Reading:
        """Pulses of the meter's test output in the last transaction."""
        ...

    @reading
    def billed(self) -> Reading:
        """Energy of the last transaction in the back end of the operator, in kWh."""
        ...
