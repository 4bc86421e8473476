"""GB 24850-2020 平板电视与机顶盒能效限定值及能效等级 (energy label of flat panel televisions), a draft."""

from decimal import Decimal

from pydantic import Field

from drivers.roles import Appliance
from procedures.energy.grades import Scale
from procedures.energy.label import Labelled, LabelTest, Printed
from procedures.kit import Facts, Value, at_most, item


class Television(Labelled):
    """A flat panel television with its label."""

    printed_eei: Printed | None = Field(None, title="标识能效指数 | Energy efficiency index printed on the label")


class GB24850(LabelTest[Television]):
    """Test of the label of a television."""

    facts, subject_model, under_test = Facts.beside(__file__), Television, "appliance"
    appliance: Appliance

    def scales(self) -> dict[str, Scale]:
        """The index; its limits were not found."""
        return {"eei": self.number_scale("eei", "grades", least=True)}

    def printed_values(self) -> dict[str, Decimal | None]:
        """The index."""
        return {"eei": self.subject.printed_eei}

    @item("P_on/W P_s/W")
    def powers(self) -> None:
        """Power with the test picture, and in standby."""
        self.appliance.bring_to("picture")
        on = self.read("P_on", self.analyser.power, expect=80, bounded=False)
        self.appliance.bring_to("standby")
        rest = self.read("P_s", self.analyser.power, expect=Decimal("0.3"), bounded=False)
        self.kept["on", 0], self.kept["rest", 0] = on, rest
        self.report(P_on=on, P_s=rest)

    @item("luminance/cd/m² area/m² eff eei/1", unit="cd/W")
    def picture(self) -> None:
        """Luminance of the test picture, and what follows with the powers."""
        luminance = self.read("luminance", (self.appliance.indication_of, "luminance"), expect=350, bounded=False)
        area = self.read("area", (self.appliance.indication_of, "area"), expect=Decimal("0.8"), bounded=False)
        power = self.kept["on", 0] - self.kept["rest", 0]
        eff = (luminance * area / power).named("eff")
        eei = (eff / Value.constant(self.facts.number("reference"))).named("eei")
        self.keep(eei=eei)
        self.report(luminance=luminance, area=area, eff=eff, eei=eei)

    @item("P_s MPE", unit="W")
    def standby(self) -> None:
        """Power in standby."""
        self.compare(at_most(self.facts.number("standby_most")), P_s=self.kept["rest", 0])

    @item("eei/1 MPE")
    def minimum(self) -> None:
        """Not worse than grade 5."""
        self.judge_minimum()

    @item("eei/1 grade_found?/1 grade_printed?/1 MPE/1")
    def overstated(self) -> None:
        """The printed grade is not better than the one that was found."""
        self.judge_grade()

    @item("printed eei/1 MPE")
    def printed(self) -> None:
        """The printed index beside the one that was found."""
        self.judge_printed()
