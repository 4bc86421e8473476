"""GB 21455-2019 房间空气调节器能效限定值及能效等级 (energy label of room air conditioners), a draft."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from drivers.roles import Appliance
from metrology.exact import divide, multiply, plain, trimmed
from procedures.energy.grades import Scale
from procedures.energy.label import Labelled, LabelTest, Printed
from procedures.kit import Facts, Quantity, Requirements, at_least, at_most, item, quantity

Watts = Annotated[Quantity, quantity("W", above=0)]
SUMS = {"cooling_load": 1800, "heating_load": 1300, "cooling_energy": 340, "heating_energy": 260}
"""Seasonal sums, with what an ideal appliance might have in kWh."""


class AirConditioner(Labelled):
    """A room air conditioner (heat pump) with its label."""

    capacity: Watts = Field(title="额定制冷量 | Rated cooling capacity")
    power: Watts = Field(title="额定制冷消耗功率 | Rated cooling power")
    printed_apf: Printed | None = Field(None, title="标识 APF | APF printed on the label")


class GB21455(LabelTest[AirConditioner]):
    """Test of the label of a room air conditioner."""

    facts, subject_model, under_test = Facts.beside(__file__), AirConditioner, "appliance"
    appliance: Appliance

    @property
    def size(self) -> Decimal:
        """Rated cooling capacity in W."""
        return self.subject.capacity.to("W").value

    def requirements(self) -> Requirements:
        """A capacity that the edition is about."""
        upto = self.facts.number("upto")
        yield self.require("capacity", self.subject.capacity, f"≤ {plain(upto)} W", self.size <= upto, "scope")

    def scales(self) -> dict[str, Scale]:
        """APF, by rated cooling capacity."""
        columns = self.facts.table("apf").columns
        column = next((n for n, upto in enumerate(columns) if self.size <= Decimal(upto)), len(columns) - 1)
        return {"APF": self.table_scale("apf", column, least=True)}

    def printed_values(self) -> dict[str, Decimal | None]:
        """APF."""
        return {"APF": self.subject.printed_apf}

    @item("cooling_load/kWh heating_load/kWh cooling_energy/kWh heating_energy/kWh APF/1")
    def season(self) -> None:
        """The seasonal sums, and what they give."""
        found: dict[str, Any] = {
            key: self.read(key, (self.appliance.indication_of, key), expect=ideal, bounded=False)
            for key, ideal in SUMS.items()
        }
        used = found["cooling_energy"] + found["heating_energy"]
        apf = ((found["cooling_load"] + found["heating_load"]) / used).named("APF")
        self.keep(APF=apf)
        self.report(APF=apf, **found)

    @item("capacity? cooling_power? MPE", unit="W")
    def rated(self) -> None:
        """Capacity and power beside their rated values."""
        power = self.subject.power.to("W").value
        limits = {
            "capacity": (self.size, at_least(self._part("capacity_least", self.size))),
            "cooling_power": (power, at_most(self._part("power_most", power))),
        }
        for key, (ideal, limit) in limits.items():
            with self.at(key):
                named: Any = {key: self.read(key, (self.appliance.indication_of, key), expect=ideal, bounded=False)}
                self.compare(limit, **named)

    @item("APF/1 MPE")
    def minimum(self) -> None:
        """Not worse than grade 5."""
        self.judge_minimum()

    @item("APF/1 grade_found?/1 grade_printed?/1 MPE/1")
    def overstated(self) -> None:
        """The printed grade is not better than the one that was found."""
        self.judge_grade()

    @item("printed APF/1 MPE")
    def printed(self) -> None:
        """The printed APF beside the one that was found."""
        self.judge_printed()

    def _part(self, key: str, whole: Decimal) -> Decimal:
        return trimmed(divide(multiply(self.facts.number(key), whole), Decimal(100)))
