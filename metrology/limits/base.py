"""What every limit can do: say its two values at a point and print itself."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Literal

from metrology.exact import Number, plain
from metrology.limits.text import Pair, limit_text
from metrology.status import Source

Language = Literal["zh", "en"]


class OutOfTable(ValueError):
    """A point lies outside the range for which the regulation states a limit; nothing is extrapolated.

    Attributes:
        point: the point that was asked for.
        clause: the clause of the table, or an empty text.
        covered: the range the table covers, for print.
    """

    def __init__(self, point: Decimal, clause: str, covered: str) -> None:
        self.point = point
        self.clause = clause
        self.covered = covered
        where = f" ({clause})" if clause else ""
        super().__init__(
            f"{plain(point)} is outside the table of limits{where}, which covers {covered}; no limit is extrapolated"
        )


@dataclass(frozen=True, repr=False)
class Limit(ABC):
    """A maximum permissible error (最大允许误差) as a function of the point at which it applies.

    Limits are immutable, compare equal by content and compose: a band holds a limit, a sum holds limits. The unit is
    the caller's: point and error are in the units for which the table was written.

    Attributes:
        source: clause and status of the table this limit was transcribed from.
    """

    source: Source | None = field(default=None, kw_only=True)

    @abstractmethod
    def at(self, point: Number) -> Pair:
        """Return the lower and upper limit at a point, exact.

        Raises:
            OutOfTable: the table states no limit there.
            TypeError: the point is a binary float.
        """

    @abstractmethod
    def formula(self, language: Language = "zh", *, unit: str = "", variable: str = "x") -> str:
        """Return the limit as it is printed, e.g. ``±0.5 e, 0 ≤ m ≤ 500 e; …``.

        Args:
            language: ``"zh"`` or ``"en"``.
            unit: unit to print behind every value.
            variable: the letter that stands for the point.
        """

    def text(self, point: Number | None = None, *, unit: str = "") -> str:
        """Return the limit at a point as it is printed: ``±0.5 kPa``, ``-4 % … +1 %``, ``≥ 20 MΩ``.

        Args:
            point: where the limit applies; not needed for a limit that is the same everywhere.
            unit: unit to print behind the values.

        Raises:
            ValueError: the limit depends on the point and none is given.
            OutOfTable: the table states no limit there.
        """
        if point is None and self.varies:
            raise ValueError(f"the limit depends on the point at which it applies, and none was given: {self!r}")
        return limit_text(*self.at(0 if point is None else point), unit)

    @abstractmethod
    def stretched(self, factor: Decimal) -> "Limit":
        """Return the limit L with L(factor · x) = factor · self(x): the same table in a unit `factor` times smaller."""

    @property
    def varies(self) -> bool:
        """Whether the limit depends on the point; if not, a decision needs no point."""
        return True

    def breaks(self) -> tuple[Decimal, ...]:
        """Return the points at which the table changes from one row to the next, or ends, ascending."""
        return ()

    def source_at(self, point: Number) -> Source | None:  # noqa: ARG002  # tables of several rows look at the point
        """Return the pedigree of the row that applies at a point."""
        return self.source

    def __repr__(self) -> str:
        """Return the expression that makes the limit."""
        arguments = []
        for item in fields(self):
            value = getattr(self, item.name)
            if item.name == "limits":
                arguments += [repr(part) for part in value]
            elif isinstance(value, Decimal):
                arguments.append(f"{item.name}='{plain(value)}'")
            elif item.name != "source" or value is not None:
                arguments.append(f"{item.name}={list(value) if isinstance(value, tuple) else value!r}")
        return f"{type(self).__name__}({', '.join(arguments)})"


def not_negative(number: Decimal, what: str) -> None:
    """Refuse a negative part of a limit."""
    if number < 0:
        raise ValueError(f"the {what} of a limit cannot be negative, as {plain(number)} is")
