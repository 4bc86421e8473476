"""What the editions of JJG 688 have in common: any of six components, three classes, stability over an hour."""

from functools import partial
from typing import Any

from metrology.response import response_time
from procedures.emissions.exhaust_analysers import ExhaustAnalysers, GasAnalyser, symbol
from procedures.kit import Kept, item, within


class ChineseAnalysers(ExhaustAnalysers[GasAnalyser]):
    """Verification of the components that an analyser has."""

    subject_model, each = GasAnalyser, False

    @item("tr/s Ut/s MPE/s", unit="s")
    def response(self) -> None:
        """From clean air to a mixture: nine tenths of the change of each component, oxygen downwards."""
        part, limits = self.facts.number("part"), self.facts.table("time")
        for component, step in self.steps.items():
            with self.at(component):
                points = self.run.together("change", partial(self.change, component))
                self.judge_response(limits.numbers(component)[0], response_time(points, part, step=step))
        self.gases.off()

    @item("x0? x? dx? x0h?/ppm xh?/ppm dxh?/ppm MPE/%")
    def stability(self) -> None:
        """By how much the indication of a mixture changes in an hour: at most the limit of its error."""
        mixture = str(int(self.facts.number("repeat_mixture")))
        found = Kept()
        readings, every = int(self.facts.number("stable_readings")), int(self.facts.number("interval")) // 60
        for n in range(readings + 1):
            if n:
                self.wait("interval")
            self.supply(mixture)
            for component in self.steps:
                with self.place(component, mixture):
                    ideal = self.ideal(component, mixture)
                    found[component, n] = self.shown(component, ideal, "x" if n else "x0", n or "")
            self.gases.off()
        for component in self.steps:
            with self.place(component, mixture):
                start = found[component, 0]
                limit = within(self.permitted(component, self.ideal(component, mixture)))
                for n in range(1, readings + 1):
                    with self.at(f"{n}", words=str(n * every) + " min"):
                        change: Any = {symbol("dx", component): found[component, n] - start}
                        self.compare(limit, also=[start, found[component, n]], **change)
