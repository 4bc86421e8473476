"""INV 596-2026 电能表防作弊检测 (investigation of electricity meters in service)."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from functools import partial
from typing import Final, NamedTuple

from pydantic import Field

from drivers.roles import InvestigatedMeter, SeriesReference
from metrology.detection import ModeDifference, mode_difference
from metrology.exact import divide
from procedures.investigations.base import Investigation, rows_of_evidence
from procedures.investigations.comparison import in_turns
from procedures.kit import Facts, Nameplate
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


class InvestigationOfElectricityMeters(Investigation[InvestigatedMeterPlate]):
    """Looks for what makes a meter register other energy than flows."""

    facts = Facts.beside(__file__)
    subject_model, under_test = InvestigatedMeterPlate, "meter"
    states = STATES
    meter: InvestigatedMeter
    reference: SeriesReference

    @rows_of_evidence
    def events(self) -> None:
        """The meter recorded no opening of its cover and no magnetic field that is not on record."""
        for key, query, known in (
            ("cover_openings", self.meter.cover_openings, self.subject.cover_openings),
            ("field_events", self.meter.field_events, self.subject.field_events),
        ):
            with self.at(key):
                n = self.read("n_events", query, expect=known, unit="1", bounded=False).number
                self.found(self.happened(n > known, f"{n} / {known}", key))

    @rows_of_evidence
    def phases(self) -> None:
        """Each phase by itself, then all together, against the reference meter in series."""
        limit = self.facts.number("mpe")
        for key, loaded in (*((p, (p,)) for p in PHASES), ("all", PHASES)):
            with self.at(key):
                one = self.run.together("energy", partial(self.counted, loaded))
                seen = f"E = {one.error:+.2f} %".replace("-", "−")
                self.found(self.happened(abs(one.error) > limit, seen, "beyond"), state="phases")

    @rows_of_evidence
    def field(self) -> None:
        """All phases with and without a magnet in turns; where the errors differ, once more."""
        rounds = [self.in_turns(0)]
        again = self.run.only_if(self.compared(*rounds[0]).flagged, self.once_more)
        rounds += [again] if again else []
        tests = [self.compared(*pair) for pair in rounds]
        detects, sigma = (float(self.facts.number(key)) for key in ("detects", "sigma"))
        runs = 2 * self.subject.pairs * len(tests)
        evidence = self.compared_rounds(tests, runs, _shown, sigma, detects, f"{detects:g} %")
        with self.at("field"):
            self.found(evidence, state="field")

    @rows_of_evidence
    def accounts(self) -> None:
        """Pulses against the register, and the back end of the supplier against the register, of one measurement."""
        with self.at("accounts"):
            one = self.run.together("energy", lambda: self.counted(PHASES))
            N = self.read(
                "N", self.meter.pulses, expect=one.shown * self.subject.constant, unit="1", bounded=False
            ).number
            billed = self.read("billed", self.meter.billed, expect=one.shown, unit="kWh", bounded=False).number
        step = self.facts.number("step")
        with self.at("N"):
            by_pulses = divide(N, self.subject.constant)
            differs = abs(by_pulses - one.shown) > 2 * step
            self.found(self.happened(differs, f"{by_pulses:.3f} kWh / {one.shown} kWh", "pulses"))
        with self.at("billed"):
            self.found(self.happened(abs(billed - one.shown) > 2 * step, f"{billed} kWh / {one.shown} kWh", "bill"))

    # --- measurements ------------------------------------------------------------------------------------------------

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

    def in_turns(self, first: int) -> tuple[list[Counted], list[Counted]]:
        """Measurements without and with the magnet: a, b, b, a, and so on."""
        found: dict[int, list[Counted]] = {0: [], 1: []}
        for n, value in in_turns(range(1, self.subject.pairs + 1), first):
            with self.at("on" if value else "off"), self.at(str(n), words=f"第 {n} 次 | measurement {n}"):
                self.meter.apply_to("field", Decimal(value), "1")
                found[value].append(self.run.together("energy", lambda: self.counted(PHASES)))
        self.meter.apply_to("field", Decimal(0), "1")
        return found[0], found[1]

    def once_more(self) -> tuple[list[Counted], list[Counted]]:
        """The same in the other order."""
        with self.at("again"):
            return self.in_turns(1)

    def compared(self, without: list[Counted], near: list[Counted]) -> ModeDifference:
        """The errors with and without the magnet."""
        number = self.facts.number
        step = divide(number("step") * HUNDRED, number("energy"))
        return mode_difference(
            [c.error for c in near], [c.error for c in without], number("guard"), float(number("significance")), step
        )


def _shown(difference: float) -> str:
    return f"{difference:+.2f} %".replace("-", "−")
