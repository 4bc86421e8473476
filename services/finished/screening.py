"""A screening whose errors are held against a part of the MPE: |E| ≤ k·MPE with a k below 1 that a person states.

A quick test has fewer points than the regulation asks for. A result near the limit says little then, so only what keeps
well within it passes. No regulation states k, and none is assumed here. What passes is verified by nobody.
"""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from inputs.bounded import clip
from metrology.decision import Outcome
from metrology.status import Status
from metrology.text import NO_TEXT, Text
from procedures.regulation import Work
from records.entries import Closed, Conclusion, ItemResult, of_kind, opened
from records.run_index import amending
from records.store import Store
from records.verification import read_verified
from sequencer.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from records.entries.decided import Comparison
    from records.event import Event

K: Final = re.compile(r"0?\.[0-9]{1,9}")
NOT_VERIFIED: Final = Text("限值未核实", "the limit is not verified")
NO_LIMIT: Final = Text("没有含零的误差限", "there is no limit of error about zero")
NOT_MEASURED: Final = Text("未测", "not measured")
STATEMENT: Final = Text(
    "筛查不是检定，不出具检定证书；k 由筛查人员确定，规程没有规定；测量不确定度未计入。",
    "A screening is no verification and gives no certificate. k is stated by the person who screens, by no regulation; the uncertainty of "
    "measurement is not included.",
)


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a screening.

    Attributes:
        name: Its name.
        error, lower, upper, unit: The error that was compared, and the MPE; empty where there is none.
        outcome: Conform where the error keeps within k·MPE; invalid where a condition of its item was broken.
        why: Why nothing is concluded, or that the run found it not conform.
    """

    name: Text
    error: str
    lower: str
    upper: str
    unit: str
    outcome: Outcome
    why: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class Screened:
    """What came of a screening.

    Attributes:
        run, regulation: The run, and what it followed.
        k: The part of the MPE.
        points: Every point.
        simulated: Whether the run is simulated.
    """

    run: str
    regulation: str
    k: str
    points: tuple[Point, ...]
    simulated: bool

    @property
    def outcome(self) -> Outcome:
        """Not conform or invalid where a point is; conform where every error that was measured keeps within k·MPE, and one was."""
        found = [p.outcome for p in self.points]
        for first in (Outcome.NOT_CONFORM, Outcome.INVALID):
            if first in found:
                return first
        return Outcome.UNDECIDED if Outcome.UNDECIDED in found or Outcome.CONFORM not in found else Outcome.CONFORM

    def document(self) -> dict[str, Any]:
        """The same for a program."""
        return {
            "run": self.run, "regulation": self.regulation, "k": self.k, "simulated": self.simulated, "outcome": str(self.outcome),
            "statement": STATEMENT.to_dict(),
            "points": [
                {"name": p.name.to_dict(), "error": p.error, "lower": p.lower, "upper": p.upper, "unit": p.unit,
                 "outcome": str(p.outcome), "why": p.why.to_dict()}
                for p in self.points
            ],
        }  # fmt: skip


def screened(url: str, name: str, k: str) -> Screened:
    """Hold the errors of a run of a screening against a part of the MPE.

    Args:
        url: The store.
        name: The run, or the beginning of its name, or ``last``.
        k: A decimal number above 0 and below 1.

    Raises:
        UnknownRun: The store has no such run.
        NotIntact: The run is not what was written.
        Refused: It is no finished screening, or was corrected; or k is none.
    """
    part = _part(k)
    with closing(Store(url, read_only=True)) as store:
        run = store.find(name)
        events = read_verified(store, run)
        later = amending(store, [run]).get(run, "")
    began = opened(events)
    if began.kind != Work.SCREENING:
        en = f"run {run} is no screening; k is for runs with --work screening"
        raise Refused([Text(f"记录 {run} 不是筛查；k 只用于 --work screening 的记录", en)])
    if not list(of_kind(events, Closed)):
        raise Refused([Text(f"记录 {run} 尚未结束", f"run {run} is not finished")])
    if later:
        raise Refused([Text(f"记录 {run} 已由 {later} 更正", f"run {run} was corrected by {later}; take that one")])
    return Screened(run, began.regulation.id, k, tuple(_points(events, part)), began.simulated)


def _part(k: str) -> Fraction:
    if not K.fullmatch(k) or not (value := Fraction(k)):
        en = f"{clip(k)!r}: k is a number above 0 and below 1, such as 0.7"
        raise Refused([Text(f"{clip(k)}：k 须大于 0 且小于 1，如 0.7", en)])
    return value


def _points(events: list[Event], k: Fraction) -> Iterable[Point]:
    items = {item.key: item for _, item in of_kind(events, ItemResult)}
    for _, c in of_kind(events, Conclusion):
        item, outcome = items.get(c.item), Outcome(c.outcome)
        if item is not None and Outcome(item.outcome) is Outcome.INVALID:
            yield Point(c.words.label, "", "", "", "", Outcome.INVALID, item.words.reason)
            continue
        if outcome is Outcome.NOT_APPLICABLE or (c.decision is None and outcome is Outcome.CONFORM):
            continue
        if c.decision is None:
            failed = outcome is Outcome.NOT_CONFORM
            why = c.words.reason if failed or c.words.reason.zh else NOT_MEASURED
            yield Point(c.words.label, "", "", "", "", outcome if failed else Outcome.INCOMPLETE, why)
            continue
        yield _compared(c, c.decision, outcome, k)


def _compared(c: Conclusion, of: Comparison, outcome: Outcome, k: Fraction) -> Point:
    error, (lower, upper) = of.rounded or of.unrounded, of.limit
    found, why = Outcome.CONFORM, NO_TEXT
    if (lower and Decimal(lower) >= 0) or (upper and Decimal(upper) <= 0) or not (lower or upper):
        found, why = Outcome.INCOMPLETE, NO_LIMIT
    elif c.words.status == Status.UNVERIFIED:
        found, why = Outcome.UNDECIDED, NOT_VERIFIED
    elif (lower and Fraction(error) < k * Fraction(lower)) or (upper and Fraction(error) > k * Fraction(upper)):
        found = Outcome.NOT_CONFORM
    if outcome is Outcome.NOT_CONFORM:
        found = outcome
    return Point(c.words.label, error, lower, upper, of.unit, found, why)
