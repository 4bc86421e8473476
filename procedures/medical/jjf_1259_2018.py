"""JJF 1259-2018 医用注射泵和输液泵校准规范 (syringe and infusion pumps): flow by weighing over time, pressure of the alarm."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from drivers.roles import Balance, InfusionPump, MultiDisplay, Thermometer
from metrology.density import water_density
from metrology.exact import divide
from metrology.limits import Band, Bands, Limit
from procedures.kit import (
    Agreed,
    Curve,
    Facts,
    Kept,
    KitProcedure,
    Nameplate,
    Quantity,
    Value,
    ascending,
    function,
    mean,
    quantity,
    standard_deviation,
    within,
)

facts = Facts.beside(__file__)
Flow = Annotated[Quantity, quantity("mL/h", lowest=5, highest=1000)]
Pressure = Annotated[Quantity, quantity("kPa", above=0)]
HOUR, HUNDRED, LITRE = Decimal(3600), Decimal(100), Decimal(1000)
KINDS = {"syringe": "注射泵 | syringe pump", "infusion": "输液泵 | infusion pump"}


class Pump(Nameplate, Agreed):
    """A pump with the flows and alarm settings that are calibrated."""

    pump: Literal["syringe", "infusion"] = Field(title="类型 | Type", json_schema_extra={**KINDS})
    set_used: str = Field(min_length=1, title="所用注射器／输液管路 | Syringe or administration set used")
    flows: Annotated[tuple[Flow, ...], ascending] = Field(min_length=1, title="校准流量 | Flows calibrated")
    alarms: Annotated[tuple[Pressure, ...], ascending] = Field(
        (), title="阻塞报警设定值 | Settings of the occlusion alarm"
    )


class JJF1259(KitProcedure[Pump]):
    """Calibration of a pump."""

    facts, subject_model, under_test, unit = facts, Pump, "pump", "mL/h"
    pump: InfusionPump
    balance: Balance
    water: Thermometer
    meter: MultiDisplay

    @property
    def limit(self) -> Limit:
        """What the specification names for reference."""
        table = facts.table(self.subject.pump)
        ends, mpe = table.numbers("upto"), table.numbers("mpe")
        rows = [
            Band(ends[0], within(mpe[0]), closed=False),
            Band(ends[1], within(mpe[1])),
            Band(ends[2], within(mpe[2])),
        ]
        return Bands(rows, source=facts.source("flow"))

    @facts.item("time/s tw/°C flow gamma/% U_exp/% k_exp/1 MPE?/%")
    def flow(self) -> None:
        """The mass that is collected in a time."""
        self.condition("ready")
        for setting in (f.to("mL/h").value for f in self.subject.flows):
            with self.at(setting):
                for n in self.many:
                    self.kept[setting, n] = self.delivered(setting, n)
                errors = [(setting - flow) / flow * HUNDRED for flow in (self.kept[setting, n] for n in self.many)]
                self.calibrate(
                    "flow",
                    limit=self.limit,
                    point=setting,
                    repeated=errors,
                    gamma=mean(errors),
                    curve=Curve("error", x_unit="mL/h"),
                )

    @property
    def many(self) -> range:
        """Numbers of the readings at a point."""
        return range(1, int(facts.number("readings")) + 1)

    def delivered(self, setting: Decimal, n: int) -> Value:
        """The flow of one collection, in mL/h."""
        seconds = facts.number("collect")
        self.run.checkpoint()
        start = self.read("start", self.balance.mass, number=n, unit="g", expect=0, bounded=False)
        self.pump.start(setting, "mL/h")
        self.wait("collect")
        self.pump.stop()
        mass = setting / HOUR * seconds
        end = self.read("end", self.balance.mass, number=n, unit="g", expect=mass, bounded=False)
        time = self.read("time", (self.meter.indication_of, "time"), number=n, expect=seconds)
        tw = self.read("tw", self.water.temperature, number=n, expect=20, bounded=False)
        return ((end - start) * function("K", volume_per_gram, tw) / time * HOUR).named("flow")

    @facts.item("s_rel/% MPE?/%")
    def repeat(self) -> None:
        """Relative standard deviation of the flows."""
        for setting in (f.to("mL/h").value for f in self.subject.flows):
            with self.at(setting):
                flows = [self.kept[setting, n] for n in self.many]
                self.report(s_rel=standard_deviation(flows) / mean(flows) * HUNDRED)

    @facts.item("alarm E U_exp k_exp/1 MPE?", unit="kPa")
    def occlusion(self) -> None:
        """The line is closed while the pump runs; the pressure when it alarms."""
        percent, least = facts.table("occlusion").numbers("all")
        for setting in (a.to("kPa").value for a in self.subject.alarms):
            with self.at(Quantity(setting, "kPa")):
                kept = Kept()
                for n in self.many:
                    self.pump.occlude(setting, "kPa")
                    kept[n] = setting - self.read(
                        "alarm", (self.meter.indication_of, "pressure"), number=n, expect=setting
                    )
                    self.pump.stop()
                errors = [kept[n] for n in self.many]
                self.calibrate(
                    "occlusion", limit=within(max(percent / HUNDRED * setting, least)), repeated=errors, E=mean(errors)
                )


def volume_per_gram(temperature: Decimal) -> Decimal:
    """Volume in mL of water that a balance shows as 1 g in air."""
    air, weights = facts.number("air"), facts.number("weights")
    return divide((weights - air) * LITRE, weights * (water_density(temperature) - air))
