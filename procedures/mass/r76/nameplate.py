"""Nameplate of a digital indicating weighing instrument."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from metrology.exact import divide, plain
from metrology.limits import Bands
from procedures.kit import Marks, Nameplate, Quantity, Row, quantity
from procedures.kit.table import Table
from procedures.mass.r76.instrument import AccuracyClass, PartialRange, Scale
from procedures.text import Text

Mass = Annotated[Quantity, quantity("kg", above=0)]


class Range(Row):
    """A weighing range, or a partial one of a multi-interval instrument; `min` of a range where it is marked."""

    max: Mass
    e: Mass
    d: Mass | None = None
    min: Mass | None = None

    def __str__(self) -> str:
        return f"Max {self.max}, e = {self.e}"


class WeighingNameplate(Nameplate, Marks):
    """A digital indicating weighing instrument; d is e unless marked otherwise, `test_loads` replace the proposed ones.

    `multiple_range`: `ranges` are ranges of their own, each from zero. `substitution`: the mass of the standard weights,
    which other loads take the place of. `mechanical`: mechanical, with digital indication.
    """

    accuracy_class: AccuracyClass = Field(alias="class", title="准确度等级 | Accuracy class")
    ranges: tuple[Range, ...] = Field((), title="称量范围 | Weighing ranges")
    multiple_range: bool = False
    max: Mass = Field(title="最大秤量 | Maximum capacity Max")
    min: Mass = Field(title="最小秤量 | Minimum capacity Min")
    e: Mass = Field(title="检定分度值 | Verification scale interval e")
    d: Mass | None = Field(None, title="实际分度值 | Actual scale interval d")
    tare_maximum: Mass | None = Field(None, title="最大皮重 | Maximum tare")
    tare: Literal["subtractive", "additive"] = "subtractive"
    price_computing: bool = False
    price_interval: Literal["0.01", "0.1", "1"] = "0.01"
    currency: Literal["CNY", "EUR"] = "CNY"
    mechanical: bool = False
    receptor: Literal["platform", "hopper", "rolling"] = "platform"
    supports: int = Field(4, ge=1, le=16)
    substitution: Mass | None = None
    test_loads: tuple[Mass, ...] = ()

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        problems = []
        if self.ranges and self.mass(self.ranges[-1].max) != self.mass(self.max):
            problems.append(f"ranges: the last must end at max {self.max}")
        if self.ranges and self.mass(self.ranges[0].e) != self.mass(self.e):
            problems.append(f"e: of an instrument with several ranges it is that of the first, {self.ranges[0].e}")
        problems += self._disordered()
        tare = () if self.tare_maximum is None or self.tare == "additive" else (self.tare_maximum,)
        for name, masses in (("tare_maximum", tare), ("test_loads", self.test_loads)):
            over = [str(q) for q in masses if self.mass(q) > self.mass(self.max)]
            problems += [f"{name}: {', '.join(over)} is beyond max {self.max}"] if over else []
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def _disordered(self) -> Iterator[str]:
        """What cannot be: ranges that do not ascend in Max and e, an interval above what it divides, Min above Max."""
        rows = self.ranges or (Range(max=self.max, e=self.e, d=self.d, min=self.min),)
        for name in ("max", "e"):
            marked = [self.mass(getattr(r, name)) for r in rows]
            if any(b <= a for a, b in pairwise(marked)):
                found = ", ".join(str(getattr(r, name)) for r in rows)
                yield f"ranges: {name} must ascend from range to range; it is {found}"
        for r in rows:
            if self.mass(r.e) > self.mass(r.max):
                yield f"e: {r.e} is larger than max {r.max}"
            if r.d is not None and self.mass(r.d) > self.mass(r.e):
                yield f"d: {r.d} is larger than e {r.e}"
        if self.mass(self.min) > self.mass(rows[0].max):
            yield f"min: {self.min} is larger than max {rows[0].max}"

    def mass(self, found: Quantity) -> Decimal:
        """A mass of the nameplate in the unit of e, in which everything is judged."""
        return found.to(self.e.unit).value

    def scales(self, mpe: Table) -> tuple[Scale, ...]:
        """The instrument as R 76 describes it: one, or one for each range of its own.

        Args:
            mpe: Table of maximum permissible errors of the edition, see `procedures.kit.table.Table.bands`.
        """
        rows = self.ranges or (Range(max=self.max, e=self.e, d=self.d),)
        parts = tuple(PartialRange(self.mass(r.max), self.mass(r.e), self.mass(r.d or r.e)) for r in rows)
        bands = mpe.bands(self.accuracy_class)
        if not self.multiple_range:
            return (self._scale(parts, bands, self.min),)
        return tuple(self._scale((part,), bands, r.min or self.min) for part, r in zip(parts, rows, strict=True))

    def _scale(self, parts: tuple[PartialRange, ...], bands: Bands, lowest: Quantity) -> Scale:
        tare = self.mass(self.tare_maximum) if self.tare_maximum and self.tare == "additive" else Decimal(0)
        return Scale(self.accuracy_class, parts, bands, self.mass(lowest), self.e.unit, self.supports, tare, self.price_computing, self.receptor)  # fmt: skip

    def specification_lines(self) -> list[tuple[Text, Text]]:
        """The number of intervals follows from what is marked."""
        rows = self.ranges or (Range(max=self.max, e=self.e),)
        counts = [plain(divide(self.mass(r.max), self.mass(r.e))) for r in rows]
        name = Text("检定分度数", "Number of intervals n")
        return [*super().specification_lines(), (name, Text.same(", ".join(counts)))]
