"""When a sample raises an alarm, when it clears one, and when it does neither. In doubt an alarm stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from metrology.units import UnitError, convert, convert_difference
from monitoring.alarm_rules import PER, LimitRule, RateRule, SelfTestRule, SilenceRule
from monitoring.sample import BACK_FILLED, DOUBTFUL, LATE, MANUAL

if TYPE_CHECKING:
    from decimal import Decimal

    from monitoring.alarm_rules import SampleRule
    from monitoring.rows import Value

Verdict = Literal["raise", "clear", "stay"]
DOUBTS: Final = frozenset({"bad", "uncertain", "stale", "silent", DOUBTFUL})
"""Flags of a sample that may raise an alarm and never clears one."""
EARLIER: Final = frozenset({BACK_FILLED, LATE, MANUAL})
"""Flags of a sample that may be of an earlier time than the one before it."""
UNHEARD: Final = frozenset({"bad", "stale", "silent"})
"""Flags of a sample after which an instrument has not been heard of."""


@dataclass
class Course:
    """What was seen of a point by a rule.

    Attributes:
        beyond_since: Instant since which its values are beyond the limit; None while they are not.
        before: Instant, value and unit of its newest sample.
    """

    beyond_since: int | None = None
    before: tuple[int, Decimal, str] | None = None


def doubted(flag: str) -> bool:
    """Whether the flags of a sample say that its value may not be right."""
    return not DOUBTS.isdisjoint(flag.split("+"))


def heard(v: Value) -> bool:
    """Whether a sample shows that its instrument is there."""
    return v.value.is_finite() and UNHEARD.isdisjoint(v.flag.split("+"))


def past(course: Course, v: Value) -> bool:
    """Whether a sample is from before the newest one: it was back-filled, entered by a person, or came late.

    One that was read just now and bears an earlier instant is the newest one: the clock of the computer was set back.
    """
    before = course.before is not None and v.instant <= course.before[0]
    return before and not EARLIER.isdisjoint(v.flag.split("+"))


def judged(rule: SampleRule, course: Course, v: Value) -> Verdict:
    """What a sample means for a rule; its course goes on. A value that is no number means nothing.

    A sample from before the newest one, such as one that was back-filled, is judged by itself: it can raise, and never
    clears what came later.
    """
    if not v.value.is_finite():
        return "stay"
    old = past(course, v)
    try:
        found = _judged(rule, course, v, past=old)
    except UnitError:  # an instrument that answers in another dimension has no value for this rule
        return "stay"
    if not old:
        course.before = (v.instant, v.value, v.unit)
    return "stay" if found == "clear" and (old or doubted(v.flag)) else found


def _judged(rule: SampleRule, course: Course, v: Value, *, past: bool) -> Verdict:
    if isinstance(rule, SilenceRule):
        return "clear" if heard(v) else "stay"
    if isinstance(rule, SelfTestRule):
        failed = bool(int(v.value) & rule.bits) if rule.bits else v.value not in rule.passes
        return "raise" if failed else "clear"
    if isinstance(rule, RateRule):
        return "stay" if past else _rate(rule, course, v)
    return _limit(rule, course, v, past=past)


def _limit(rule: LimitRule, course: Course, v: Value, *, past: bool) -> Verdict:
    side = 1 if rule.kind == "high" else -1
    over = side * (convert(v.value, v.unit, rule.unit) - rule.limit)
    if over < 0:
        if not past and not doubted(v.flag):
            course.beyond_since = None
        # With a hysteresis of 0 a value just within the limit clears.
        return "clear" if -over >= rule.hysteresis else "stay"
    if past:
        return "raise" if rule.delay == 0 else "stay"
    if course.beyond_since is None or course.beyond_since > v.instant:  # the clock was set back: the delay begins again
        course.beyond_since = v.instant
    return "raise" if v.instant - course.beyond_since >= rule.delay else "stay"


def _rate(rule: RateRule, course: Course, v: Value) -> Verdict:
    if course.before is None:
        return "stay"
    instant, value, unit = course.before
    change = convert_difference(v.value - value, v.unit, rule.unit) if unit == v.unit else None
    if change is None:
        return "stay"
    signed = {"rise": change, "fall": -change, "either": abs(change)}[rule.direction]
    # change / seconds >= limit / PER, without a quotient that would be rounded
    seconds = v.instant - instant
    if seconds <= 0:  # the clock was set back: the next sample has a time between
        return "stay"
    if signed * PER[rule.per] >= rule.limit * seconds:
        return "raise"
    return "clear" if signed * PER[rule.per] <= (rule.limit - rule.hysteresis) * seconds else "stay"
