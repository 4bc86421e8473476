"""JJF(新)94-2023 蒸汽流量计在线校准规范 (vapour flow meters on line): a reference beside the running process."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from drivers.roles import TimingSignal
from metrology.dynamics.estimate import significant
from metrology.units import convert_difference
from procedures.kit import Agreed, Facts, Nameplate, Quantity, Requirements, mean, quantity, within
from procedures.kit.ideal_signals import pulses, sampled
from procedures.kit.in_line import InLine

facts = Facts.beside(__file__)
FLOW = "t/h"


class SteamMeter(Nameplate, Agreed):
    """A flow meter in a steam pipe; with a rule the error that is permitted has been agreed too."""

    diameter: Annotated[Quantity, quantity("mm", above=0)] = Field(title="公称通径 | Nominal diameter")
    resolution: Annotated[Quantity, quantity("t/h", above=0)] = Field(title="分辨力 | Resolution")
    usual_flow: Annotated[Quantity, quantity("t/h", above=0)] = Field(title="常用流量 | Usual flow")
    transport: Annotated[Quantity, quantity("s", lowest=0)] = Field(
        title="两表间输送时间 ± | Time between both meters ±"
    )
    permitted: Annotated[Quantity, quantity("%", above=0)] | None = Field(
        None, title="约定的最大允许误差 ± | Largest error agreed ±"
    )

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.decision_rule and self.permitted is None:
            raise ValueError("a decision rule was agreed: permitted, the largest error that was agreed, is missing")
        return self


class JJFXin94(InLine[SteamMeter]):
    """Calibration in place: the meter stays in its pipe, a reference reads the same steam."""

    facts, subject_model, unit = facts, SteamMeter, "%"
    timing: TimingSignal

    def requirements(self) -> Requirements:
        """Large enough for the specification."""
        d, least = self.subject.diameter, facts.number("diameter")
        yield self.require("scope", d, f"≥ {least} mm", d.to("mm").value >= least, "scope")

    @facts.item("skew/s U_exp?/s k_exp?/1 cor?/s MPE?")
    def alignment(self) -> None:
        """Both instruments take the same signal."""
        self.align(self.timing.mark, sampled(pulses, float(facts.number("marker")), 200))

    @facts.item("ref/t/h x/t/h E drift/% stab/%")
    def comparison(self) -> None:
        """Windows in turn; the process decides the flow."""
        flow, transport = self.subject.usual_flow.to(FLOW).value, self.subject.transport.to("s").value
        for n in range(1, int(facts.number("windows")) + 1):
            with self.at("window", str(n), words=f"第 {n} 个读数窗口 | Window {n}"):
                self.run.checkpoint()
                self.window(FLOW, flow, transport)

    @facts.item("skew/s MPE/s")
    def closing(self) -> None:
        """The clocks still stand to each other as before the first window."""
        self.align_again(self.timing.mark, sampled(pulses, float(facts.number("marker")), 200))

    @facts.item("ref/t/h x/t/h E U_exp k_exp/1 MPE?")
    def error(self) -> None:
        """Mean of the windows with U; compared only where an error was agreed."""
        with self.at("mean", words="平均 | Mean"):
            errors, found = self.all_windows(int(facts.number("windows")))
            n = Decimal(len(found)).sqrt()
            rms = [
                significant(100 * (sum(getattr(c, part) ** 2 for c in found) / len(found)) ** 0.5, 4)
                for part in ("scatter", "from_drift")
            ]
            step = convert_difference(self.subject.resolution.value, self.subject.resolution.unit, FLOW)
            permitted = self.subject.permitted
            self.calibrate(
                "error", limit=None if permitted is None else within(permitted.to("%").value), repeated=errors,
                given={"scatter": rms[0] / n, "drift": rms[1], "resolution": step}, E=mean(errors),
            )  # fmt: skip
