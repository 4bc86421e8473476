"""The scorecard: every target on a day, as it was known at a time; met, not met, or not known."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from metrology.exact import plain
from metrology.text import Text
from services.rates.proportion import rate as proportion
from services.rates.rates import percent
from services.targets.figures import FIGURES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.targets.items import Counted
    from services.targets.recorded import Recorded
    from services.targets.sources import Sources
    from services.targets.target_file import Inspection, Target, TargetFile

MET, NOT_MET, NOT_KNOWN, NO_TARGET = "met", "not_met", "not_known", "no_target"
STATUSES: Final = {
    MET: Text("达到", "met"),
    NOT_MET: Text("未达到", "not met"),
    NOT_KNOWN: Text("未知", "not known"),
    NO_TARGET: Text("无量化目标", "no figure set"),
}
NOTHING: Final = Text("没有可计数的对象", "there is nothing to count")
UNRECORDED: Final = Text(
    "尚未记录；用 steelyard targets record 记录", "not recorded yet; record it with steelyard targets record"
)
CONFIDENCE: Final = Decimal(95)


class Score(NamedTuple):
    """A target on a day.

    Attributes:
        target: The target.
        value: Its exact value; None where it is not known.
        status: A key of `STATUSES`.
        counted: What its figure comes to; None for a recorded one.
        stated: What was recorded; None where nothing was.
        bound: The bound of a sample, as `services.rates.proportion.rate` gives it.
        remarks: What is to be known of it.
        parts: Its parts.
    """

    target: Target
    value: Fraction | None
    status: str
    counted: Counted | None = None
    stated: Recorded | None = None
    bound: Mapping[str, Any] | None = None
    remarks: tuple[Text, ...] = ()
    parts: tuple[Score, ...] = ()

    @property
    def simulated(self) -> bool:
        """Whether something simulated is in it."""
        return (self.counted is not None and self.counted.simulated) or any(p.simulated for p in self.parts)


def scores(s: Sources, file: TargetFile) -> list[Score]:
    """Every target of the file, in its order."""
    return [score(s, target) for target in file.targets]


def score(s: Sources, target: Target) -> Score:
    """One target."""
    if target.kind == "parts":
        parts = tuple(score(s, part) for part in target.parts)
        return Score(target, None, _together([p.status for p in parts]), parts=parts)
    if target.kind == "recorded":
        found = s.stated.get(target.key)
        if found is None:
            return Score(target, None, NOT_KNOWN, remarks=(UNRECORDED,))
        return Score(target, found.value, _status(target, found.value), stated=found, remarks=_others(found))
    counted = FIGURES[target.figure].count(s)
    if not counted.whole:  # nothing to count: a count of a register that holds nothing is not known either
        return Score(target, None, NOT_KNOWN, counted, remarks=(*counted.remarks, NOTHING))
    value = Fraction(counted.part, counted.whole) if target.kind == "rate" else Fraction(counted.part)
    bound = None
    if target.sampled and target.goal is not None:
        bound = proportion(counted.part, counted.whole, exact(target.goal * 100), CONFIDENCE)
    return Score(target, value, _status(target, value), counted, bound=bound, remarks=counted.remarks)


def inspection_score(s: Sources, inspections: tuple[Inspection, ...]) -> dict[str, Any] | None:
    """The assessment of patrols: Σ w·min(1, actual/target)·100, exact; None where the file has no parts for it.

    A part that nobody recorded makes the whole not known: it is never taken as zero.
    """
    if not inspections:
        return None
    rows, total = [], Fraction(0)
    for part in inspections:
        found = s.stated.get(part.key)
        points = part.weight * min(Fraction(1), found.value / part.goal) * 100 if found is not None else None
        total += points or 0
        rows.append({
            "key": part.key, "name": part.name.to_dict(), "weight": shown(part.weight), "target": shown(part.goal),
            "unit": part.unit, "points": None if points is None else cut(points), "of": shown(part.weight * 100),
            "recorded": found.document() if found is not None else None,
        })  # fmt: skip
    unknown = [row["key"] for row in rows if row["points"] is None]
    return {"score": None if unknown else cut(total), "not_recorded": unknown, "parts": rows}


def _status(target: Target, value: Fraction) -> str:
    if target.goal is None:
        return NO_TARGET
    return MET if value >= target.goal else NOT_MET


def _together(statuses: list[str]) -> str:
    """Of parts: one that is not met decides, then one that is not known."""
    return next((status for status in (NOT_MET, NOT_KNOWN, NO_TARGET) if status in statuses), MET)


def _others(found: Recorded) -> tuple[Text, ...]:
    if not found.others:
        return ()
    zh = "、".join(f"{value}（{by}）" for value, by in found.others)
    en = ", ".join(f"{value} ({by})" for value, by in found.others)
    return (
        Text(
            f"同一天另有不同的记录：{zh}；以最后记录的为准",
            f"other values were recorded for the day: {en}; the last counts",
        ),
    )


def exact(value: Fraction) -> Decimal:
    """A fraction that a text gave, as the same decimal number."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def shown(value: Fraction) -> str:
    """A number of the file as it was written."""
    return plain(exact(value).normalize())


def cut(value: Fraction, places: int = 2) -> str:
    """A number with two places, cut and never rounded up."""
    return plain(Decimal(value * 10**places // 1).scaleb(-places))


def value_text(score_: Score) -> str:
    """The value as it is shown: a rate in per cent, cut and never rounded up; empty where it is not known."""
    if score_.value is None:
        return ""
    if score_.target.kind == "rate" and score_.counted is not None:
        return f"{percent(score_.counted.part, score_.counted.whole)} %"
    return f"{shown(score_.value)} {score_.target.unit}".strip()


def goal_text(target: Target) -> str:
    """The target as it is shown."""
    if target.goal is None:
        return ""
    if target.kind == "rate":
        return f"≥ {shown(target.goal * 100)} %"
    return f"≥ {shown(target.goal)} {target.unit}".strip()
