"""A range within which something must lie, and what is set there."""

from decimal import Decimal
from typing import NamedTuple

from metrology.exact import plain
from procedures.run import Doubt, Problem


class Span(NamedTuple):
    """Between which values something must lie, the ends included, and what is set."""

    low: Decimal
    high: Decimal
    chosen: Decimal

    def check(self, shown: Decimal, unit: str) -> Problem | None:
        """Refuse a reading that lies outside; the measurement is made again."""
        if self.low <= shown <= self.high:
            return None
        zh, en = f"{plain(shown)} {unit}；{self.text('～', unit)}", f"{plain(shown)} {unit}; {self.text('–', unit)}"
        return Doubt("outside_range", f"不在规定范围内：{zh}", f"outside the prescribed range: {en}")

    def text(self, dash: str, unit: str) -> str:
        """Its ends."""
        return f"{plain(self.low)}{dash}{plain(self.high)} {unit}"

    def why(self, unit: str) -> str:
        """The range as the reason of a point."""
        return f"{self.text('～', unit)} | {self.text('–', unit)}"
