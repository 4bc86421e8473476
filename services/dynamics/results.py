"""What an evaluation of recordings gives: rows for a table, the covariance of those that belong together."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from metrology.rounding import plain, round_to_uncertainty, round_uncertainty

if TYPE_CHECKING:
    from collections.abc import Mapping

    from metrology.dynamics import Estimate
    from metrology.text import Text

K = Decimal(2)


@dataclass(frozen=True, slots=True)
class Row:
    """One quantity.

    Attributes:
        key, name: Key, and name for people.
        unit: Its unit.
        estimate: Value and standard uncertainty.
    """

    key: str
    name: Text
    unit: str
    estimate: Estimate

    @property
    def expanded(self) -> Decimal:
        """U with k = 2, to two digits."""
        u = self.estimate.standard_uncertainty
        return round_uncertainty(K * u, 2) if u else Decimal(0)

    @property
    def stated(self) -> str:
        """The value to the place of U."""
        value = self.estimate.value
        return plain(round_to_uncertainty(value, self.expanded) if self.expanded else value)

    def to_dict(self) -> dict[str, str]:
        """For programs."""
        return {
            "key": self.key, "value": plain(self.estimate.value), "u": plain(self.estimate.standard_uncertainty),
            "U": plain(self.expanded), "k": plain(K), "unit": self.unit,
        }  # fmt: skip


@dataclass(frozen=True)
class Result:
    """An evaluation.

    Attributes:
        rows: Quantities.
        correlation: Between parameters, by pairs of keys, where they were found together.
        facts: What else is known, for programs.
        remarks: What a person must know.
        exceeded: Whether a limit that was stated is exceeded.
    """

    rows: tuple[Row, ...]
    correlation: Mapping[tuple[str, str], float] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    remarks: tuple[Text, ...] = ()
    exceeded: bool = False

    def to_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "results": [row.to_dict() for row in self.rows],
            "correlation": [{"between": list(pair), "r": round(r, 4)} for pair, r in self.correlation.items()],
            **self.facts,
            "remarks": [remark.to_dict() for remark in self.remarks],
            "exceeded": self.exceeded,
        }
