"""A run that an ideal instrument answers: what the items compare, at which points, and with which readings."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from procedures.errors import NotComputed, NotMeasured
from procedures.kit.limits import Sides, magnitude
from procedures.observed import Curve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from drivers.roles import Points
    from metrology.limits import Limit
    from procedures.kit.place import Place
    from procedures.kit.value import Origin
    from procedures.regulation import Item
    from procedures.run import Run
    from procedures.run_readings import Recorded
    from procedures.standards import Standard
    from procedures.subject import Subject
    from procedures.text import Text

Measured = TypeVar("Measured")


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison of the dry pass.

    Attributes:
        item, place, reason: Where, and why there.
        limit: The limit as it was given; None for the result of a calibration that has none.
        sides: Its two sides at the point.
        origins: Readings behind the compared value.
        x: Where on the error curve; None where it is on none.
        beside: Readings shown beside it that do not enter it.
        chart: Which error curve of the item.
    """

    item: Item
    place: Place
    reason: Text
    limit: Limit | None
    sides: Sides
    origins: tuple[Origin, ...]
    x: Decimal | None
    beside: tuple[Origin, ...]
    chart: str = ""

    def permitted(self, origins: Iterable[Origin]) -> list[Decimal]:
        """The change of each reading that uses up what is permitted; empty where only a least value is asked.

        In a mean of several readings one alone has little weight, and a slip in it would never be doubted. Each is
        therefore held as if all readings of its name changed together.
        """
        allowed = magnitude(self.sides)
        if allowed is None:
            return []
        together: dict[tuple[str, str], Decimal] = {}
        for o in self.origins:
            name = _name(o)
            together[name] = together.get(name, Decimal(0)) + o.sensitivity
        return [allowed / max(abs(o.sensitivity), abs(together.get(_name(o), Decimal(0)))) for o in origins]


def _name(origin: Origin) -> tuple[str, str]:
    """Role and symbol of a reading, without the number of a repetition."""
    return origin.role, origin.address.rpartition("/")[2].rstrip("0123456789")


@dataclass
class DryRun:
    """A run handle that remembers.

    Args:
        run: The real one: its bench, stage, date and standards.
    """

    run: Run
    compared: list[Compared] = field(default_factory=list)
    reported: list[tuple[Item, Place, Text]] = field(default_factory=list)
    filled: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take over what does not depend on who answers."""
        self.stage, self.date, self.bench = self.run.stage, self.run.date, _DryBench()

    def standards(self, role: str) -> tuple[Standard, ...]:
        """The standards in use for a role."""
        return self.run.standards(role)

    @contextmanager
    def point(self, *path: str) -> Iterator[None]:
        """A point; what cannot be measured leaves it out."""
        del path
        try:
            yield
        except NotComputed:
            raise
        except NotMeasured:
            return

    def observe(self, name: str, query: Callable[..., Any], *args: object, expect: Decimal, **more: object) -> Decimal:
        """What an ideal instrument shows."""
        del name, query, args, more
        return expect

    def observe_text(self, name: str, query: Callable[..., Any], *args: object, expect: Any, **more: object) -> Any:
        """What an ideal instrument says."""
        del name, query, args, more
        return expect

    observe_instant = observe_text

    def observe_series(
        self,
        name: str,
        query: Callable[..., Any],
        *args: object,
        unit: str,
        place_unit: str,
        expect: Points,
        **more: object,
    ) -> Curve:
        """What an ideal instrument gives."""
        del name, query, args, more
        return Curve(expect, unit, place_unit)

    def attach(self, name: str, query: Callable[..., Any], *args: object, **more: object) -> None:
        """No file."""

    def inspect(self, name: str, ask: Text, **more: bool) -> None:
        """Everything is as it should be."""

    def together(self, name: str, measure: Callable[[], Measured]) -> Measured:
        """Once."""
        del name
        return measure()

    def only_if(self, wanted: bool, measure: Callable[[], Measured]) -> Measured | None:  # noqa: FBT001
        """Only what is wanted."""
        return measure() if wanted else None

    def settle(self, *args: object, **more: object) -> None:
        """It is steady."""

    def checkpoint(self) -> None:
        """Nothing to come back to."""

    def dwell(self, seconds: int, why: Text, record: Recorded | None = None) -> None:
        """No waiting."""

    def decide(self, *args: object, **more: object) -> None:
        """Nothing: the comparison was noted before."""

    conclude = decide


class _DryBench:
    """Any role with any method; calling one does nothing."""

    def __getattr__(self, role: str) -> _DryRole:
        return _DryRole(role)


@dataclass(frozen=True)
class _DryRole:
    role: str

    def __getattr__(self, name: str) -> _DryMethod:
        return _DryMethod(self.role, name)


@dataclass(frozen=True)
class _DryMethod:
    role: str
    name: str

    def __call__(self, *args: object) -> None:
        """Nothing happens."""


_KEPT = 64
_SHIPPED = "procedures."
_KNOWN: dict[tuple[object, ...], tuple[object, DryRun]] = {}


def remembered(edition: type, subject: Subject, depends_on: object, make: Callable[[], DryRun]) -> DryRun:
    """The last dry pass of a nameplate, where nothing that it depends on has changed; else a new one.

    A run is checked several times before it begins, on a bench with positions for each of them. No shipped edition does
    anything with a serial number than to print it: one pass serves instruments that differ in nothing else.

    Args:
        edition: The class of the edition.
        subject: The nameplate.
        depends_on: All else that a dry pass depends on.
        make: Makes one.
    """
    own = {"serial"} if edition.__module__.startswith(_SHIPPED) else None
    key = edition, type(subject), subject.model_dump_json(exclude=own)
    known, found = _KNOWN.get(key, (None, None))
    if known != depends_on or found is None:
        found = make()
        _KNOWN[key] = depends_on, found
        while len(_KNOWN) > _KEPT:
            _KNOWN.pop(next(iter(_KNOWN)), None)
    return found
