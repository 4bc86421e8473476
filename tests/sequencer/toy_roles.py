"""Role classes of the regulations that tests make up."""

from decimal import Decimal
from typing import Protocol

from drivers.roles import Reading, command, reading


class Source(Protocol):
    """A source of a voltage."""

    @command("输出 {value} V", "put out {value} V", energises=True)
    def set(self, value: Decimal) -> None: ...

    @command("关闭输出", "switch the output off", makes_safe=True)
    def off(self) -> None: ...

    @command("输出 {value} V", "put out {value} V", energises=True)
    def set_voltage(self, value: Decimal) -> None: ...


class Meter(Protocol):
    """A display."""

    @reading
    def indication(self) -> Reading: ...

    @reading
    def voltage(self) -> Reading: ...


class Loads(Protocol):
    """Weights without a unit."""

    @command("放置 {load}", "put {load}")
    def place(self, load: Decimal) -> None: ...

    @command("加放 {load}", "add {load}")
    def add(self, load: Decimal) -> None: ...
