"""Roles that a person fills on most benches. Errors: only those of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import Words, command, reading, reading_of
from drivers.roles.readings import FileReading, TextReading

_PLACES = {"beginning": ("前端", "beginning"), "middle": ("中部", "middle"), "end": ("末端", "end")}


def _placing(load: str, unit: str, position: str) -> Words:
    if not load.strip("-0."):
        return Words("卸下全部载荷", "remove all weights from the load receptor")
    if position == "centre":
        return Words(
            f"在中心放置 {load} {unit}（替换原有载荷）", f"put {load} {unit} at the centre, replacing the present load"
        )
    zh, en = _PLACES.get(position, (f"位置 {position} ", f"position {position}"))
    return Words(f"在{zh}放置 {load} {unit}（替换原有载荷）", f"put {load} {unit} at {en}, replacing the present load")


def _adding(load: str, unit: str) -> Words:
    if load.startswith("-"):
        return Words(f"取下 {load[1:]} {unit}", f"take away {load[1:]} {unit}")
    return Words(f"轻轻加放 {load} {unit}", f"gently add {load} {unit}")


def _substituting(load: str, unit: str) -> Words:
    if not load.strip("-0."):
        return Words("卸下全部替代物", "remove all substitution loads")
    return Words(
        f"受载器上放替代物共 {load} {unit}，卸下全部砝码；增加替代物时，使示值翻转点与砝码相同",
        f"have substitution loads of {load} {unit} in all on the receptor and no weights; when some are added, the "
        "indication changes over where it did with the weights",
    )


@runtime_checkable
class LoadHandler(Protocol):
    """Puts weights and other loads on the load receptor, and works its keys: an operator or a robot."""

    @command("", "", worded=_placing)
    def place(self, load: Decimal, unit: str, position: str) -> None:
        """Put weights of exactly `load` on the receptor in place of those there; 0 takes them off.

        Args:
            load: Their mass.
            unit: Its unit.
            position: centre, a number, or beginning, middle and end of the way of a rolling load.
        """
        ...

    @command("", "", worded=_substituting)
    def substitute(self, load: Decimal, unit: str) -> None:
        """Have substitution loads of `load` in all on the receptor and no weights; 0 takes them off."""
        ...

    @command("选择称量范围 {number}", "select weighing range {number}")
    def select_range(self, number: str) -> None:
        """Let a multiple range instrument weigh in one of its ranges, the lowest being 1."""
        ...

    @command("", "", worded=_adding)
    def add(self, load: Decimal, unit: str) -> None:
        """Add weights gently to what is there; a negative load takes pieces away."""
        ...


@runtime_checkable
class Leads(Protocol):
    """Connects the leads: an operator or a scanner. Every output is in standby when this is asked."""

    @command("连接“{circuit}”线路，拆除其他连接", "connect the leads for {circuit}, in place of all others")
    def connect(self, circuit: str) -> None:
        """Make the connections called `circuit` (`voltage`, `current`, `2-wire`, `4-wire`) in place of all others."""
        ...


@runtime_checkable
class PointerGauge(Protocol):
    """A dial read by a person, estimated to a part of a division."""

    @reading_of("gauge_pressure")
    def before_tap(self) -> Reading:
        """Pointer as it stands."""
        ...

    @reading_of("gauge_pressure")
    def after_tap(self) -> Reading:
        """Pointer after a light tap on the case."""
        ...


@runtime_checkable
class PriceDisplay(Protocol):
    """The customer display of a price-computing scale."""

    @reading
    def price(self, unit_price: Decimal) -> Reading:
        """Price to pay shown for the present load at `unit_price` (currency per kg)."""
        ...


@runtime_checkable
class Inspector(Protocol):
    """Answers visual and functional checks, reads what is written on an instrument, takes photographs."""

    @reading
    def check(self, name: str) -> str:
        """Answer `conform`, `not_conform` or `not_applicable`, optionally followed by `: ` and a note."""
        ...

    @reading
    def read_text(self, name: str) -> TextReading:
        """What is written at a place: the number of a seal, a software version on a screen."""
        ...

    @reading
    def photograph(self, name: str) -> FileReading:
        """A photograph of something, as a file."""
        ...
