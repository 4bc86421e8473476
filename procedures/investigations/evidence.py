"""One row of evidence: what was seen, how probable it is by chance, and what the test would have found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from procedures.findings import ERROR
from procedures.text import NO_TEXT, Text

if TYPE_CHECKING:
    from decimal import Decimal

    from procedures.findings import Finding

_LEAST, _SURE = 1e-4, 0.9995
BLANK: Final = "\N{NO-BREAK SPACE}"
"""Between a number and its unit, so that both stay on one line."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one test came to.

    Attributes:
        finding: Its class.
        runs: Measurements it rests on.
        seen: What was seen, with its unit.
        chance: Probability of seeing at least this on an instrument without such a function; None where the test is
            no statistical one: what it looks for either happened or did not.
        power: Probability that it finds an effect of the size `detects`; None where it is no statistical one.
        detects: That size, with its unit.
        reason: What a reader has to know of it.
        error: Error of the instrument in %, where the row states one: what the instruments of a case are compared by.
    """

    finding: Finding
    runs: int
    seen: Text
    chance: float | None = None
    power: float | None = None
    detects: str = ""
    reason: Text = NO_TEXT
    error: Decimal | None = None

    @property
    def columns(self) -> dict[str, Decimal | str | Text]:
        """The row of a table; the error is kept with it and is no column."""
        stated = {} if self.error is None else {ERROR: self.error}
        return {
            **stated,
            "runs": str(self.runs),
            "seen": self.seen,
            "chance": probability(self.chance),
            "detects": self.detects or "—",
            "power": probability(self.power),
        }


def probability(value: float | None) -> str:
    """A probability as it is printed: never 0 and never 1.

    >>> probability(0.0312), probability(0.1234), probability(None)
    ('0.031', '0.123', '—')
    """
    if value is None:
        return "—"
    if value < _LEAST:
        return f"<{BLANK}{_LEAST:.4f}"
    return f">{BLANK}0.999" if value > _SURE else f"{value:.3g}" if value >= 0.1 else f"{value:.2g}"


def percent(value: float) -> str:
    """A difference in % as it is printed, on one line.

    >>> [percent(x).replace("\N{NO-BREAK SPACE}", " ") for x in (0.7951, -0.0012, -1.5)]
    ['+0.80 %', '0.00 %', '−1.50 %']
    """
    shown = f"{value:+.2f}"
    return f"{'0.00' if float(shown) == 0 else shown.replace('-', '−')}{BLANK}%"


def together(chances: list[float]) -> float | None:
    """Chance of the least probable of several results by chance alone, after Bonferroni; None without any."""
    return min(1.0, len(chances) * min(chances)) if chances else None
