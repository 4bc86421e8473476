"""JJG 49-2013 弹性元件式精密压力表和真空表 (elastic-element precision gauges). A draft: the text was not read."""

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from metrology.exact import divide
from procedures.kit import Facts, Value
from procedures.pressure.pointer_gauges import AnyPointerGauge, PointerGauges

facts = Facts.beside(__file__)


class PrecisionGauge(AnyPointerGauge):
    """A precision gauge of pressure, or of vacuum."""

    accuracy_class: Literal["0.06", "0.1", "0.16", "0.25", "0.4", "0.6"] = Field(
        alias="class", title="准确度等级 | Accuracy class"
    )

    @model_validator(mode="after")
    def _one_part(self) -> Self:
        if self.lower.value and self.upper.value:
            raise ValueError("a precision gauge is one of pressure or one of vacuum: one of its limits is zero")
        return self


class JJG49(PointerGauges[PrecisionGauge]):
    """Verification of precision pressure gauges and vacuum gauges."""

    facts, subject_model = facts, PrecisionGauge

    def tested(self) -> list[Decimal]:
        """The numbered marks, or divisions evenly over the scale where there are too few."""
        number, division = int(facts.number("points")), self.division
        if sum(mark != 0 for mark in self.printed) >= number:
            return self.printed
        self.reason = "全量程均匀分布的分度线 | division, evenly over the scale"
        even = [self.low + divide(self.span * n, number) for n in range(number + 1)]
        return [divide(mark, division).quantize(Decimal(1)) * division for mark in even]

    def errors(self, direction: str, p: Decimal, ref: Value, before: Value, after: Value) -> None:
        """The error before tapping counts too."""
        super().errors(direction, p, ref, before, after)
        with self.at("untapped"):
            U = self.uncertainty("source", p, step=self.step)
            self.compare(self.mpe, point=p, uncertainty=U, E=before - ref)
