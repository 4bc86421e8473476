"""The part of samples that conform, with its Clopper–Pearson bound, as campaigns state it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Annotated

from pydantic import BeforeValidator

from metrology.decision import Outcome
from metrology.sampling import clopper_pearson, zero_failure_size
from metrology.text import Text


def _per_cent(value: object) -> Decimal:
    found = (
        Decimal(str(value).strip())
        if isinstance(value, str | int) and str(value).strip().replace(".", "", 1).isdigit()
        else None
    )
    if found is None or not 0 < found < 100:
        raise ValueError(f'{value!r} is no part in per cent between 0 and 100; write it as text, like "95"')
    return found


PerCent = Annotated[Decimal, BeforeValidator(_per_cent)]
"""A part in per cent, the ends excluded."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of so many conform.

    Attributes:
        passed, of: Counts.
        confidence: Of each bound alone, in per cent.
    """

    passed: int
    of: int
    confidence: Decimal

    @property
    def percent(self) -> Decimal:
        """The part in per cent, cut to two places."""
        return (Decimal(self.passed) * 100 / Decimal(max(1, self.of))).quantize(Decimal("0.01"), ROUND_DOWN)

    @property
    def lower(self) -> Decimal:
        """Lower bound in per cent, cut to two places."""
        bounds = clopper_pearson(self.passed, self.of, float(self.confidence / 100), sides=1)
        return Decimal(repr(100 * bounds.lower)).quantize(Decimal("0.01"), ROUND_DOWN)

    def meets(self, target: Decimal, whole: int) -> Outcome:
        """Whether the part of a whole reaches a target, whatever comes of those that are not decided yet.

        Args:
            target: In per cent.
            whole: How many there are, decided or not.
        """
        if self.passed * 100 >= target * whole:
            return Outcome.CONFORM
        if (self.passed + whole - self.of) * 100 < target * whole:
            return Outcome.NOT_CONFORM
        return Outcome.INCOMPLETE

    def words(self, what: Text) -> Text:
        """The part with its bound in a sentence."""
        if not self.of:
            return Text(f"{what.zh}：尚无结果", f"{what.en}: no result yet")
        return Text(
            f"{what.zh}：{self.passed}/{self.of}，{self.percent} %；{self.confidence} % 置信下限 {self.lower} %",
            f"{what.en}: {self.passed} of {self.of}, {self.percent} %; at least {self.lower} % at {self.confidence} % "
            "confidence",
        )

    def proves(self, target: Decimal) -> Text:
        """Whether a target is proved, and how many without failure would prove it."""
        needed = zero_failure_size(float(target / 100), float(self.confidence / 100))
        proved = bool(self.of) and (self.of >= needed if self.passed == self.of else self.lower >= target)
        return Text(
            f"目标 {target} % {'已' if proved else '未'}在 {self.confidence} % 置信水平得到证明（全部合格时需 {needed} 个）",
            f"{target} % is {'' if proved else 'not '}shown at {self.confidence} % confidence (with no failure, {needed} are "
            "needed)",
        )
