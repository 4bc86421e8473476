"""Orden ICT/155/2020, anexo XX (Spain), as added in 2024: charging stations for electric vehicles."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from metrology.exact import plain
from procedures.electricity.charging_points import IMAX, PHASES, Amperes, ChargingPoints, ChargingStation
from procedures.kit import Facts, Quantity, Requirements, Value, quantity, root_sum_square, within
from procedures.text import Text

facts = Facts.beside(__file__)
NO_ROW = Text("直流 A 级无综合误差限", "no limit of the combined error for direct current of class A")


class Station(ChargingStation):
    """A station of class A, B or C; the additional errors between 5 °C and 30 °C come from its type examination."""

    accuracy_class: Literal["A", "B", "C"] = Field(alias="class", title="准确度等级 | Accuracy class")
    imax: Amperes = Field(title="最大电流 Imax | Maximum current Imax")
    imin: Amperes = Field(title="最小电流 Imin | Minimum current Imin")
    itr: Amperes = Field(title="转折电流 Itr | Transitional current Itr")
    ist: Amperes = Field(title="起动电流 Ist | Starting current Ist")
    mct: Annotated[Quantity, quantity("kWh", above=0)] | None = Field(
        None, title="最小可计量电能 MCT | Minimum quantity MCT"
    )
    unit_price: Decimal | None = Field(None, gt=0, title="单价（EUR/kWh） | Unit price, EUR/kWh")
    price_step: Decimal = Field(Decimal("0.01"), gt=0, title="最小付费变量（EUR） | Smallest price variation, EUR")
    effects: tuple[Decimal, Decimal, Decimal] | None = Field(
        None, title="温度、电压、频率附加误差（%） | Additional errors of temperature, voltage, frequency, %"
    )
    single_phase_use: bool = Field(False, title="也可单相充电 | Charges with one phase too")
    simultaneous: bool = Field(False, title="可同时为多车充电 | Charges several vehicles at once")
    put_into_service: date | None = Field(None, title="启用日期 | Put into service")
    type_examined: bool = Field(True, title="型式评价 | Type examination")

    @model_validator(mode="after")
    def _has_the_phases(self) -> Self:
        """Only a station of three phases has single ones besides."""
        if self.single_phase_use and self.supply != "AC3":
            raise ValueError("single_phase_use is said of a station with supply AC3")
        return self


class ICT155XX(ChargingPoints[Station]):
    """Verification of the product, after repair and periodically."""

    facts, subject_model = facts, Station

    def smallest_energy(self) -> Decimal:
        """The marked minimum quantity; the largest that is allowed where none is marked."""
        (most,) = facts.table("mct").numbers(self.subject.supply)
        return most if self.subject.mct is None else self.subject.mct.to("kWh").value

    def omits(self, key: str) -> Text | None:
        """A direct current station of class A has no limit of the combined error."""
        return NO_ROW if key == "combined" and self.combined_row not in facts.table("combined") else super().omits(key)

    @property
    def combined_row(self) -> str:
        """Row of the limits of the combined error."""
        return f"{'DC' if self.subject.supply == 'DC' else 'AC'} {self.subject.accuracy_class}"

    def requirements(self) -> Requirements:
        """Currents in order, the transitional current, the minimum quantity, and the period of adaptation."""
        s, order = self.subject, list(self.currents.values())
        ascend = sorted(order) == order
        yield self.require("currents", s.imax, "Ist ≤ Imin ≤ Itr ≤ Imax", ascend, "table1")
        up_to, itr = facts.table("itr").numbers("DC" if s.supply == "DC" else "AC")
        if self.currents[IMAX] <= up_to:
            yield self.require("itr", s.itr, f"≤ {plain(itr)} A", self.currents["Itr"] <= itr, "table1")
        (most,) = facts.table("mct").numbers(s.supply)
        yield self.require("mct", f"{plain(self.least)} kWh", f"≤ {plain(most)} kWh", self.least <= most, "mct")
        if s.put_into_service is not None and not s.type_examined:
            begins = self.regulation.in_force
            late = begins.replace(year=begins.year + int(facts.number("adaptation")))
            yield self.require("adapted", self.run.date, f"≤ {late}", self.run.date <= late, "adaptation")

    @facts.item("P/W Ei/kWh W/kWh E/% MPE/%")
    def starting(self) -> None:
        """The starting current is registered, within the limits that hold from it on."""
        self.wait("warm_up")
        for volts in self.voltages:
            self.error(volts, "Ist", PHASES[self.subject.supply], self.limit("Ist"))

    @facts.item("P/W Ei/kWh W/kWh E/% MPE/%")
    def single_phase(self) -> None:
        """Each phase alone."""
        (limit,) = facts.table("single_phase").numbers(self.subject.accuracy_class)
        for phase in PHASES["AC3"].split():
            for volts, name in self.tested("single_phase_currents"):
                self.error(volts, name, phase, limit)

    @facts.item("E/% dT/% dU/% df/% ec/% MPE/%")
    def combined(self) -> None:
        """The error with the additional errors of temperature, voltage and frequency."""
        named = zip(("dT", "dU", "df"), self.subject.effects or (), strict=False)
        more = [Value.constant(percent, symbol) for symbol, percent in named]
        limits, begins = facts.table("combined").numbers(self.combined_row), facts.number("dc_combined_from")
        for volts, name in self.tested("currents"):
            at = self.currents[name]
            if self.subject.supply == "DC" and at < begins * self.currents[IMAX]:
                continue
            keys = [f"{plain(volts)}V", name] if len(self.voltages) > 1 else [name]
            with self.at(*keys, words=f"{plain(volts)} V {name}"):
                E = self.kept[volts, name].named("E")
                limit = limits[-1] if at >= self.currents["Itr"] else limits[0]
                self.compare(within(limit), also=[E, *more], ec=root_sum_square([E, *more]))

    @facts.item("Ei/kWh amount/EUR E/EUR MPE/EUR")
    def price(self) -> None:
        """The price to pay agrees with the energy that is shown."""
        unit_price = Value.constant(self.subject.unit_price or 0, "U")
        with self.at("price"):
            Ei, amount = self.run.together("paid", partial(self.paid, unit_price.number))
            self.compare(within(self.subject.price_step), also=[Ei], E=amount - Ei * unit_price)

    def paid(self, unit_price: Decimal) -> tuple[Value, Value]:
        """Energy and price of a transaction at Imax."""
        _, besides = self.session(self.voltages[0], IMAX, PHASES[self.subject.supply], self.limit(IMAX))
        Ei = besides["Ei"]
        return Ei, self.read("amount", self.charger.amount, expect=Ei.number * unit_price)
