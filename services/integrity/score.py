"""The score of a unit and its class, from facts and an edition of the policy: every point names its facts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from services.integrity.kinds import KINDS
from services.integrity.policy import CLASSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.integrity.fact import Fact
    from services.integrity.feed import Feed
    from services.integrity.kinds import Kind
    from services.integrity.policy import Edition, FactRule
    from services.integrity.units import Unit

PLACES: Final = Decimal("0.01")
REPAIR, APPEAL = "repair", "appeal"


class Point(NamedTuple):
    """What one fact changes the score by.

    Attributes:
        fact: The fact.
        points: The change, before the bound of its kind.
        settled: ``appeal`` where an appeal took it away, ``repair`` where a part stays; empty for neither.
        by: Key of the appeal or repair.
    """

    fact: Fact
    points: Fraction
    settled: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What the facts of one kind change the score by.

    Attributes:
        kind: A key of `KINDS`.
        points: The facts, each with its part.
        whole: Of how many instruments or verifications the facts are a share; None where each counts.
        change: The change of the score.
        bounded: Whether the bound of the kind was met.
        waiting: Whether there are too few to count.
    """

    kind: Kind
    points: tuple[Point, ...]
    whole: int | None
    change: Fraction
    bounded: bool
    waiting: bool

    @property
    def counting(self) -> int:
        """Facts that no appeal took away."""
        return sum(p.settled != APPEAL for p in self.points)

    def to_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "kind": self.kind,
            "name": KINDS[self.kind].to_dict(),
            "change": shown(self.change),
            "whole": self.whole,
            "bounded": self.bounded,
            "waiting": self.waiting,
            "facts": [
                {**p.fact.to_dict(), "points": shown(p.points), "settled": p.settled, "by": p.by} for p in self.points
            ],
        }


@dataclass(frozen=True, slots=True)
class Score:
    """A unit as it is scored.

    Attributes:
        unit: The unit.
        value: The score, exact; between 0 and the start of the edition.
        name: Its class.
        ceiling: The kind of fact that keeps it from a better class; empty for none.
        lines: What changes it.
        simulated: Whether a fact rests on simulated runs.
    """

    unit: Unit
    value: Fraction
    name: str
    ceiling: str
    lines: tuple[Line, ...]
    simulated: bool

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact that counts."""
        return tuple(p.fact for line in self.lines for p in line.points if p.settled != APPEAL and not line.waiting)

    def count(self, kind: str) -> int:
        """How many facts of a kind count."""
        return sum(line.counting for line in self.lines if line.kind == kind and not line.waiting)

    def to_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "unit": self.unit.code,
            "names": list(self.unit.names),
            "division": self.unit.division,
            "score": shown(self.value),
            "class": self.name,
            "ceiling": self.ceiling,
            "simulated": self.simulated,
            "lines": [line.to_dict() for line in self.lines],
        }


def scored(unit: Unit, feed: Feed, edition: Edition) -> Score:
    """The score of a unit.

    Args:
        unit: The unit.
        feed: The facts of the day.
        edition: The edition of the policy.
    """
    facts = sorted(feed.of.get(unit.code, ()), key=lambda f: (f.on, f.id))
    by_kind: dict[str, list[Fact]] = {}
    for fact in facts:
        by_kind.setdefault(fact.kind, []).append(fact)
    wholes = {"overdue": feed.in_use.get(unit.code, 0), "failure": feed.verified.get(unit.code, 0)}
    lines = []
    for kind, rule in edition.facts.items():
        if mine := by_kind.get(kind):
            lines.append(_line(kind, mine, rule, wholes.get(kind, 0), feed, edition))
    start = Fraction(edition.start)
    value = min(start, max(Fraction(0), start + sum((line.change for line in lines), Fraction(0))))
    name, ceiling = _class(value, lines, edition)
    return Score(unit, value, name, ceiling, tuple(lines), feed.simulated or any(f.simulated for f in facts))


def _line(kind: Kind, facts: Sequence[Fact], rule: FactRule, whole: int, feed: Feed, edition: Edition) -> Line:
    # A unit can have failed with an instrument that it has no more, so that the whole is not less than the facts.
    of = max(whole, len(facts)) if rule.per == "share" else 1
    each = Fraction(rule.points) / of
    worth = {"": each, REPAIR: each * Fraction(edition.repaired), APPEAL: Fraction(0)}
    points = []
    for fact in facts:
        settled, by = feed.settled.get(fact.id, ("", ""))
        points.append(Point(fact, worth[settled], settled, by))
    waiting = sum(p.settled != APPEAL for p in points) < rule.least
    count = Counter(p.settled for p in points)
    total, most = sum((worth[settled] * n for settled, n in count.items()), Fraction(0)), Fraction(rule.most)
    bounded = abs(total) > abs(most)
    change = Fraction(0) if waiting else most if bounded else total
    return Line(kind, tuple(points), of if rule.per == "share" else None, change, bounded and not waiting, waiting)


def _class(value: Fraction, lines: Sequence[Line], edition: Edition) -> tuple[str, str]:
    floors = _floors(tuple(edition.classes.items()))
    name = next((n for n in CLASSES[:-1] if value >= floors[n]), CLASSES[-1])
    ceiling = ""
    for line in lines:
        bound = edition.facts[line.kind].ceiling
        unrepaired = any(not p.settled for p in line.points)
        if not line.waiting and unrepaired and CLASSES.index(bound) > CLASSES.index(name):
            name, ceiling = bound, line.kind
    return name, ceiling


@lru_cache
def _floors(classes: tuple[tuple[str, Decimal], ...]) -> dict[str, Fraction]:
    return {name: Fraction(floor) for name, floor in classes}


def shown(value: Fraction) -> str:
    """Points with two places, half to even; what is compared is the exact value.

    >>> shown(Fraction(-200, 3)), shown(Fraction(100))
    ('-66.67', '100.00')
    """
    number = Decimal(value.numerator) / Decimal(value.denominator)
    return str(number.quantize(PLACES, ROUND_HALF_EVEN))
