"""What investigations of water, gas and heat meters have in common: passages against a reference meter in series.

An edition states `unit`, in which the register shows, and `transmitted`, what the line of the meter calls the value. Its facts give
``amount`` of a passage and the steps of what is shown and transmitted in that unit, ``at_rest`` in s.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from functools import partial
from typing import Annotated, ClassVar, Final, Literal, NamedTuple, TypeVar

from pydantic import Field

from drivers.roles import FlowReference, InvestigatedFlowMeter, MeterRegister
from metrology.exact import divide
from procedures.findings import Finding
from procedures.investigations.base import rows_of_evidence, words_of
from procedures.investigations.evidence import BLANK, Evidence, percent
from procedures.investigations.state_comparisons import StateComparisons
from procedures.kit import Nameplate, Quantity, quantity
from procedures.subject import Marked  # noqa: TC001  pydantic needs it
from procedures.text import NO_TEXT, Text

HOUR, HUNDRED = Decimal(3600), Decimal(100)
WITH_THE_FLOW: Final = Text("同向", "with the flow")
ARROWS: Final = (WITH_THE_FLOW, Text("反向", "against the flow"))
STATES: Final = {
    "field": Text("磁场", "magnetic field"),
    "reverse": Text("反向流动", "flow backwards"),
    "low": Text("小流量", "small flow"),
    "rest": Text("关阀静止", "valve closed"),
    "tilt": Text("倾斜", "tilted"),
    "disturbance": Text("电磁干扰", "electromagnetic disturbance"),
    "temperature": Text("温度", "temperature"),
}
"""Everything that is known to have changed what such a meter registers."""
S = TypeVar("S", bound="InvestigatedFlowMeterPlate")
Rate = Annotated[Quantity, quantity("m³/h", above=0)]


class InvestigatedFlowMeterPlate(Nameplate):
    """A meter in service, and what is on record of it."""

    flow: Rate = Field(title="试验流量 | Flow of the tests")
    low: Rate = Field(title="小流量 | Small flow")
    backwards: Literal["held", "subtracted"] = Field(
        "held",
        title="型式批准规定的反向流动 | Flow backwards after the type approval",
        json_schema_extra={"held": "不计量 | not counted", "subtracted": "从示值中减去 | subtracted"},
    )
    seal: Marked = Field(title="有记录的封印编号 | Number of the seal on record")
    pairs: int = Field(6, ge=3, le=60, title="每种状态的次数 | Measurements in each state")


class Passage(NamedTuple):
    """What passed by the reference, and by how much the register grew."""

    reference: Decimal
    shown: Decimal

    @property
    def error(self) -> Decimal:
        """Error in %."""
        return divide((self.shown - self.reference) * HUNDRED, self.reference)


class InvestigationOfFlowMeters(StateComparisons[S]):
    """Looks for what makes a meter register, transmit or bill another amount than passes."""

    under_test, states = "meter", STATES
    transmitted: ClassVar[str]
    meter: InvestigatedFlowMeter
    line: FlowReference
    transmitter: MeterRegister

    def prepare(self) -> None:
        """Rates in the unit of the register per hour; nothing has passed yet."""
        self.begun: tuple[Decimal, Decimal, Decimal] | None = None

    @rows_of_evidence
    def mounting(self) -> None:
        """The arrow on the body points with the flow, and the seal is the one on record."""
        self.written("arrow", WITH_THE_FLOW, ARROWS)
        self.written("seal", self.subject.seal)

    @rows_of_evidence
    def rest(self) -> None:
        """With the valve closed the register stands still; it, what is transmitted and what is billed are read before."""
        with self.at("rest", words=words_of(STATES["rest"])):
            self.line.stop()
            with self.at("before"):
                self.begun = self.read_all()
            self.wait("at_rest")
            grown = self.read_register("V1", self.begun[0]) - self.begun[0]
            self.found(self.happened(grown != 0, self.shown(grown), "rest"), state="rest")

    @rows_of_evidence
    def indication(self) -> None:
        """Passages at the flow of the tests and at the small one against the reference meter."""
        for key, rate in (("flow", self.subject.flow), ("low", self.subject.low)):
            with self.at(key):
                one = self.run.together("passage", partial(self.passage, rate.to("m³/h").value))
                seen = f"E = {percent(float(one.error))}"
                state = "low" if key == "low" else ""
                beyond = abs(one.error) > self.facts.number(f"mpe_{key}")
                error = one.error if key == "flow" else None
                self.found(self.happened(beyond, seen, "beyond", error=error), state=state)

    @rows_of_evidence
    def field(self) -> None:
        """With and without a magnet in turns; where the errors differ, once more."""
        self.compare_states("field")

    @rows_of_evidence
    def reverse(self) -> None:
        """What flows backwards is counted as the type approval says: not at all, or subtracted."""
        with self.at("reverse", words=words_of(STATES["reverse"])):
            one = self.run.together("passage", partial(self.passage, -self.subject.flow.to("m³/h").value))
            due = one.reference if self.subject.backwards == "subtracted" else Decimal(0)
            differs = abs(one.shown - due) > max(self.facts.number("step"), self.tolerance(one.reference))
            seen = f"{self.shown(one.shown)} / {self.shown(one.reference)}"
            self.found(self.happened(differs, seen, "reverse"), state="reverse")

    @rows_of_evidence
    def accounts(self) -> None:
        """The register, what is transmitted and what is billed have grown by the same since the beginning."""
        with self.at("accounts"):
            last = self.read_all()
        first = self.begun or last
        register, transmitted, billed = (b - a for a, b in zip(first, last, strict=True))
        tolerance = 2 * self.facts.number("step_transmitted")
        least = f"{self.shown(tolerance)} / {self.shown(register)}"
        for key, grown in (("transmitted", transmitted), ("billed", billed)):
            with self.at(key):
                differs = abs(grown - register) > tolerance
                kind, reason = (Finding.OPEN, self.facts.text(key)) if differs else (Finding.NONE, NO_TEXT)
                seen = Text.same(f"{self.shown(grown)} / {self.shown(register)}")
                self.found(Evidence(kind, 1, seen, detects=least, reason=reason))

    # --- measurements ------------------------------------------------------------------------------------------------

    @property
    def pairs(self) -> int:
        """Passages in each state."""
        return self.subject.pairs

    @property
    def resolution(self) -> Decimal:
        """Resolution of one error in %, from that of the register."""
        return divide(self.facts.number("step") * HUNDRED, self.facts.number("amount"))

    def bring_about(self, state: str, value: int) -> None:
        """Hold the magnet to the register, or take it away."""
        self.meter.apply_to(state, Decimal(value), "1")

    def measurement(self) -> Passage:
        """One passage at the flow of the tests."""
        return self.run.together("passage", partial(self.passage, self.subject.flow.to("m³/h").value))

    def passage(self, flow: Decimal) -> Passage:
        """Let an amount pass; backwards where the flow is below 0."""
        amount = self.facts.number("amount")
        self.line.stop()
        first = self.read_register("V0", self.facts.number("usual"))
        self.line.reset()
        self.line.set_flow(flow, "m³/h")
        per_hour = abs(flow) * self.facts.number("per_cubic_metre")
        self.run.dwell(int(divide(amount * HOUR, per_hour).to_integral_value(ROUND_CEILING)), Text("通流", "Flowing"))
        self.line.stop()
        expect = amount if flow > 0 else -amount
        passed = self.read("Vs", self.line.passed, expect=expect, unit=self.unit, bounded=False).number
        ideal = first + (passed if flow > 0 or self.subject.backwards == "subtracted" else 0)
        return Passage(passed, self.read_register("V1", ideal) - first)

    def read_register(self, symbol: str, expect: Decimal) -> Decimal:
        """What the register shows."""
        return self.read(symbol, self.meter.register, expect=expect, unit=self.unit, bounded=False).number

    def read_all(self) -> tuple[Decimal, Decimal, Decimal]:
        """Register, what is transmitted, and what the back end has."""
        register = self.read_register("V", self.facts.number("usual"))
        sending = (self.transmitter.reading, self.transmitted)
        sent = self.read("Vt", sending, expect=register, unit=self.unit, bounded=False).number
        return register, sent, self.read("Vb", self.meter.billed, expect=register, unit=self.unit, bounded=False).number

    def tolerance(self, passed: Decimal) -> Decimal:
        """What may stay uncounted of a passage backwards: the limit of the error of one."""
        return abs(passed) * self.facts.number("mpe_flow") / HUNDRED

    def shown(self, amount: Decimal) -> str:
        """An amount as it is printed."""
        return f"{amount}{BLANK}{self.unit}".replace("-", "−")
