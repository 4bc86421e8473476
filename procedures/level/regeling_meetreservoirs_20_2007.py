"""Regeling meetreservoirs (BWBR0021086), art. 20 (Netherlands): storage tanks."""

from typing import Annotated, Literal

from pydantic import Field

from drivers.roles import Display
from procedures.kit import Facts, Nameplate, Quantity, quantity, within
from procedures.level.against_a_standard import AgainstAStandard

SHAPES = {
    "upright": "立式圆柱、立式长方体、正方体或球 | upright cylinder, upright box, cube or sphere",
    "lying": "卧式圆柱或卧式长方体 | lying cylinder or box",
    "other": "其他 | other",
}


class Tank(Nameplate):
    """A storage tank with its table of volumes."""

    shape: Literal["upright", "lying", "other"] = Field(title="形状 | Shape", json_schema_extra={**SHAPES})
    smallest: Annotated[Quantity, quantity("L", above=0)] = Field(title="最小测量量 | Smallest measured quantity")
    capacity: Annotated[Quantity, quantity("L", above=0)] = Field(title="容量 | Capacity")
    number: str = Field(min_length=1, title="罐号 | Number of the tank")


class TanksNL(AgainstAStandard[Tank]):
    """First assessment, and in use: the volume by its table against the volume that was filled in."""

    facts = Facts.beside(__file__)
    subject_model, under_test, unit = Tank, "tank", "L"
    tank: Display

    @facts.item("ref/L x/L E/% MPE/%")
    def volume(self) -> None:
        """Volumes from the smallest quantity to the capacity."""
        low, high = (v.to("L").value for v in (self.subject.smallest, self.subject.capacity))
        limit = within(self.facts.table("mpe").row(self.subject.shape)[self.row])
        for filled in self.spaced(low, high, self.facts.number("step")):
            with self.at(filled, why="自最小测量量至容量 | from the smallest quantity to the capacity"):
                self.standard.apply(filled, "L")
                ref, x = self.readings(ref=self.standard.value, x=self.tank.indication)
                self.compare(limit, point=filled, E=(x - ref) / ref * 100)
