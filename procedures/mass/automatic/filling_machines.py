"""What verifications of automatic gravimetric filling instruments have in common: fills, their deviations, the set value.

An edition gives ``[tables.deviation]`` (class X(1), by the fill, before ``factor``), ``[tables.fills]`` (how many are
made) and how much pieces of the product add.
"""

import re
from decimal import Decimal
from functools import partial
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from drivers.roles import FillingInstrument, TareTest
from metrology.exact import trimmed
from procedures.kit import Nameplate, Quantity, Requirements, Value, item, mean, quantity, within
from procedures.mass.automatic.load_tables import by_mass, of_series, row_at
from procedures.mass.automatic.weighing import Mass
from procedures.mass.automatic.zero_setting import TaredWeighing

LOW = Decimal(2)
_CLASS = re.compile(r"X\([0-9.]+\)")


class FillingMachine(Nameplate):
    """A filling instrument; `piece` is the mass of one piece of the product, `test_fills` replace least and largest."""

    accuracy_class: str = Field(alias="class", pattern=_CLASS.pattern, title="准确度等级 | Accuracy class")
    max_fill: Mass = Field(title="最大装料 | Maximum fill")
    min_fill: Mass = Field(title="最小装料 | Minimum fill")
    d: Mass = Field(title="分度值 d | Scale interval d")
    piece: Annotated[Quantity, quantity("kg", lowest=0)] = Field(title="物料颗粒质量 | Mass of a piece of the product")
    tare: bool = Field(title="去皮装置 | Tare device")
    presettable: bool = Field(title="可预设装料值 | Fill can be preset")
    test_fills: tuple[Mass, ...] = ()

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        if _CLASS.fullmatch(self.accuracy_class) is None:
            raise ValueError(f"class: {self.accuracy_class!r} must be like X(0.5)")
        low, high = self.mass(self.min_fill), self.mass(self.max_fill)
        outside = [str(q) for q in self.test_fills if not low <= self.mass(q) <= high]
        if outside or low > high:
            raise ValueError(f"fills: {', '.join(outside) or self.min_fill} is not between min_fill and max_fill")
        return self

    def mass(self, found: Quantity) -> Decimal:
        """A mass of the nameplate in the unit of d, in which everything is judged."""
        return found.to(self.d.unit).value

    @property
    def factor(self) -> Decimal:
        """The factor (x) of the class."""
        return Decimal(self.accuracy_class.removeprefix("X(").removesuffix(")"))

    @property
    def low_class(self) -> bool:
        """Whether it is of no higher class than X(2)."""
        return self.factor >= LOW

    @property
    def tested(self) -> tuple[Decimal, ...]:
        """Fills that are made, ascending."""
        return tuple(sorted({self.mass(q) for q in self.test_fills or (self.min_fill, self.max_fill)}))


class FillingMachines(TaredWeighing[FillingMachine]):
    """Verification with the product, whose fills a control instrument weighs."""

    subject_model, under_test = FillingMachine, "filler"
    filler: FillingInstrument
    preset_with_pieces: ClassVar[bool] = False
    """Whether what is permitted for large pieces counts for the preset value too."""

    def prepare(self) -> None:
        """Unit of this instrument."""
        self.unit = self.subject.d.unit

    @property
    def static(self) -> TareTest:
        """Who works the instrument."""
        return self.filler

    def interval(self) -> Decimal:
        """Scale interval."""
        return self.subject.d.value

    def zero_limit(self) -> Decimal:
        """A part of the deviation that is permitted at the least fill."""
        return trimmed(self.facts.number("zero_part") * self.deviation_limit(self.subject.mass(self.subject.min_fill)))

    def requirements(self) -> Requirements:
        """The factor is of the series."""
        x, most = self.subject.factor, self.facts.number("most_factor")
        yield self.require("factor", x, f"1, 2, 5 × 10^k, ≤ {most}", of_series(x) and x <= most, "factor")

    def fills(self, fill: Decimal) -> int:
        """How many fills are made."""
        grams = Quantity(fill, self.unit).to("g").value
        return int(row_at(self.facts.table("fills"), grams)["n"])

    def of_class(self, fill: Decimal) -> Decimal:
        """The deviation of the table for this class and a fill."""
        return self.subject.factor * by_mass(self.facts.table("deviation"), fill, self.unit)

    def deviation_limit(self, fill: Decimal) -> Decimal:
        """How far each fill may be from the mean; in some editions more where the pieces of the product are large."""
        limit, piece = self.facts.number("factor") * self.of_class(fill), self.subject.mass(self.subject.piece)
        if not self.facts.known("piece_part") or piece <= self.facts.number("piece_part") * limit:
            return trimmed(limit)
        most = self.facts.number("most_percent") * self.subject.factor * fill / 100
        return trimmed(min(limit + self.facts.number("piece_times") * piece, most))

    def preset_limit(self, fill: Decimal) -> Decimal:
        """How far the mean may be from the preset value."""
        whole = self.deviation_limit(fill) if self.preset_with_pieces else self.of_class(fill)
        return trimmed(self.facts.number("preset_part") * whole)

    @item("F F_mean dev MPE")
    def deviation(self) -> None:
        """The deviation of each fill from the mean of all."""
        for fill in self.subject.tested:
            with self.at(fill):
                numbers = range(1, self.fills(fill) + 1)
                F = [self.run.together(str(n), partial(self.one_fill, fill, n)) for n in numbers]
                F_mean = self.kept[fill] = mean(F).named("F_mean")
                for n, one in zip(numbers, F, strict=True):
                    with self.at(str(n), words=f"第 {n} 次 | fill {n}"):
                        self.compare(within(self.deviation_limit(fill)), dev=one - F_mean)

    @item("F_mean E_set MPE")
    def preset(self) -> None:
        """The difference between the mean of the fills and the preset value."""
        for fill in self.subject.tested:
            with self.at(fill):
                self.compare(within(self.preset_limit(fill)), E_set=self.kept[fill] - fill)

    def one_fill(self, fill: Decimal, n: int) -> Value:
        """Fill once, and weigh it."""
        self.filler.fill(fill, self.unit)
        return self.read("F", self.control.mass, number=n)
