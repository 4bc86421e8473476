"""GB 12021.4-2013 电动洗衣机能效水效限定值及等级 (energy and water label of washing machines), a draft."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field

from drivers.roles import Appliance
from metrology.exact import plain
from procedures.energy.grades import Scale
from procedures.energy.label import Labelled, LabelTest, Printed
from procedures.kit import Facts, Quantity, Requirements, Value, item, quantity

KILO, KILOGRAM = 1000, "kg"


class Washer(Labelled):
    """A washing machine with its label."""

    category: Literal["drum", "impeller"] = Field(
        title="类别 | Category", json_schema_extra={"drum": "滚筒式 | drum", "impeller": "波轮式 | impeller"}
    )
    capacity: Annotated[Quantity, quantity("kg", above=0)] = Field(title="额定洗涤容量 | Rated capacity")
    printed_energy: Printed | None = Field(
        None, title="标识耗电量 / (kWh/循环) | Energy printed on the label / (kWh/cycle)"
    )
    printed_water: Printed | None = Field(None, title="标识用水量 / (L/循环) | Water printed on the label / (L/cycle)")
    printed_ratio: Printed | None = Field(None, title="标识洗净比 | Washing ratio printed on the label")


class GB120214(LabelTest[Washer]):
    """Test of the label of a washing machine."""

    facts, subject_model, under_test = Facts.beside(__file__), Washer, "appliance"
    appliance: Appliance

    def requirements(self) -> Requirements:
        """A capacity that the edition is about."""
        above, upto = self.facts.number("above"), self.facts.number("upto")
        capacity = self.subject.capacity.to("kg").value
        limit = f"> {plain(above)}, ≤ {plain(upto)} {KILOGRAM}"
        yield self.require("capacity", self.subject.capacity, limit, above < capacity <= upto, "scope")

    def scales(self) -> dict[str, Scale]:
        """Energy, water and washing ratio, by category; each has to reach the grade."""
        table = self.subject.category
        return {
            "E_kg": self.table_scale(table, 0),
            "W_kg": self.table_scale(table, 1),
            "ratio": self.table_scale(table, 2, least=True),
        }

    def printed_values(self) -> dict[str, Decimal | None]:
        """What the label prints."""
        s = self.subject
        return {"E_cycle": s.printed_energy, "W_cycle": s.printed_water, "ratio": s.printed_ratio}

    @item("E_int/Wh E_cycle/kWh W_cycle/L E_kg/kWh W_kg/L ratio/1")
    def programme(self) -> None:
        """One programme with the rated load."""
        capacity = Value.constant(self.subject.capacity.to("kg").value)
        energy = self.run.together("programme", self._energy)
        water = self.read("W_cycle", (self.appliance.indication_of, "water"), expect=60, bounded=False)
        ratio = self.read("ratio", (self.appliance.indication_of, "ratio"), expect=Decimal("1.05"), bounded=False)
        cycle = (energy / KILO).named("E_cycle")
        per_kg, water_per_kg = (cycle / capacity).named("E_kg"), (water / capacity).named("W_kg")
        found: dict[str, Any] = {
            "E_cycle": cycle,
            "W_cycle": water,
            "E_kg": per_kg,
            "W_kg": water_per_kg,
            "ratio": ratio,
        }
        self.keep(**found)
        self.report(E_int=energy, **found)

    @item("E_kg?/kWh W_kg?/L ratio?/1 MPE")
    def minimum(self) -> None:
        """Not worse than grade 5."""
        self.judge_minimum()

    @item("E_kg?/kWh W_kg?/L ratio?/1 grade_found?/1 grade_printed?/1 MPE/1")
    def overstated(self) -> None:
        """The printed grade is not better than the one that was found."""
        self.judge_grade()

    @item("printed E_cycle?/kWh W_cycle?/L ratio?/1 MPE")
    def printed(self) -> None:
        """Printed values beside those that were found."""
        self.judge_printed()

    def _energy(self) -> Value:
        """Energy of a whole programme."""
        self.analyser.start()
        self.appliance.bring_to("programme")
        self.analyser.stop()
        return self.read("E_int", self.analyser.energy, expect=700, bounded=False)
