"""JJG 1036-2022 电子天平 (electronic balances): classes I and II, examined as R 76 describes it."""

from typing import Literal

from pydantic import Field

from procedures.kit import Facts, Requirements
from procedures.mass.r76 import loads
from procedures.mass.r76.items import ScaleVerification
from procedures.mass.r76.nameplate import Mass, WeighingNameplate
from procedures.regulation import Stage


class ElectronicBalance(WeighingNameplate):
    """A balance with one weighing range, or several."""

    accuracy_class: Literal["I", "II"] = Field(alias="class", title="准确度等级 | Accuracy class")
    d: Mass = Field(title="实际分度值 | Actual scale interval d")


class JJG1036(ScaleVerification[ElectronicBalance]):
    """Verification of balances with weights whose conventional masses are used."""

    facts, subject_model = Facts.beside(__file__), ElectronicBalance

    @property
    def number(self) -> int:
        """How many loads the error is found at, at this stage."""
        return int(self.facts.number("loads_initial" if self.run.stage is Stage.INITIAL else "loads"))

    def test_loads(self) -> tuple[loads.TestLoad, ...]:
        """Min, however small, and more loads than R 76 asks for."""
        chosen = (self.subject.mass(q) for q in self.subject.test_loads)
        found = loads.weighing_loads(self.plate, [m for m in chosen if m <= self.plate.max], least=self.number)
        lowest = loads.TestLoad(self.plate.minimum, "最小秤量 Min | Min")
        return found if found[0].load <= lowest.load else (lowest, *found)

    def requirements(self) -> Requirements:
        """Those of R 76; chosen loads are as many as this regulation asks for."""
        yield from super().requirements()
        if self.subject.test_loads:
            enough = len(self.subject.test_loads) >= self.number
            yield self.require("loads_number", len(self.subject.test_loads), f"≥ {self.number}", enough, "number")
