"""INV 596-2026 电能表防作弊检测 (investigation of electricity meters in service)."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from functools import partial
from typing import Final, NamedTuple

from pydantic import Field

from drivers.roles import InvestigatedMeter, MeterEvents, SeriesReference
from metrology.exact import divide
from procedures.investigations.base import rows_of_evidence
from procedures.investigations.evidence import BLANK, percent
from procedures.investigations.state_comparisons import StateComparisons
from procedures.kit import Facts, Nameplate
from procedures.kit.recording import same
from procedures.subject import Marked  # noqa: TC001  pydantic needs it
from procedures.text import Text

HOUR, HUNDRED = Decimal(3600), Decimal(100)
PHASES: Final = ("a", "b", "c")
STATES: Final = {
    "phases": Text("逐相负载", "each phase by itself"),
    "field": Text("磁场", "magnetic field"),
    "tilt": Text("倾斜", "tilted"),
    "disturbance": Text("电磁干扰", "electromagnetic disturbance"),
    "reverse": Text("反向电流", "reversed current"),
    "temperature": Text("温度", "temperature"),
}
"""Everything that is known to have changed what a meter registers."""


class InvestigatedMeterPlate(Nameplate):
    """A meter in service, and what is on record of it."""

    constant: Decimal = Field(gt=0, title="脉冲常数（imp/kWh） | Pulse constant, imp/kWh")
    cover_openings: int = Field(0, ge=0, title="有记录的开盖次数 | Openings of the cover on record")
    field_events: int = Field(0, ge=0, title="有记录的磁场事件数 | Magnetic fields on record")
    software: Marked = Field("", title="型式批准的软件标识 | Software identification of the type approval")
    power: Decimal = Field(Decimal(5), gt=0, title="每相试验负载（kW） | Load of a phase, kW")
    pairs: int = Field(6, ge=3, le=60, title="每种状态的次数 | Measurements in each state")


class Counted(NamedTuple):
    """Energy by the reference and by the register, in kWh."""

    reference: Decimal
    shown: Decimal

    @property
    def error(self) -> Decimal:
        """Error in %."""
        return divide((self.shown - self.reference) * HUNDRED, self.reference)


class InvestigationOfElectricityMeters(StateComparisons[InvestigatedMeterPlate]):
    """Looks for what makes a meter register other energy than flows."""

    facts = Facts.beside(__file__)
    subject_model, under_test = InvestigatedMeterPlate, "meter"
    states = STATES
    meter: InvestigatedMeter
    log: MeterEvents
    reference: SeriesReference

    @rows_of_evidence
    def events(self) -> None:
        """The meter recorded no opening of its cover and no magnetic field that is not on record."""
        for key, query, known in (
            ("cover_openings", self.log.cover_openings, self.subject.cover_openings),
            ("field_events", self.log.field_events, self.subject.field_events),
        ):
            with self.at(key):
                n = self.read("n_events", query, expect=known, unit="1", bounded=False).number
                self.found(self.happened(n > known, f"{n} / {known}", key))

    @rows_of_evidence
    def firmware(self) -> None:
        """The software that the meter states is the one of its type approval."""
        with self.at("version"):
            found = self.text("version", self.log.software, expect=self.subject.software, required=False)
            differs = found is None or not same(found, self.subject.software)
            self.found(self.happened(differs, found or "—", "firmware"))

    @rows_of_evidence
    def phases(self) -> None:
        """Each phase by itself, then all together, against the reference meter in series."""
        limit = self.facts.number("mpe")
        for key, loaded in (*((p, (p,)) for p in PHASES), ("all", PHASES)):
            with self.at(key):
                one = self.run.together("energy", partial(self.counted, loaded))
                seen = f"E = {percent(float(one.error))}"
                error = one.error if key == "all" else None
                self.found(self.happened(abs(one.error) > limit, seen, "beyond", error=error), state="phases")

    @rows_of_evidence
    def field(self) -> None:
        """All phases with and without a magnet in turns; where the errors differ, once more."""
        self.compare_states("field")

    @rows_of_evidence
    def accounts(self) -> None:
        """Pulses against the register, and the back end of the supplier against the register, of one measurement."""
        with self.at("accounts"):
            one = self.run.together("energy", lambda: self.counted(PHASES))
            ideal = one.shown * self.subject.constant
            N = self.read("N", self.meter.pulses, expect=ideal, unit="1", bounded=False).number
            billed = self.read("billed", self.meter.billed, expect=one.shown, unit="kWh", bounded=False).number
        step = self.facts.number("step")
        with self.at("N"):
            by_pulses = divide(N, self.subject.constant)
            differs = abs(by_pulses - one.shown) > 2 * step
            seen = f"{by_pulses:.3f}{BLANK}kWh / {one.shown}{BLANK}kWh"
            self.found(self.happened(differs, seen, "pulses"))
        with self.at("billed"):
            seen = f"{billed}{BLANK}kWh / {one.shown}{BLANK}kWh"
            self.found(self.happened(abs(billed - one.shown) > 2 * step, seen, "bill"))

    # --- measurements ------------------------------------------------------------------------------------------------

    @property
    def pairs(self) -> int:
        """Measurements in each state."""
        return self.subject.pairs

    @property
    def resolution(self) -> Decimal:
        """Resolution of one error in %, from that of the register."""
        return divide(self.facts.number("step") * HUNDRED, self.facts.number("energy"))

    def bring_about(self, state: str, value: int) -> None:
        """Hold the magnet to the meter, or take it away."""
        self.meter.apply_to(state, Decimal(value), "1")

    def measurement(self) -> Counted:
        """Energy of all phases."""
        return self.run.together("energy", lambda: self.counted(PHASES))

    def counted(self, loaded: tuple[str, ...]) -> Counted:
        """Energy of some phases over one measurement."""
        power, energy = self.subject.power, self.facts.number("energy")
        self.meter.rest()
        self.meter.begin()
        for phase in loaded:
            self.meter.apply_to(phase, power, "kW")
        seconds = divide(energy * HOUR, power * len(loaded)).to_integral_value(ROUND_CEILING)
        self.run.dwell(int(seconds), Text("带负载运行", "Under load"))
        self.meter.rest()
        reference = self.read("W0", self.reference.reference_energy, expect=energy, unit="kWh", bounded=False).number
        return Counted(reference, self.read("W", self.meter.energy, expect=reference, unit="kWh", bounded=False).number)
