"""Regeling meetreservoirs (BWBR0021086), art. 19 (Netherlands): dip sticks with a scale of length."""

from typing import Annotated

from pydantic import Field

from drivers.roles import Display
from metrology.exact import plain
from procedures.kit import Facts, Nameplate, Quantity, Requirements, quantity, within
from procedures.level.against_a_standard import AgainstAStandard


class DipStick(Nameplate):
    """A dip stick of a storage tank."""

    length: Annotated[Quantity, quantity("mm", above=0)] = Field(title="标尺长度 | Length of the scale")
    division: Annotated[Quantity, quantity("mm", above=0)] = Field(title="分度值 | Scale division")
    stop: bool = Field(False, title="有挡块 | With a stop")
    tank: str = Field(min_length=1, title="所属容量罐编号 | Number of its tank")


class DipSticksNL(AgainstAStandard[DipStick]):
    """First assessment, and in use."""

    facts = Facts.beside(__file__)
    subject_model, under_test, unit = DipStick, "stick", "mm"
    stick: Display

    def requirements(self) -> Requirements:
        """It is divided into millimetres or centimetres."""
        division = self.subject.division.to("mm").value
        allowed = self.facts.table("divisions").numbers("mm")
        shown = ", ".join(f"{plain(x)} mm" for x in allowed)
        yield self.require("division", self.subject.division, shown, division in allowed, "division")

    @facts.item("ref/mm x/mm E/mm MPE/mm")
    def scale(self) -> None:
        """The distance of marks from zero."""
        division, length = (x.to("mm").value for x in (self.subject.division, self.subject.length))
        for mark in self.spaced(division, length, division):
            with self.at(mark, why="自零点起的刻线 | mark, from zero"):
                self.standard.apply(mark, "mm")
                ref, x = self.readings(ref=self.standard.value, x=self.stick.indication)
                self.compare(within(self.of_height(mark)), point=mark, E=x - ref)
