"""What verifications of heat meters have in common: their items.

A complete meter is judged by the energy that it shows, a combined one by its sub-assemblies: flow sensor, pair of
temperature sensors, calculator. An edition gives the figures: ``[tables.flows]`` and ``[tables.differences]`` the ranges
and what is set in each, ``[tables.flow_error]`` the limits of the flow sensor by class, ``[tables.error]`` the others.
"""

from decimal import Decimal
from functools import partial

from metrology.exact import divide, plain
from procedures.heat.heat_passages import HeatPassages, quantity_of
from procedures.kit import Requirements, Value, item, within
from procedures.text import Text

PARTS = ("flow_sensor", "temperature_sensors", "calculator")


class HeatMeters(HeatPassages):
    """Verification on a flow bench, in baths and with simulated signals."""

    def omits(self, key: str) -> Text | None:
        """A complete meter has no sub-assemblies of its own; a combined one is verified by them where they are listed."""
        complete = self.subject.built == "complete"
        if key in PARTS and complete:
            return Text("整体式热量表", "a complete meter")
        if key == "complete" and not complete and PARTS[0] in self.facts.item_keys:
            return Text("分体式热量表，按部件检定", "a combined meter, verified by its sub-assemblies")
        return super().omits(key)

    def requirements(self) -> Requirements:
        """Ratios of the limits, and the smallest difference."""
        d, ratio, qi = self.made_for, self.facts.number("least_ratio"), self.subject.qi.to("m³/h").value
        listed = self.facts.table("least_differences").numbers("K")
        for key, most, least in (("flow_ratio", self.qp, qi), ("difference_ratio", d.most, d.least)):
            shown = plain(divide(most, least).quantize(Decimal("0.1")))
            yield self.require(key, shown, f"≥ {plain(ratio)}", most >= ratio * least, "plate")
        permitted = f"{', '.join(map(plain, listed))} K"
        yield self.require("least_difference", f"{plain(d.least)} K", permitted, d.least in listed, "plate")

    @item("q?/m³/h tf?/°C V?/m³ Vr?/m³ n?/1 E?/% MPE/%")
    def flow_sensor(self) -> None:
        """The volume shown against that of the bench."""
        for name, span in self.flows.items():
            with self.at(name, span.chosen, why=span.why("m³/h")):
                self.judge(partial(self.water, span))

    @item("tf/°C tr/°C Rf?/Ω Rr?/Ω dT?/K E?/% MPE/%")
    def temperature_sensors(self) -> None:
        """Both sensors at three temperatures; from their curves the worst error of a difference."""
        self.condition("immersed")
        found: list[Value] = []
        for name, span in self.baths().items():
            with self.at(name, quantity_of(span), why=span.why("°C")):
                four = self.run.together("bath", partial(self.bath, span))
                self.report(final=False, **{v.formula: v for v in four})
                found += four
        with self.at("pair"):
            self.pair(found)

    @item("q?/m³/h tf?/°C tr?/°C W?/kWh Wr?/kWh n?/1 E?/% MPE/%")
    def calculator(self) -> None:
        """The energy shown for simulated signals."""
        for name, difference in self.differences.items():
            with self.at(name, why=difference.why("K")):
                measure = partial(self.heat, self.simulator, self.flows["qp"], difference, self.calculator_limit)
                self.judge(measure)

    def calculator_limit(self, q: Decimal, difference: Decimal) -> Decimal:
        """Ec in %, whatever the flow rate."""
        del q
        return self.part_limit("calculator", difference)

    @item("q?/m³/h tf?/°C tr?/°C W?/kWh Wr?/kWh n?/1 E?/% MPE/%")
    def complete(self) -> None:
        """The energy shown for water and temperatures of the bench."""
        combinations = self.facts.table("combinations")
        for name, difference in self.differences.items():
            (flow,) = combinations.texts(name)
            span = self.flows[flow]
            why = f"{difference.text('～', 'K')}，{span.text('～', 'm³/h')} | {difference.text('–', 'K')}, {span.text('–', 'm³/h')}"
            with self.at(name, flow, why=why):
                self.judge(partial(self.heat, self.bench, span, difference, self.whole_limit))

    @item("Ws/kWh Wm/kWh dW/kWh MPE/kWh")
    def transmission(self) -> None:
        """What the interface transmits differs from the display by no more than a step of it."""
        step = self.subject.register_step.to("kWh").value
        Ws = self.read("Ws", (self.indicator.indication_of, "heat_energy"), bounded=False)
        Wm = self.read("Wm", (self.meter.reading, "heat_energy"), expect=Ws.number - Ws.number % step)
        self.compare(within(step), also=[Ws, Wm], dW=Ws - Wm)
