"""Roles of appliances whose energy label is tested. Errors: every method raises only the errors of `drivers.errors`."""

from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import Words, command, reading


def _bringing(mode: str) -> Words:
    return {
        "picture": Words("播放标准规定的测试信号，待稳定", "show the test picture, and wait until it is steady"),
        "standby": Words("用遥控器使其进入待机，待稳定", "put it into standby, and wait until it is steady"),
        "steady": Words("按标准设定温度，使其进入稳定运行", "set its temperatures, and let it run until it is steady"),
        "programme": Words(
            "装入额定负载，运行一个完整程序直至结束", "load it and let one whole programme run to its end"
        ),
    }[mode]


@runtime_checkable
class StorageHeater(Protocol):
    """A storage water heater on a test bench, worked by a person."""

    @command(
        "充满冷水并通电加热，使温控器通断多次、进入稳定状态",
        "fill it with cold water, heat it, and let the thermostat switch until it is steady",
    )
    def heat_up(self) -> None:
        """Fill it, switch it on, and return when it is hot and steady."""
        ...

    @command("等待温控器断开", "wait until the thermostat cuts out")
    def await_cut_out(self) -> None:
        """Return at the next moment at which the thermostat cuts out."""
        ...

    @reading
    def hot_water(self) -> Reading:
        """Volume of hot water that it gives without heating, in L, until the outlet is colder by what is stated."""
        ...


@runtime_checkable
class Appliance(Protocol):
    """An appliance with quantities that a person or another instrument finds, and with states that a person sets."""

    @command("", "", worded=_bringing)
    def bring_to(self, mode: str) -> None:
        """Return when it is in this state.

        Args:
            mode: A key in ASCII: `picture`, `standby`, `steady`, or `programme` for a whole one, to its end.
        """
        ...

    @reading
    def indication_of(self, quantity: str) -> Reading:
        """A quantity of the appliance that was found.

        Args:
            quantity: A key in ASCII, such as `capacity`.
        """
        ...
