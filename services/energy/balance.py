"""The balance of energy of a site: at each node what goes in less what goes out, against the uncertainty of its meters.

A node lies where energy is handed on: what goes in has to come out, be used at a metered place, or be lost in an estimated
way. What is missing beyond k·u is a leak or a use that nobody meters; what is too much is a wrong meter or a wrong list.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from metrology.decision import Outcome
from metrology.statistics.exact_sums import decimal_root
from metrology.text import Text
from metrology.units import convert

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from services.energy.metered import Metered
    from services.energy.site import Estimate

K: Final = 3
"""Coverage factor of the limit: a site has many nodes each month, and at 2 one of 22 would be suspected for nothing."""
FOUND_WITH: Final = Decimal("1.645")
"""Quantile of the normal distribution for 95 %, one-sided: a leak of (k + 1.645)·u is found with that probability."""


@dataclass(frozen=True, slots=True)
class NodeBalance:
    """The balance of a node.

    Attributes:
        kind, node, unit: Kind of energy, node, unit of the quantities.
        entering, leaving: What is metered into and out of it.
        estimates: What leaves it by an estimate.
        given, taken: Sums of them; None where one is not known.
        variance: u² of the difference; None where one is not known.
    """

    kind: str
    node: str
    unit: str
    entering: tuple[Metered, ...]
    leaving: tuple[Metered, ...]
    estimates: tuple[Estimate, ...]
    given: Decimal | None
    taken: Decimal | None
    variance: Fraction | None

    @property
    def difference(self) -> Decimal | None:
        """What goes in less what goes out."""
        return None if self.given is None or self.taken is None else self.given - self.taken

    @property
    def u(self) -> Decimal | None:
        """Standard uncertainty of the difference."""
        return None if self.variance is None else decimal_root(self.variance)

    @property
    def limit(self) -> Decimal | None:
        """k·u: a difference beyond it is no chance."""
        return None if self.u is None else K * self.u

    @property
    def detectable(self) -> Decimal | None:
        """The smallest leak that is found with a probability of 95 %."""
        return None if self.u is None else (K + FOUND_WITH) * self.u

    @property
    def meters(self) -> tuple[Metered, ...]:
        """All meters that the difference rests on."""
        return (*self.entering, *self.leaving)

    @property
    def outcome(self) -> Outcome:
        """Conform within k·u; undecided where the difference rests on a meter that no certificate covers."""
        if self.difference is None or self.variance is None:
            return Outcome.INCOMPLETE
        if not all(m.covered for m in self.meters):
            return Outcome.UNDECIDED
        return Outcome.NOT_CONFORM if self.beyond else Outcome.CONFORM

    @property
    def beyond(self) -> bool:
        """Whether the difference is known and larger than k·u, compared exactly."""
        if self.difference is None or self.variance is None:
            return False
        return Fraction(self.difference) ** 2 > K * K * self.variance

    @property
    def finding(self) -> Text:
        """What follows from the difference, in words."""
        if self.outcome is Outcome.INCOMPLETE:
            why = [(m.point, m.problem) for m in self.meters if m.problem is not None]
            return Text("；".join(f"{p}：{t.zh}" for p, t in why), "; ".join(f"{p}: {t.en}" for p, t in why))
        if not self.beyond:
            found = Text("在不确定度内平衡", "balanced within the uncertainty")
        elif self.difference is not None and self.difference > 0:
            found = Text("有泄漏或漏计的用能", "a leak, or a use that is not metered")
        else:
            found = Text("流出多于流入：计量器具或一览表有误", "more goes out than in: a meter or the list is wrong")
        bare = [m.point for m in self.meters if not m.covered]
        if not bare:
            return found
        names = ", ".join(bare)
        return Text(
            f"{found.zh}；{names} 在此期间没有有效证书，不作结论",
            f"{found.en}; undecided, no certificate covers {names}",
        )


def balances(
    flows: Mapping[str, Metered], estimates: Sequence[Estimate], outside: Sequence[str]
) -> tuple[NodeBalance, ...]:
    """The balance of every node inside the site, by kind of energy, in the order of the list.

    Args:
        flows: What went through each point.
        estimates: What is known otherwise.
        outside: Nodes outside the site; a node into which nothing goes, or out of which nothing goes, is never balanced.

    Raises:
        UnitError: Quantities of one kind of energy have units that do not convert.
    """
    found = []
    for kind in dict.fromkeys(m.held.point.kind for m in flows.values()):
        of = [m for m in flows.values() if m.held.point.kind == kind]
        known = [e for e in estimates if e.kind == kind]
        entered = dict.fromkeys(m.held.point.target for m in of)
        left = {m.held.point.source for m in of} | {e.source for e in known}
        found += [_node(kind, node, of, known) for node in entered if node in left and node not in outside]
    return tuple(found)


def outside_of(flows: Mapping[str, Metered], kind: str, named: Sequence[str]) -> frozenset[str]:
    """The nodes outside the site: those that are named, and those into which nothing goes."""
    of = [m.held.point for m in flows.values() if m.held.point.kind == kind]
    return frozenset(named) | ({p.source for p in of} - {p.target for p in of})


def _node(kind: str, node: str, of: Sequence[Metered], estimates: Sequence[Estimate]) -> NodeBalance:
    entering = tuple(m for m in of if m.held.point.target == node)
    leaving = tuple(m for m in of if m.held.point.source == node)
    known = tuple(e for e in estimates if e.source == node)
    unit = entering[0].held.point.unit
    given, u_given = total(entering, unit)
    taken, u_taken = total(leaving, unit)
    if taken is not None:
        taken += sum((convert(e.quantity, e.unit, unit) for e in known), Decimal(0))
    if u_taken is not None:
        u_taken += sum((Fraction(convert(e.u, e.unit, unit)) ** 2 for e in known), Fraction(0))
    variance = None if u_given is None or u_taken is None else u_given + u_taken
    return NodeBalance(kind, node, unit, entering, leaving, known, given, taken, variance)


def total(flows: Sequence[Metered], unit: str) -> tuple[Decimal | None, Fraction | None]:
    """The sum of some flows in a unit, and u² of it; None where one is not known.

    Raises:
        UnitError: A unit does not convert.
    """
    amount, variance = Decimal(0), Fraction(0)
    for m in flows:
        if m.amount is None:
            return None, None
        amount += convert(m.amount, m.held.point.unit, unit)
    for m in flows:
        if m.variance is None:
            return amount, None
        scale = Fraction(convert(Decimal(1), m.held.point.unit, unit))
        variance += scale * scale * m.variance
    return amount, variance
