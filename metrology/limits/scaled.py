"""A multiple of a limit."""
# ruff: noqa: RUF009  # the default of an ExactField is a descriptor, one for each field, not a shared value

from dataclasses import dataclass, replace
from decimal import Decimal

from metrology.exact import Number, multiply, plain
from metrology.exact_field import ExactField
from metrology.limits.base import Language, Limit
from metrology.limits.text import Pair
from metrology.status import Source, both


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

    def source_at(self, point: Number) -> Source | None:
        """Return the pedigree of the factor and of the multiplied limit together."""
        return both(self.source, self.limit.source_at(point))

    def stretched(self, factor: Decimal) -> "Scaled":
        """Return the multiple of the stretched limit."""
        return replace(self, limit=self.limit.stretched(factor))

    def formula(self, language: Language = "zh", *, unit: str = "", variable: str = "x") -> str:
        """Return ``factor × (…)``."""
        return f"{plain(self.factor)} × ({self.limit.formula(language, unit=unit, variable=variable)})"
