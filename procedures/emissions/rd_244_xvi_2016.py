"""RD 244/2016, anexo XVI (Spain, Directive 2014/32/EU annex XII): exhaust gas analysers before they are put on the market."""

from decimal import Decimal
from functools import partial

from pydantic import Field

from metrology.exact import divide
from metrology.rounding import round_to_interval
from procedures.emissions.exhaust_analysers import UNITS, ExhaustAnalyser, ExhaustAnalysers
from procedures.kit import Facts, Value, function, within

facts = Facts.beside(__file__)
LAMBDA_STEP = Decimal("0.001")


class NewAnalyser(ExhaustAnalyser):
    """An analyser that shows the air ratio too."""

    k1: Decimal = Field(Decimal("0.0006"), gt=0, title="换算系数 K1 | Conversion factor K1")


class RD244XVI(ExhaustAnalysers[NewAnalyser]):
    """Conformity of an analyser with its type."""

    facts, subject_model = facts, NewAnalyser

    @facts.item("CO/% CO2/% HC/ppm O2/% xl/1 lambda/1 El MPE")
    def air_ratio(self) -> None:
        """The air ratio shown against that of the formula, from the contents shown."""
        for mixture in facts.table("air_ratio").texts("mixtures"):
            self.supply(mixture)
            with self.at(mixture, words=f"{mixture} 号气体 | mixture {mixture}"):
                x, ratio = self.run.together("contents", partial(self.ratios, mixture))
                self.compare(within(facts.number("air_ratio")), also=[x], El=(x - ratio) / ratio * 100)
        self.gases.off()

    def ratios(self, mixture: str) -> tuple[Value, Value]:
        """The air ratio that is shown, and the one of the contents that are shown."""
        hcv, ocv, k1 = facts.number("hcv"), facts.number("ocv"), self.subject.k1
        shown = [self.content_shown(c, mixture) for c in self.steps]
        found = function("λ", partial(air_ratio, hcv=hcv, ocv=ocv, k1=k1), *shown).named("lambda")
        ideal = round_to_interval(found.number, LAMBDA_STEP)
        return self.read("xl", (self.analyser.indication_of, "lambda"), expect=ideal, unit="1"), found

    def content_shown(self, component: str, mixture: str) -> Value:
        """What is shown of a component, under its own symbol."""
        query, unit = (self.analyser.indication_of, component), UNITS[component]
        return self.read(component, query, expect=self.ideal(component, mixture), unit=unit, bounded=False)


def air_ratio(
    CO: Decimal, CO2: Decimal, HC: Decimal, O2: Decimal, *, hcv: Decimal, ocv: Decimal, k1: Decimal
) -> Decimal:
    """λ of dry exhaust gas (UN ECE R 83, 5.3.7.3): contents in %, hydrocarbons in ppm of n-hexane.

    Raises:
        ValueError: There is no carbon dioxide.
    """
    if CO2 <= 0:
        raise ValueError("no air ratio without carbon dioxide")
    water = divide(hcv, 4) * divide(Decimal("3.5"), Decimal("3.5") + divide(CO, CO2)) - ocv / 2
    burnt = CO2 + CO / 2 + O2 + water * (CO2 + CO)
    return divide(burnt, (1 + hcv / 4 - ocv / 2) * (CO2 + CO + k1 * HC))
