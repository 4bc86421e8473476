"""Regeling meetreservoirs (BWBR0021086), art. 53 to 57 (Netherlands): level gauges."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from drivers.roles import MultiDisplay
from metrology.exact import plain
from procedures.kit import Facts, Nameplate, Quantity, Requirements, at_least, quantity, within
from procedures.level.against_a_standard import AgainstAStandard

Height = Annotated[Quantity, quantity("mm", above=0)]
UP, DOWN = "up", "down"


class LevelGauge(Nameplate):
    """A level gauge on a storage tank."""

    lowest: Height = Field(title="最低液位 | Lowest level")
    highest: Height = Field(title="最高液位 | Highest level")
    step: Height = Field(title="读数单位 | Reading unit")
    remote_step: Height | None = Field(None, title="远传显示读数单位 | Reading unit of the remote display")
    contact: bool = Field(title="接触式 | In contact with the liquid")
    tank: str = Field(min_length=1, title="所属容量罐编号 | Number of its tank")

    @property
    def waves(self) -> bool:
        """Whether it sends waves to the surface."""
        return not self.contact

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if self.lowest.to("mm").value >= self.highest.to("mm").value:
            raise ValueError("lowest must be below highest")
        return self


class LevelGaugesNL(AgainstAStandard[LevelGauge]):
    """First assessment, and in use."""

    facts = Facts.beside(__file__)
    subject_model, under_test, unit = LevelGauge, "gauge", "mm"
    gauge: MultiDisplay

    def prepare(self) -> None:
        """Levels in mm."""
        s = self.subject
        self.heights = self.spaced(*(x.to("mm").value for x in (s.lowest, s.highest, s.step)))

    def requirements(self) -> Requirements:
        """The reading unit of each display."""
        most = self.facts.number("most_step")
        for step in (self.subject.step, self.subject.remote_step):
            if step is not None:
                yield self.require("step", step, f"≤ {plain(most)} mm", step.to("mm").value <= most, "step")

    @facts.item("ref/mm x/mm E/mm MPE/mm")
    def indication(self) -> None:
        """Levels rising and falling."""
        for direction, heights in ((UP, self.heights), (DOWN, self.heights[::-1])):
            for h in heights:
                with self.at(direction, h, why="量程内均匀分布 | evenly over the range"):
                    self.standard.apply(h, "mm")
                    ref, x = self.readings(ref=self.standard.value, x=(self.gauge.indication_of, "level"))
                    self.kept[direction, h] = E = x - ref
                    self.compare(within(self.of_height(h)), point=h, curve=direction, E=E)

    @facts.item("E_low/mm E_high/mm D/mm MPE/mm")
    def difference(self) -> None:
        """The difference of the levels at both ends, come through in one direction."""
        low, high = self.heights[0], self.heights[-1]
        for direction in (UP, DOWN):
            with self.at(direction):
                errors = self.kept[direction, low].named("E_low"), self.kept[direction, high].named("E_high")
                self.compare(within(self.of_height(high)), D=errors[1] - errors[0])

    @facts.item("E_up/mm E_down/mm H/mm MPE/mm")
    def reversal(self) -> None:
        """The same level come to from below and from above."""
        for h in self.heights:
            with self.at(h):
                up, down = (self.kept[d, h].named(f"E_{d}") for d in (UP, DOWN))
                self.compare(within(self.facts.number("reversal")), point=h, H=up - down)

    @facts.item("x0/mm x/mm D/mm MPE/mm")
    def sensitivity(self) -> None:
        """A small change of the level changes the indication."""
        middle, change = self.heights[len(self.heights) // 2], self.facts.number("change")
        with self.at(middle):
            self.standard.apply(middle, "mm")
            x0 = self.read("x0", (self.gauge.indication_of, "level"))
            self.standard.apply(middle + change, "mm")
            x = self.read("x", (self.gauge.indication_of, "level"), expect=middle + change)
            self.compare(at_least(self.facts.number("responds")), also=[x0, x], D=x - x0)

    @facts.item("x/mm remote/mm D/mm MPE/mm")
    def displays(self) -> None:
        """Both displays show the same level, to the larger of their reading units."""
        steps = [s.to("mm").value for s in (self.subject.step, self.subject.remote_step) if s is not None]
        for h in (self.heights[0], self.heights[-1]):
            with self.at(h):
                self.standard.apply(h, "mm")
                x = self.read("x", (self.gauge.indication_of, "level"))
                remote = self.read("remote", (self.gauge.indication_of, "remote"))
                self.compare(within(max(steps)), D=x - remote)
