"""What is held against every reading where it is entered, the standard's too.

A reading that cannot be is refused: beyond the display, between two steps of the display, beyond what the standard is
certified for. One that can be but is probably a slip has to be confirmed with a reason: far from what is expected at
the point. The bounds of physics are held by the run itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from metrology.exact import plain
from metrology.units import convert
from procedures.run import Doubt, Problem
from procedures.standards import Standard, outside

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from procedures.kit.value import Value

FAR_IN_LIMITS = 5
"""A reading that alone makes an error this many times what is permitted is more often a slip; a bench rule."""


def forward(before: Value) -> Callable[[Decimal], Problem | None]:
    """A check of what a register shows after `before`: one that runs backwards is more often two readings exchanged."""

    def check(shown: Decimal) -> Problem | None:
        if shown >= before.number:
            return None
        first, then = plain(before.number), plain(shown)
        zh = f"示值由 {first} 变为 {then}，计数减小，请确认"
        return Doubt(
            "register_backwards", zh, f"the register went from {first} back to {then}; please confirm", "confirm"
        )

    return check


@dataclass(frozen=True, slots=True)
class Expected:
    """What is known of a reading before it is taken.

    Attributes:
        unit: Its unit.
        value: What an ideal instrument would show.
        permitted: Change of the reading that uses up what is permitted; None where nothing says it.
        step: Resolution of the display; 0 where unknown.
        display: Lowest and highest value that the display can show; None where unknown.
        standards: Standards of this quantity behind the role.
        before: What it would show if it were as far from `value` as the first reading that it repeats; None for that one.
    """

    unit: str
    value: Decimal
    permitted: Decimal | None = None
    step: Decimal = Decimal(0)
    display: tuple[Decimal, Decimal] | None = None
    standards: Sequence[Standard] = ()
    before: Decimal | None = None

    def doubt(self, shown: Decimal) -> Problem | None:
        """The first thing that speaks against a reading."""
        checks: tuple[Callable[[Decimal], Doubt | None], ...] = (
            self._display, self._resolution, self._certified, self._far, self._apart,
        )  # fmt: skip
        return next((found for check in checks if (found := check(shown)) is not None), None)

    def _display(self, shown: Decimal) -> Doubt | None:
        if self.display is None or self.display[0] <= shown <= self.display[1]:
            return None
        low, high = map(plain, self.display)
        zh = f"读数 {self._text(shown)} 超出显示范围 {low}～{high} {self.unit}"
        return Doubt(
            "reading_beyond_display", zh, f"{self._text(shown)} is beyond the display, {low} to {high} {self.unit}"
        )

    def _resolution(self, shown: Decimal) -> Doubt | None:
        if self.step == 0 or shown % self.step == 0:
            return None
        step = self._text(self.step)
        zh = f"读数 {self._text(shown)} 不是分辨力 {step} 的整数倍"
        return Doubt("reading_step", zh, f"{self._text(shown)} is not a multiple of the resolution {step}")

    def _certified(self, shown: Decimal) -> Doubt | None:
        """Beyond the certified range; without a correction a setting may end past it by what is permitted."""
        for standard in self.standards:
            value = convert(shown, self.unit, standard.reading_unit)
            slack = Decimal(0) if standard.corrects or self.permitted is None else self.permitted
            if not standard.covers_reading(value) and not self._just_past(standard, shown, slack):
                text = outside(standard, value)
                return Doubt("reading_beyond_certificate", text.zh, text.en)
        return None

    def _just_past(self, standard: Standard, shown: Decimal, slack: Decimal) -> bool:
        if standard.reading_unit != standard.unit:
            return False
        low, high = (convert(end, standard.unit, self.unit) for end in (standard.lower, standard.upper))
        return low - slack <= shown < low or high < shown <= high + slack

    def _far(self, shown: Decimal) -> Doubt | None:
        if not self.permitted or abs(shown - self.value) <= FAR_IN_LIMITS * self.permitted:
            return None
        zh = f"读数 {self._text(shown)} 与 {self._text(self.value)} 相差过大，请确认"
        en = f"{self._text(shown)} is far from {self._text(self.value)}; please confirm"
        return Doubt("reading_far", zh, en, "confirm")

    def _apart(self, shown: Decimal) -> Doubt | None:
        """A repeated reading that alone is further from the first than what is permitted; a mean would hide a slip."""
        if not self.permitted or self.before is None or abs(shown - self.before) <= self.permitted:
            return None
        zh = f"重复读数 {self._text(shown)} 与第一次 {self._text(self.before)} 相差超过允许误差，请确认"
        en = f"{self._text(shown)} differs from the first of these readings, {self._text(self.before)}, by more than what"
        return Doubt("reading_apart", zh, f"{en} is permitted; please confirm", "confirm")

    def _text(self, number: Decimal) -> str:
        return f"{plain(number)} {self.unit}".strip()
