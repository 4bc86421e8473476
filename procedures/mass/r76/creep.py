"""Creep (蠕变): a load stays on for half an hour, or for four hours if it must (3.9.4.1, A.4.11.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from metrology.decision import Decision, decide
from metrology.exact import multiply, subtract
from metrology.rounding import plain
from metrology.status import Source
from procedures.mass.r76 import sources
from procedures.mass.r76.result import Result

LARGEST_TEMPERATURE_CHANGE = Decimal(2)
"""Temperature may vary by at most 2 °C during the test (A.4.1.2, A.4.11.1)."""

QUARTER_HOUR, HALF_HOUR, FOUR_HOURS = Decimal(15), Decimal(30), Decimal(240)


@dataclass(frozen=True, slots=True)
class Observation:
    """One reading of the loaded instrument: minutes since the load was placed, indication prior to rounding."""

    minutes: Decimal
    P: Decimal


@dataclass(frozen=True, slots=True)
class Creep:
    """What the observations say; differences are magnitudes, in the unit of P.

    Attributes:
        d30: Largest change from the first indication within 30 minutes, None unless something was read by then.
        d15_30: Change from 15 to 30 minutes, None unless both were read.
        d4h_so_far: Largest change seen at all.
        branch: ``"a"`` decided by the 30-minute limits, ``"b"`` by the four-hour limit.
        result: Outcome with its comparisons.
    """

    d30: Decimal | None
    d15_30: Decimal | None
    d4h_so_far: Decimal
    branch: Literal["a", "b"]
    result: Result


def limit_half_hour(e: Decimal) -> Decimal:
    """0.5 e, for the first 30 minutes."""
    return multiply(Decimal("0.5"), e)


def limit_second_quarter(e: Decimal) -> Decimal:
    """0.2 e, from 15 to 30 minutes."""
    return multiply(Decimal("0.2"), e)


def creep(
    observations: Sequence[Observation],
    e: Decimal,
    limit: Decimal,
    *,
    temperature_change: Decimal | None = None,
    unit: str = "",
) -> Creep:
    """Decide the test.

    Both 30-minute limits kept: it may end there (branch a). Otherwise no change within four hours may exceed the MPE
    (branch b): that fails as soon as one does, and passes only when the four hours have been observed.

    Args:
        observations: Indications since the load was placed; the first one is the reference.
        e: Verification scale interval at the load.
        limit: MPE at the load, positive.
        temperature_change: Greatest temperature difference during the test in °C, if recorded.
        unit: Unit of P, e and the limit.

    Raises:
        ValueError: no observation at 0 minutes.
    """
    ordered = sorted(observations, key=lambda each: each.minutes)
    if not ordered or ordered[0].minutes != 0:
        raise ValueError("creep is counted from the indication just after loading: an observation at 0 min is needed")
    start, later = ordered[0].P, ordered[1:]
    d30 = max((abs(subtract(each.P, start)) for each in later if each.minutes <= HALF_HOUR), default=None)
    d15_30 = _between(later)
    so_far = max((abs(subtract(each.P, start)) for each in later), default=Decimal(0))
    short = _short(d30, d15_30, e, unit)
    if temperature_change is not None and temperature_change > LARGEST_TEMPERATURE_CHANGE:
        void = Result.invalid("试验期间温度变化超过 2 °C", "the temperature varied by more than 2 °C")
        return Creep(d30, d15_30, so_far, "a" if short is not None else "b", void)
    if short is not None:
        return Creep(d30, d15_30, so_far, "a", short)
    whole = _decide(so_far, limit, unit, "max |P(t) − P(0)|, t ≤ 4 h", sources.CREEP)
    if ordered[-1].minutes < FOUR_HOURS:
        zh, en = "须观察至 4 h", "observation for four hours is needed"
        return Creep(d30, d15_30, so_far, "b", Result.incomplete(zh, en, (whole,)))
    return Creep(d30, d15_30, so_far, "b", Result.of(whole))


def _between(later: Sequence[Observation]) -> Decimal | None:
    at = {each.minutes: each.P for each in later}
    if QUARTER_HOUR in at and HALF_HOUR in at:
        return abs(subtract(at[HALF_HOUR], at[QUARTER_HOUR]))
    return None


def _short(d30: Decimal | None, d15_30: Decimal | None, e: Decimal, unit: str) -> Result | None:
    """The result of the first half hour where it ends the test, else None."""
    if d30 is None or d15_30 is None:
        return None
    first = _decide(d30, limit_half_hour(e), unit, "max |P(t) − P(0)|, t ≤ 30 min", sources.CREEP)
    second = _decide(d15_30, limit_second_quarter(e), unit, "|P(30 min) − P(15 min)|", sources.CREEP)
    both = Result.of(first, second)
    return both if both.outcome == "conform" else None


def _decide(change: Decimal, limit: Decimal, unit: str, formula: str, source: Source) -> Decision:
    return decide(change, (None, limit), unit=unit, formula=formula, substitution=plain(change), source=source)
