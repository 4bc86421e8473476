"""What verifications of fuel dispensers have in common: nameplate, deliveries into a measure, errors, repeatability, price.

An edition gives the figures: ``[tables.flows]`` says at which parts of the largest flow rate that is reached it is tested,
by stage; ``[tables.expansion]`` the coefficients of the fuels and of the measure.
"""

from decimal import Decimal
from functools import partial
from typing import Annotated, Literal

from pydantic import Field

from drivers.roles import FuelDispenser
from metrology.exact import trimmed
from procedures.flow.deliveries import Deliveries
from procedures.kit import (
    Curve,
    Nameplate,
    Quantity,
    Value,
    at_most,
    item,
    mean,
    quantity,
    spread,
    within,
)


class Dispenser(Nameplate):
    """One nozzle of a dispenser, with the measure that it is verified with."""

    fuel: Literal["gasoline", "kerosene", "diesel"] = Field(
        title="油品 | Fuel",
        json_schema_extra={"gasoline": "汽油 | gasoline", "kerosene": "煤油 | kerosene", "diesel": "柴油 | diesel"},
    )
    nozzle: str = Field(min_length=1, title="油枪号 | Nozzle")
    qmax: Annotated[Quantity, quantity("L/min", above=0, highest=200)] = Field(title="最大流量 | Maximum flow rate")
    reached: Annotated[Quantity, quantity("L/min", above=0)] = Field(
        title="可达到的最大流量 | Largest flow rate reached"
    )
    unit_price: Decimal = Field(gt=0, title="单价（元/L） | Unit price, yuan/L")
    price_step: Decimal = Field(Decimal("0.01"), gt=0, title="最小付费变量（元） | Smallest price variation, yuan")
    measure: Annotated[Quantity, quantity("L", above=0)] = Field(title="标准金属量器容积 | Capacity of the measure")
    material: Literal["stainless_steel", "carbon_steel"] = Field(
        title="量器材料 | Material of the measure",
        json_schema_extra={"stainless_steel": "不锈钢 | stainless steel", "carbon_steel": "碳钢 | carbon steel"},
    )


class FuelDispensers(Deliveries[Dispenser]):
    """Verification with a standard capacity measure."""

    dispenser: FuelDispenser
    subject_model = Dispenser

    def prepare(self) -> None:
        """Flow rates of the stage, coefficients of expansion in 1/°C."""
        table, reached = self.facts.table("flows"), self.subject.reached.to("L/min").value
        row = self.run.stage if self.run.stage in table else "any"
        self.rates = [trimmed(part * reached) for part in table.numbers(row)]
        expansion = self.facts.table("expansion")
        self.of_fuel, self.of_can = (expansion.numbers(key)[0] for key in (self.subject.fuel, self.subject.material))
        self.repeats = range(1, int(self.facts.number("repeats")) + 1)

    @item("VJ/L tJ/°C VB/L tB/°C VBt/L E/% MPE/%")
    def indication(self) -> None:
        """The mean error of the deliveries at each flow rate."""
        limit = within(self.facts.number("mpe"))
        for rate in self.rates:
            with self.at(rate, why="规程流量点 | flow rate of the regulation"):
                for n in self.repeats:
                    with self.at(str(n), words=f"第 {n} 次 | delivery {n}"):
                        error, besides = self.delivered(rate, self.subject.measure)
                        self.kept[rate, n] = error
                        self.report_one_of({"E": limit}, E=error, **besides)
                self.compare(
                    limit,
                    point=rate,
                    curve=Curve("E", x_unit=self.unit),
                    E=mean(self.errors(rate)).alone(),
                )

    @item("Emax/% Emin/% s/% MPE/%")
    def repeatability(self) -> None:
        """The range of the errors at a flow rate, divided by the coefficient of the range method."""
        for rate in self.rates:
            with self.at(rate):
                errors = sorted(self.errors(rate), key=lambda e: e.number)
                s = spread(errors) / self.facts.number("range_coefficient")
                ends = [errors[-1].named("Emax"), errors[0].named("Emin")]
                self.compare(at_most(self.facts.number("repeatability")), also=ends, s=s)

    @item("VJ/L price/元 E/元 MPE/元")
    def payment(self) -> None:
        """The price to pay agrees with volume times unit price."""
        rate, unit_price = self.rates[0], Value.constant(self.subject.unit_price, "U")
        with self.at("price"):
            VJ, price = self.run.together("payment", partial(self.paid, rate))
            self.compare(within(self.subject.price_step), also=[VJ], E=price - VJ * unit_price)

    def errors(self, rate: Decimal) -> list[Value]:
        """Errors at a flow rate."""
        return [self.kept[rate, n] for n in self.repeats]

    def paid(self, rate: Decimal) -> tuple[Value, Value]:
        """Volume and price shown after a delivery."""
        self.can.drain()
        self.fill(rate, self.subject.measure)
        VJ = self.shown(self.subject.measure)
        return VJ, self.read("price", self.dispenser.amount, unit="CNY", expect=VJ.number * self.subject.unit_price)
