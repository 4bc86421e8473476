"""What verifications of clinical thermometers of glass with a maximum device have in common."""

from decimal import Decimal
from typing import Literal, TypeVar

from pydantic import Field

from procedures.kit import between, item
from procedures.temperature.bath_thermometers import BathThermometer, BathThermometers

STEMS = {"solid": "棒式 | solid stem", "enclosed": "内标式 | enclosed scale"}


class ClinicalThermometer(BathThermometer):
    """A clinical thermometer of glass; `resolution` is its scale interval."""

    stem: Literal["solid", "enclosed"] = Field(title="型式 | Type", json_schema_extra={**STEMS})

    @property
    def solid(self) -> bool:
        """Whether the scale is on the stem."""
        return self.stem == "solid"


S = TypeVar("S", bound=ClinicalThermometer)


class ClinicalGlass(BathThermometers[S]):
    """Comparison with a standard thermometer in a bath, read after cooling."""

    def prepare(self) -> None:
        """It is read to a part of its scale interval."""

    @property
    def temperatures(self) -> tuple[Decimal, ...]:
        """Test temperatures, the highest last."""
        return self.facts.table("points").numbers("at")

    @item("t0 tau E/K MPE/K")
    def indication(self) -> None:
        """In the bath until it is constant and 20 s have passed; read when it has cooled."""
        low, high = self.facts.table("mpe").numbers("K")
        for t in self.temperatures:
            with self.at(t):
                self.condition("driven")
                self.held(t)
                t0 = self.read("t0", self.standard.temperature)
                self.condition("cooled")
                tau = self.read("tau", self.thermometer.indication)
                self.compare(between(low, high), E=tau - t0)
