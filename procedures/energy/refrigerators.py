"""What the editions about refrigerators have in common."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from drivers.roles import Appliance
from procedures.energy.label import Labelled, LabelTest, Printed
from procedures.kit import Quantity, Value, item, quantity

SECONDS, KILO, PER_CENT = 86400, 1000, 100


class Refrigerator(Labelled):
    """A household refrigerator with its label."""

    category: Literal["combined", "other"] = Field(
        title="类别 | Category",
        json_schema_extra={"combined": "冷藏冷冻箱 | refrigerator-freezer", "other": "其他 | other"},
    )
    base: Annotated[Quantity, quantity("kWh", above=0)] = Field(
        title="基准耗电量（24 h，按标准计算） | Base consumption in 24 h, as computed by the standard"
    )
    printed_energy: Printed | None = Field(
        None, title="标识耗电量 / (kWh/24 h) | Consumption printed on the label / (kWh/24 h)"
    )


class RefrigeratorTest(LabelTest[Refrigerator]):
    """Test of the label of a refrigerator."""

    subject_model, under_test = Refrigerator, "appliance"
    appliance: Appliance

    def printed_values(self) -> dict[str, Decimal | None]:
        """The consumption."""
        return {"E_24": self.subject.printed_energy}

    @item("E_int/Wh t_int/s E_24/kWh E_ref/kWh eta/%")
    def energy(self) -> None:
        """Energy of the test period, referred to 24 h."""
        self.appliance.bring_to("steady")
        self.analyser.start()
        self.wait("period")
        energy, time = self.run.together("integrated", self._integrated)
        day = (energy / KILO * (SECONDS / time)).named("E_24")
        base = Value.constant(self.subject.base.to("kWh").value, "E_ref")
        eta = (day / base * PER_CENT).named("eta")
        self.keep(eta=eta, E_24=day)
        self.report(E_int=energy, t_int=time, E_24=day, E_ref=base, eta=eta)

    @item("eta/% MPE")
    def minimum(self) -> None:
        """Not worse than grade 5."""
        self.judge_minimum()

    @item("eta/% grade_found?/1 grade_printed?/1 MPE/1")
    def overstated(self) -> None:
        """The printed grade is not better than the one that was found."""
        self.judge_grade()

    @item("printed E_24/kWh MPE")
    def printed(self) -> None:
        """The printed consumption beside the one that was found."""
        self.judge_printed()

    def _integrated(self) -> tuple[Value, Value]:
        energy = self.read("E_int", self.analyser.energy, expect=500, bounded=False)
        return energy, self.read("t_int", self.analyser.integration_time, expect=SECONDS, bounded=False)
