"""Nameplate of a digital indicating weighing instrument."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from metrology.exact import plain
from procedures.mass.r76.instrument import PartialRange, Scale
from procedures.subject import Mass, Subject
from procedures.text import Text

if TYPE_CHECKING:
    from decimal import Decimal
    from typing import Self


class Range(BaseModel):
    """A partial weighing range of a multi-interval instrument."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    max: Mass
    e: Mass
    d: Mass | None = None


class WeighingNameplate(Subject):
    """A digital indicating scale.

    Attributes:
        accuracy_class: III or IIII.
        max, min, e, d: Maximum and minimum capacity, verification and actual scale interval; d is e unless given.
        ranges: Partial ranges of a multi-interval instrument, lowest first; the last must end at `max`.
        tare_maximum: Maximum tare effect, absent where there is no tare device.
        price_computing: Whether it computes prices.
        price_interval: Smallest interval of the price to pay, in yuan.
        supports: Points of support of the load receptor.
        test_loads: Loads for the weighing test, in place of those proposed; the required ones must be among them.
    """

    accuracy_class: Literal["III", "IIII"] = Field(alias="class")
    max: Mass
    min: Mass
    e: Mass
    d: Mass | None = None
    ranges: tuple[Range, ...] = ()
    tare_maximum: Mass | None = None
    price_computing: bool = False
    price_interval: Literal["0.01", "0.1", "1"] = "0.01"
    supports: int = Field(default=4, ge=1, le=16)
    test_loads: tuple[Mass, ...] = ()

    @property
    def unit(self) -> str:
        """The unit of e, in which everything is judged."""
        return self.e.unit

    @cached_property
    def scale(self) -> Scale:
        """The instrument as the regulation's mathematics knows it."""
        parts = self.ranges or (Range(max=self.max, e=self.e, d=self.d),)
        ranges = tuple(PartialRange(self.value(r.max), self.value(r.e), self.value(r.d or r.e)) for r in parts)
        return Scale(self.accuracy_class, ranges, self.value(self.min), self.unit, self.supports,
                     price_computing=self.price_computing)  # fmt: skip

    def value(self, mass: Mass) -> Decimal:
        """A mass of the nameplate in `unit`."""
        return mass.to(self.unit).value

    @property
    def loads(self) -> tuple[Decimal, ...]:
        """The loads asked for instead of the proposed ones, ascending."""
        return tuple(sorted(map(self.value, self.test_loads)))

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        problems = [
            f"{name}: {quantity} must be positive"
            for name, quantity in (("max", self.max), ("min", self.min), ("e", self.e), ("d", self.d or self.e))
            if quantity.value <= 0
        ]
        if self.ranges and self.value(self.ranges[-1].max) != self.value(self.max):
            problems.append(f"ranges: the last must end at max {self.max}")
        if self.ranges and self.value(self.ranges[0].e) != self.value(self.e):
            problems.append(f"e: of a multi-interval instrument it is e of the first range, {self.ranges[0].e}")
        if self.tare_maximum is not None and not 0 < self.value(self.tare_maximum) <= self.value(self.max):
            problems.append(f"tare_maximum: {self.tare_maximum} must lie above zero and not beyond max {self.max}")
        over = [str(q) for q in self.test_loads if not 0 < self.value(q) <= self.value(self.max)]
        if over:
            problems.append(f"test_loads: {', '.join(over)} must lie above zero and not beyond max {self.max}")
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def specification_lines(self) -> list[tuple[Text, str]]:
        """Characteristics for documents."""
        lines: list[tuple[Text, str]] = [(Text("准确度等级", "Accuracy class"), self.accuracy_class)]
        if self.ranges:
            lines += [
                (Text(f"称量范围 {i}", f"Range {i}"), f"Max{i} = {r.max}, e{i} = {r.e}")
                for i, r in enumerate(self.ranges, 1)
            ]
        lines += [
            (Text("最大秤量", "Maximum capacity Max"), str(self.max)),
            (Text("最小秤量", "Minimum capacity Min"), str(self.min)),
            (Text("检定分度值", "Verification scale interval e"), str(self.e)),
            (Text("实际分度值", "Actual scale interval d"), str(self.d or self.e)),
            (Text("检定分度数", "Number of intervals n"), plain(self.scale.n)),
        ]
        if self.tare_maximum is not None:
            lines.append((Text("最大皮重", "Maximum tare"), str(self.tare_maximum)))
        return lines
