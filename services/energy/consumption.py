"""What a site consumed in a period: comprehensive energy, the energy of a unit of its product against a quota, carbon dioxide."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from metrology.decision import Outcome
from metrology.statistics.exact_sums import decimal_root
from metrology.status import Status
from metrology.units import convert
from services.energy.balance import outside_of, total

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from services.energy.coefficients import Coefficients, Factor
    from services.energy.metered import Metered
    from services.energy.site import Product


@dataclass(frozen=True, slots=True)
class Consumed:
    """What of a kind of energy came into the site and did not leave it.

    Attributes:
        kind, unit: Kind of energy, unit of the amount.
        entering, leaving: The meters at its boundary.
        amount, variance: Net amount, and u² of it; None where one is not known.
        factor: What a unit counts for; None where the edition says nothing of the kind.
    """

    kind: str
    unit: str
    entering: tuple[Metered, ...]
    leaving: tuple[Metered, ...]
    amount: Decimal | None
    variance: Fraction | None
    factor: Factor | None

    @property
    def counted(self) -> Fraction | None:
        """The amount times the factor; None where one of them is not known."""
        if self.amount is None or self.factor is None or self.factor.value is None:
            return None
        return Fraction(convert(self.amount, self.unit, self.factor.unit)) * self.factor.value

    @property
    def counted_variance(self) -> Fraction | None:
        """u² of that, of the meters alone."""
        if self.variance is None or self.factor is None or self.factor.value is None:
            return None
        scale = Fraction(convert(Decimal(1), self.unit, self.factor.unit)) * self.factor.value
        return scale * scale * self.variance

    @property
    def meters(self) -> tuple[Metered, ...]:
        """The meters that the amount rests on."""
        return (*self.entering, *self.leaving)


@dataclass(frozen=True, slots=True)
class Consumption:
    """A total over all kinds of energy.

    Attributes:
        by: The coefficients.
        parts: Each kind of energy that the edition counts.
        uncounted: Kinds of which it says nothing, such as water.
    """

    by: Coefficients
    parts: tuple[Consumed, ...]
    uncounted: tuple[str, ...]

    @property
    def value(self) -> Fraction | None:
        """The total; None where a part is not known."""
        found = [p.counted for p in self.parts]
        return None if None in found or not found else sum((x for x in found if x is not None), Fraction(0))

    @property
    def variance(self) -> Fraction | None:
        """u² of the total, of the meters alone; None where a part is not known."""
        found = [p.counted_variance for p in self.parts]
        return None if None in found or not found else sum((x for x in found if x is not None), Fraction(0))

    @property
    def u(self) -> Decimal | None:
        """Standard uncertainty of the total, of the meters alone."""
        return None if self.variance is None else decimal_root(self.variance)

    @property
    def verified(self) -> bool:
        """Whether every coefficient was read or seen in a source."""
        return all(p.factor is not None and p.factor.source.status is not Status.UNVERIFIED for p in self.parts)

    @property
    def covered(self) -> bool:
        """Whether certificates cover all meters of the total in the whole period."""
        return all(m.covered for p in self.parts for m in p.meters)


def consumption(flows: Mapping[str, Metered], by: Coefficients, outside: Sequence[str]) -> Consumption:
    """The total of what came into a site and did not leave it.

    Raises:
        UnitError: A quantity has a unit that does not convert to that of its coefficient.
    """
    parts, uncounted = [], []
    for kind in dict.fromkeys(m.held.point.kind for m in flows.values()):
        factor = by.factor(kind)
        if factor is None:
            uncounted.append(kind)
            continue
        parts.append(_consumed(kind, flows, factor, outside))
    return Consumption(by, tuple(parts), tuple(uncounted))


def _consumed(kind: str, flows: Mapping[str, Metered], factor: Factor, outside: Sequence[str]) -> Consumed:
    of = [m for m in flows.values() if m.held.point.kind == kind]
    beyond = outside_of(flows, kind, outside)
    entering = tuple(m for m in of if m.held.point.source in beyond)
    leaving = tuple(m for m in of if m.held.point.target in beyond)
    unit = of[0].held.point.unit
    (a, va), (b, vb) = total(entering, unit), total(leaving, unit)
    amount = None if a is None or b is None else a - b
    variance = None if va is None or vb is None else va + vb
    return Consumed(kind, unit, entering, leaving, amount, variance, factor)


@dataclass(frozen=True, slots=True)
class UnitConsumption:
    """The comprehensive energy of a unit of a product, against its quota.

    Attributes:
        total: Comprehensive energy of the site.
        product: The product.
    """

    total: Consumption
    product: Product

    @property
    def value(self) -> Fraction | None:
        """Energy of a unit of the product, kgce."""
        return None if self.total.value is None else self.total.value / Fraction(self.product.quantity)

    @property
    def u(self) -> Decimal | None:
        """Standard uncertainty, of the meters and of the quantity of the product."""
        e, v, p = self.total.value, self.total.variance, Fraction(self.product.quantity)
        if e is None or v is None:
            return None
        return decimal_root(v / p**2 + (e * Fraction(self.product.u) / p**2) ** 2)

    @property
    def near(self) -> bool:
        """Whether the quota lies within 2·u of the value."""
        value, u, quota = self.value, self.u, self.product.quota
        return (
            value is not None
            and u is not None
            and quota is not None
            and abs(value - Fraction(quota)) <= 2 * Fraction(u)
        )

    @property
    def outcome(self) -> Outcome | None:
        """Whether the quota is kept, compared unrounded; None where there is none.

        Undecided where a coefficient or the quota is not verified, or no certificate covers a meter.
        """
        quota = self.product.quota
        if quota is None:
            return None
        if self.value is None:
            return Outcome.INCOMPLETE
        if not (self.total.verified and self.total.covered) or Status(self.product.status) is Status.UNVERIFIED:
            return Outcome.UNDECIDED
        return Outcome.CONFORM if self.value <= Fraction(quota) else Outcome.NOT_CONFORM
