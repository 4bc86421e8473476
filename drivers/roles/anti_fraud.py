"""Roles of investigations of fuel dispensers. Errors: every method raises only the errors of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.flow import FuelDispenser
from drivers.roles.instrument import Reading
from drivers.roles.marks import Words, command, reading
from drivers.roles.readings import SeriesReading

_STATES = {
    ("pc", "1"): Words("接上后台计算机的连接线", "connect the line to the station's computer"),
    ("pc", "0"): Words("拔下后台计算机的连接线", "disconnect the line to the station's computer"),
    ("pos", "1"): Words("接通 POS（支付终端）", "switch the point-of-sale terminal on"),
    ("pos", "0"): Words("断开 POS（支付终端）", "switch the point-of-sale terminal off"),
    ("rf", "1"): Words("打开射频扫描源", "switch the radio-frequency source on"),
    ("rf", "0"): Words("关闭射频扫描源", "switch the radio-frequency source off"),
    ("keypad", "1"): Words("在键盘上输入待查按键组合", "key in the sequence to be examined"),
    ("keypad", "0"): Words("在键盘上输入恢复按键组合", "key in the sequence that ends it"),
    ("preset", "1"): Words("按定量方式加油", "deliver by preset"),
    ("preset", "0"): Words("按非定量方式加油", "deliver without preset"),
}


def _switching(quantity: str, value: str, unit: str) -> Words:  # noqa: ARG001  a state has no unit
    return _STATES.get((quantity, value), Words(f"将 {quantity} 置于 {value}", f"set {quantity} to {value}"))


@runtime_checkable
class InvestigatedDispenser(FuelDispenser, Protocol):
    """A dispenser that is also switched from one state to another, as its station could do it."""

    @command("", "", worded=_switching)
    def apply_to(self, quantity: str, value: Decimal, unit: str) -> None:
        """Bring one state about.

        Args:
            quantity: `pc`, `pos`, `rf`, `keypad` or `preset`.
            value: 1 for on, 0 for off.
            unit: ``1``.
        """
        ...

    @command("断电后重新上电", "switch the mains off and on again")
    def power_cycle(self) -> None:
        """Let the board start again."""
        ...

    @command("向主板脉冲输入端送入一次超差脉冲", "feed the pulses of one delivery beyond the limit into the board")
    def challenge(self) -> None:
        """Let the board count one delivery that its self-lock must take for wrong."""
        ...

    @command("由有资质人员初始化，解除自锁", "have an authorised person initialise it, so that it unlocks")
    def initialise(self) -> None:
        """End the self-lock."""
        ...

    @reading
    def constant(self) -> Reading:
        """Pulse constant that the board shows among its parameters, in pulses per litre."""
        ...

    @reading
    def recording(self, quantity: str, seconds: Decimal) -> SeriesReading:
        """What its display showed since the nozzle was opened, by a camera or a logger.

        Args:
            quantity: `volume`.
            seconds: How long.
        """
        ...


@runtime_checkable
class PortAnalyser(Protocol):
    """An analyser on the port by which the board talks to the station; it sends what the port must not obey."""

    @command("向主板端口发送报文 {telegram}", "send the telegram {telegram} to the port of the board")
    def send(self, telegram: str) -> None:
        """Send one telegram.

        Args:
            telegram: Its bytes in hexadecimal.
        """
        ...

    @reading
    def heard(self, seconds: Decimal) -> Reading:
        """Telegrams that the board sends by itself in a time.

        Args:
            seconds: How long.
        """
        ...

    @reading
    def answered(self) -> Reading:
        """Bytes that answered the last telegram, beside those that the board sends by itself."""
        ...


@runtime_checkable
class IndependentEncoder(Protocol):
    """The laboratory's encoder on the shaft of the measuring chamber, with a counter that the board cannot reach."""

    @command("将独立编码器计数清零", "clear the count of the independent encoder")
    def clear(self) -> None:
        """Count from zero."""
        ...

    @reading
    def count(self) -> Reading:
        """Pulses since it was cleared."""
        ...

    @reading
    def recording(self, quantity: str, seconds: Decimal) -> SeriesReading:
        """Its count since the nozzle was opened.

        Args:
            quantity: `count`.
            seconds: How long.
        """
        ...
