"""A multiple of a limit."""
# ruff: noqa: RUF009  # the default of an ExactField is a descriptor, one for each field, not a shared value

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from metrology.exact import Number, integer_at, multiply, plain
from metrology.exact_field import ExactField
from metrology.limits.base import Language, Limit, places_of
from metrology.limits.ladder import Ladder
from metrology.limits.text import Pair
from metrology.status import Source, both

if TYPE_CHECKING:
    from metrology.decimal_array import Integers


@dataclass(frozen=True, repr=False)
class Scaled(Limit):
    """A multiple of another limit, e.g. twice the limit of initial verification for an instrument in service.

    Attributes:
        limit: the limit that is multiplied.
        factor: positive factor.
    """

    limit: Limit
    factor: ExactField = ExactField()

    def __post_init__(self) -> None:
        """Refuse a factor that would turn the limit over or make it vanish."""
        if self.factor <= 0:
            raise ValueError(f"a limit cannot be multiplied by {plain(self.factor)}: the factor must be positive")

    def at(self, point: Number) -> Pair:
        """Return the limit at the point times the factor."""
        lower, upper = self.limit.at(point)
        return multiply(lower, self.factor), multiply(upper, self.factor)

    @property
    def varies(self) -> bool:
        """Whether the multiplied limit depends on the point."""
        return self.limit.varies

    def breaks(self) -> tuple[Decimal, ...]:
        """Return the breaks of the multiplied limit."""
        return self.limit.breaks()

    def ladder(self) -> Ladder | None:
        """Return the ladder of the multiplied limit, each step multiplied, if it is one."""
        plain_ladder = self.limit.ladder()
        if plain_ladder is None:
            return None
        return plain_ladder.mapped(lambda value: multiply(value, self.factor))

    def source_at(self, point: Number) -> Source | None:
        """Return the pedigree of the factor and of the multiplied limit together."""
        return both(self.source, self.limit.source_at(point))

    def stretched(self, factor: Decimal) -> "Scaled":
        """Return the multiple of the stretched limit."""
        return replace(self, limit=self.limit.stretched(factor))

    def formula(self, language: Language = "zh", *, unit: str = "", variable: str = "x") -> str:
        """Return ``factor × (…)``."""
        return f"{plain(self.factor)} × ({self.limit.formula(language, unit=unit, variable=variable)})"

    def places(self, of_points: int) -> int:
        """Return the places of the product."""
        return self.limit.places(of_points) + places_of(self.factor)

    def bound(self, largest: Decimal) -> Decimal:
        """Return the bound times the factor."""
        return multiply(self.limit.bound(largest), self.factor)

    def integers(self, points: "Integers", places: int, out: int) -> "tuple[Integers, Integers]":
        """Return the limit at every point times the factor."""
        of_factor = places_of(self.factor)
        factor = integer_at(self.factor, -of_factor)
        lower, upper = self.limit.integers(points, places, out - of_factor)
        return lower * factor, upper * factor
