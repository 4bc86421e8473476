"""GB 21519-2008 储水式电热水器能效限定值及能效等级 (energy label of electric storage water heaters), a draft."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from drivers.roles import StorageHeater, Thermometer
from metrology.exact import plain
from procedures.energy.grades import Scale
from procedures.energy.label import Labelled, LabelTest, Printed
from procedures.kit import Facts, Kept, Quantity, Requirements, Value, item, mean, quantity

DAY = Decimal(24)
HOUR, KILO, PER_CENT = 3600, 1000, 100


class WaterHeater(Labelled):
    """A storage water heater with its label."""

    volume: Annotated[Quantity, quantity("L", above=0)] = Field(title="额定容量 C | Rated volume C")
    printed_eps: Printed | None = Field(None, title="标识 24 h 固有能耗系数 | Coefficient ε printed on the label")
    printed_mu: Printed | None = Field(
        None, title="标识热水输出率 / % | Hot water output rate printed on the label / %"
    )


class GB21519(LabelTest[WaterHeater]):
    """Test of the label of a storage water heater."""

    facts, subject_model, under_test = Facts.beside(__file__), WaterHeater, "heater"
    heater: StorageHeater
    tank: Thermometer

    def prepare(self) -> None:
        """The rated volume in L."""
        self.C = Value.constant(self.subject.volume.to("L").value, "volume")

    def requirements(self) -> Requirements:
        """A volume for which the reference was found."""
        above, upto = self.facts.number("above"), self.facts.number("upto")
        limit = f"> {plain(above)}, ≤ {plain(upto)} L"
        yield self.require("volume", self.subject.volume, limit, above < self.C.number <= upto, "reference")

    def scales(self) -> dict[str, Scale]:
        """ε and μ; each has to reach the grade."""
        return {"eps": self.table_scale("eps"), "mu": self.table_scale("mu", least=True)}

    def printed_values(self) -> dict[str, Decimal | None]:
        """What the label prints."""
        return {"eps": self.subject.printed_eps, "mu": self.subject.printed_mu}

    @item("theta_w?/°C theta_a?/°C E_int?/Wh t_int?/s Q_pr?/kWh Q_ref?/kWh eps?/1")
    def loss(self) -> None:
        """From a cut-out to the first one after the test period, the temperatures every hour."""
        self.heater.heat_up()
        self.heater.await_cut_out()
        self.analyser.start()
        water, air = Kept(), Kept()
        hours = range(1, int(self.facts.number("hours")) + 1)
        for n in hours:
            self.wait("interval")
            with self.at(f"h{n}", words=f"第 {n} 小时 | hour {n}"):
                water[n] = self.read("theta_w", self.tank.temperature, expect=65, bounded=False)
                air[n] = self.read("theta_a", self.room.temperature, expect=20, bounded=False)
                self.report(final=False, theta_w=water[n], theta_a=air[n])
        self.heater.await_cut_out()
        with self.at("period", words="试验期 | test period"):
            energy, time = self.run.together("integrated", self._integrated)
            hot, room = (mean([of[n] for n in hours]).named(key) for of, key in ((water, "theta_w"), (air, "theta_a")))
            rise = hot - room
            factor = Value.constant(DAY * HOUR) / time * (Value.constant(self.facts.number("rise")) / rise)
            lost = (energy / KILO * factor).named("Q_pr")
            slope, base = (Value.constant(self.facts.number(key)) for key in ("slope", "base"))
            reference = (slope * self.C + base).named("Q_ref")
            eps = lost / reference
            self.keep(eps=eps)
            self.report(
                theta_w=hot, theta_a=room, E_int=energy, t_int=time, Q_pr=lost, Q_ref=reference, eps=eps.named("eps")
            )

    @item("V_hot/L volume/L mu/%")
    def output(self) -> None:
        """Hot water that is drawn without heating."""
        self.heater.heat_up()
        self.heater.await_cut_out()
        hot = self.read("V_hot", self.heater.hot_water, expect=self.C.number, bounded=False)
        mu = (hot / self.C * PER_CENT).named("mu")
        self.keep(mu=mu)
        self.report(V_hot=hot, volume=self.C, mu=mu)

    @item("eps?/1 mu?/% MPE")
    def minimum(self) -> None:
        """Not worse than grade 5."""
        self.judge_minimum()

    @item("eps?/1 mu?/% grade_found?/1 grade_printed?/1 MPE/1")
    def overstated(self) -> None:
        """The printed grade is not better than the one that was found."""
        self.judge_grade()

    @item("printed eps?/1 mu?/% MPE")
    def printed(self) -> None:
        """Printed values beside those that were found."""
        self.judge_printed()

    def _integrated(self) -> tuple[Value, Value]:
        energy = self.read("E_int", self.analyser.energy, expect=1000, bounded=False)
        return energy, self.read("t_int", self.analyser.integration_time, expect=DAY * HOUR, bounded=False)
