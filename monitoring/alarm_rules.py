"""What a monitor file says of alarms: when one is raised, and whose errors are followed."""

from __future__ import annotations

from decimal import Decimal
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from drivers.bench_tables import Strict
from drivers.roles import QUANTITIES
from metrology.units import UnitError, convert
from monitoring.schedule import length

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from monitoring.sample import Point

PER: Final = {"s": 1, "min": 60, "h": 3600, "day": 86_400}
"""Seconds of the time by which a rate is stated."""


def _no_float(value: object) -> object:
    if isinstance(value, float):
        raise ValueError('write numbers with a point as text, "0.01"')  # noqa: TRY004  pydantic reports ValueError only
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Number = Annotated[Decimal, BeforeValidator(_no_float), Field(allow_inf_nan=False, max_digits=40)]
Meters = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], BeforeValidator(_listed), Field(min_length=1)]


class Places(Strict):
    """What is looked at.

    Attributes:
        meters: Names of meters; ``*`` stands for any letters.
        quantity: What is read of them.
    """

    meters: Meters
    quantity: str

    def watches(self, of: Point) -> bool:
        """Whether a point is one of them."""
        return of.quantity == self.quantity and any(fnmatchcase(of.meter, m) for m in self.meters)


class Watched(Places):
    """What every rule has.

    Attributes:
        severity: ``alarm``, or ``warning`` where nobody is in danger.
        route: Who is told, a table of ``[routes]``; empty for the screen and the page alone.
    """

    severity: Literal["alarm", "warning"] = "alarm"
    route: str = ""


class LimitRule(Watched):
    """A value beyond a limit.

    Attributes:
        kind: ``high`` or ``low``.
        limit, unit: The limit; the value is beyond it where it reaches it.
        hysteresis: By how much a value must be back within the limit before the alarm clears.
        delay: Seconds for which values must have been beyond it, by their instants.
    """

    kind: Literal["high", "low"]
    limit: Number
    unit: str
    hysteresis: Annotated[Number, Field(ge=0)] = Decimal(0)
    delay: Annotated[float, Field(ge=0, le=86_400)] = 0.0


class RateRule(Watched):
    """A value that changes quickly, between one sample and the next.

    Attributes:
        direction: ``rise``, ``fall`` or ``either``.
        limit, unit, per: The change of the value in a time that is too much.
        hysteresis: By how much slower it must change before the alarm clears.
    """

    kind: Literal["rate"]
    direction: Literal["rise", "fall", "either"] = "either"
    limit: Annotated[Number, Field(gt=0)]
    unit: str
    per: Literal["s", "min", "h", "day"]
    hysteresis: Annotated[Number, Field(ge=0)] = Decimal(0)

    @model_validator(mode="after")
    def _clears(self) -> RateRule:
        if self.hysteresis >= self.limit:
            raise ValueError("hysteresis is as large as the limit: the alarm could never clear")
        return self


class SilenceRule(Watched):
    """No sample.

    Attributes:
        intervals: After so many intervals of the point without one.
    """

    kind: Literal["silence"]
    intervals: Annotated[int, Field(ge=1, le=1000)] = 3


class SelfTestRule(Watched):
    """A register by which an instrument reports that it tested itself.

    Attributes:
        passes: Values that mean that it passed; every other is a failure.
        bits: Instead: bits of the value that mean a failure, as a mask.
    """

    kind: Literal["self-test"]
    passes: tuple[Number, ...] = ()
    bits: Annotated[int, Field(ge=0, le=2**64 - 1)] = 0

    @model_validator(mode="after")
    def _one(self) -> SelfTestRule:
        if bool(self.passes) == bool(self.bits):
            raise ValueError("write either passes = [0] or bits = 1")
        return self


class PredictedRule(Strict):
    """An error that is predicted to reach its limit soon.

    Attributes:
        errors: A table of ``[errors]``.
        days: The alarm is raised so many days before the interval of the crossing begins.
        level: Probability of the interval, in %.
        severity, route: As of every rule.
    """

    kind: Literal["predicted"]
    errors: str
    days: Annotated[int, Field(ge=1, le=3650)] = 30
    level: Annotated[int, Field(ge=50, le=99)] = 99
    severity: Literal["alarm", "warning"] = "warning"
    route: str = ""


class ErrorsEntry(Places):
    """Readings whose reference is known, such as a zero or a span with test gas, and so their error.

    Attributes:
        reference, unit: The value that it should show.
        lower, upper: Limits of the error.
    """

    reference: Number
    unit: str
    lower: Number | None = None
    upper: Number | None = None

    @model_validator(mode="after")
    def _limited(self) -> ErrorsEntry:
        if self.lower is None and self.upper is None:
            raise ValueError("write lower, upper, or both")
        if self.lower is not None and self.upper is not None and self.lower >= self.upper:
            raise ValueError("lower is not below upper")
        return self


SampleRule: TypeAlias = LimitRule | RateRule | SilenceRule | SelfTestRule
Rule: TypeAlias = Annotated[SampleRule | PredictedRule, Field(discriminator="kind")]


KINDS: Final = ("high", "low", "rate", "silence", "self-test", "predicted")


def in_file(where: tuple[object, ...]) -> tuple[object, ...]:
    """Where a field stands in the file: the kind of a rule, by which pydantic chose its model, is no part of the path."""
    tagged = len(where) > 2 and where[0] == "alarms" and where[2] in KINDS
    return (*where[:2], *where[3:]) if tagged else where


def wrong_rules(
    alarms: Mapping[str, SampleRule | PredictedRule], errors: Mapping[str, ErrorsEntry], routes: Mapping[str, object],
    points: Sequence[Point],
) -> Iterator[tuple[tuple[object, ...], str]]:  # fmt: skip
    """What does not fit together: where it stands, and why."""
    for name, rule in alarms.items():
        if rule.route and rule.route not in routes:
            yield ("alarms", name, "route"), f"there is no route {rule.route!r}; write [routes.{rule.route}]"
        if isinstance(rule, PredictedRule):
            if rule.errors not in errors:
                yield ("alarms", name, "errors"), f"there is no table [errors.{rule.errors}]"
            continue
        yield from _wrong_place(("alarms", name), rule.meters, rule.quantity, points)
        if isinstance(rule, LimitRule | RateRule):
            yield from _wrong_unit(("alarms", name), rule.unit, rule.quantity)
    for name, entry in errors.items():
        yield from _wrong_place(("errors", name), entry.meters, entry.quantity, points)
        yield from _wrong_unit(("errors", name), entry.unit, entry.quantity)


def silent_after(rule: SilenceRule, of: Point) -> float:
    """Seconds without a sample after which a point is silent."""
    return rule.intervals * length(of.period)


def _wrong_place(
    where: tuple[str, str], meters: tuple[str, ...], quantity: str, points: Sequence[Point]
) -> Iterator[tuple[tuple[object, ...], str]]:
    for meter in meters:
        if not any(fnmatchcase(p.meter, meter) for p in points):
            yield (*where, "meters"), f"there is no meter {meter!r}"
    mine = [p for p in points if any(fnmatchcase(p.meter, m) for m in meters)]
    if mine and not any(p.quantity == quantity for p in mine):
        yield (*where, "quantity"), f"{quantity!r} is read of none of these meters"


def _wrong_unit(where: tuple[str, str], unit: str, quantity: str) -> Iterator[tuple[tuple[object, ...], str]]:
    if quantity not in QUANTITIES:
        return
    try:
        convert(Decimal(1), unit, QUANTITIES[quantity])
    except UnitError:
        yield (*where, "unit"), f"{unit!r} is no unit of {quantity}"
