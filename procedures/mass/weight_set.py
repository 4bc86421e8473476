"""Nameplate of a set of weights, or of one weight."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from procedures.kit import Nameplate, Quantity, Row, quantity

Mass = Annotated[Quantity, quantity("g", above=0)]
KgPerM3 = Annotated[Quantity, quantity("kg/m³", above=0)]
Material = Literal["stainless_steel", "brass", "cast_iron"]
CLASSES = Literal["E1", "E2", "F1", "F2", "M1", "M1-2", "M2", "M2-3", "M3"]


class OneWeight(Row):
    """A weight of the set; `mark` tells two of one nominal value apart, a density of its own stands before the set's."""

    nominal: Mass
    mark: str = Field("", pattern=r"^[A-Za-z0-9]{0,4}$")
    density: KgPerM3 | None = None
    density_uncertainty: KgPerM3 | None = None

    @model_validator(mode="after")
    def _of_something(self) -> Self:
        if self.density is None and self.density_uncertainty is not None:
            raise ValueError("density_uncertainty: state the density too")
        return self

    def __str__(self) -> str:
        return f"{self.nominal} {self.mark}".strip()

    @property
    def grams(self) -> Decimal:
        """Nominal value in g."""
        return self.nominal.to("g").value


class WeightSet(Nameplate):
    """A set of weights in one box, or one weight."""

    accuracy_class: CLASSES = Field(alias="class", title="准确度等级 | Accuracy class")
    weights: tuple[OneWeight, ...] = Field(min_length=1, title="砝码 | Weights")
    material: Material = Field(
        "stainless_steel",
        title="材料 | Material",
        json_schema_extra={
            "stainless_steel": "不锈钢 | stainless steel",
            "brass": "黄铜 | brass",
            "cast_iron": "铸铁 | cast iron",
        },
    )
    method: Literal["ABBA", "ABA"] = Field("ABBA", title="循环方式 | Weighing cycle")

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        names = [(w.grams, w.mark) for w in self.weights]
        twice = [str(w) for w in self.weights if names.count((w.grams, w.mark)) > 1]
        if twice:
            raise ValueError(f"weights: {', '.join(dict.fromkeys(twice))} stands there twice; give each a mark")
        return self
