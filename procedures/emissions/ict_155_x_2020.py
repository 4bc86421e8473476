"""Orden ICT/155/2020, anexo X (Spain): opacimeters, as products and in service."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Annotated, Any

from pydantic import Field

from drivers.roles import NeutralFilters
from metrology.exact import plain, trimmed
from metrology.rounding import round_to_interval
from procedures.emissions.opacimeters import PER_METRE, PERCENT, Opacimeter, Opacimeters
from procedures.errors import NotMeasured
from procedures.kit import Facts, Quantity, Requirements, Value, at_most, mean, quantity, spread, within
from procedures.regulation import Stage
from procedures.standards import measuring
from procedures.text import Text

facts = Facts.beside(__file__)
UNSTEADY = Text("烟度不稳定，需重新测量", "the smoke was not steady; measure again")
SCALES = {"N": PERCENT, "k": PER_METRE}


class SpanishOpacimeter(Opacimeter):
    """An opacimeter with both scales."""

    opacity_step: Annotated[Quantity, quantity("%", above=0)] = Field(title="N 显示分辨力 | Resolution of N")
    largest: Annotated[Quantity, quantity("1/m", above=0)] = Field(title="k 最大示值 | Largest k")


class ICT155X(Opacimeters[SpanishOpacimeter]):
    """Filters, drift, stability, smoke."""

    facts, subject_model = facts, SpanishOpacimeter
    filters: NeutralFilters

    def prepare(self) -> None:
        """Filters: opacities by their number; the last one is opaque."""
        super().prepare()
        table = facts.table("filters")
        self.opacities = {number: table.numbers(number)[0] for number in table.rows}
        self.first, self.last = min(self.opacities), max(self.opacities)

    def requirements(self) -> Requirements:
        """Resolutions, and the filters."""
        limits = zip(("N", "k"), (self.subject.opacity_step.to(PERCENT).value, self.step), strict=True)
        for scale, step in limits:
            most, unit = facts.number(f"step_{scale}"), SCALES[scale]
            yield self.require("step", f"{scale} {plain(step)} {unit}", f"≤ {plain(most)} {unit}", step <= most, "step")
        U = facts.number("filter_uncertainty")
        for standard in measuring(self.run.standards("filters"), PERCENT):
            found = max(standard.expanded_uncertainty(N) for N in self.opacities.values() if standard.covers(N))
            yield self.require("filters", f"{plain(found)} %", f"≤ {plain(U)} %", found <= U, "filters")

    def mpe(self, test: str, scale: str) -> Decimal:
        """The limit of a test on one scale."""
        return facts.table("mpe").row(test)[scale]

    def ideal(self, number: str, scale: str) -> Decimal:
        """What an ideal display shows with a filter."""
        N = self.opacities[number]
        if scale == "N":
            return N
        k = self.subject.largest.to(PER_METRE).value
        return (
            k
            if self.opacities[self.last] == N
            else round_to_interval(self.absorption(Value.constant(N)).number, self.step)
        )

    def shown(self, number: str, scale: str, repeat: int | str = "") -> Value:
        """What a scale shows with the filter that is in the light path."""
        query = (self.opacimeter.indication_of, scale)
        ideal, unit = self.ideal(number, scale), SCALES[scale]
        return self.read(scale, query, expect=ideal, unit=unit, number=repeat)

    def place(self, number: str) -> str:
        """A filter in words."""
        ends = {self.first: "零点 | zero", self.last: "满量程 | full scale"}
        return ends.get(number, f"{number} 号滤光片 | filter {number}")

    @facts.item("N0?/% N?/% EN?/% k0?/1/m k?/1/m Ek?/1/m MPE/%", unit=PERCENT)
    def calibration(self) -> None:
        """The mean of five readings of each filter on both scales; an opaque filter has no k."""
        repeats = range(1, int(facts.number("repeats")) + 1)
        for number in self.opacities:
            self.filters.insert(number)
            with self.at(number, words=self.place(number)):
                N0 = self.opacity(number)
                readings = {s: [self.shown(number, s, n) for n in repeats] for s in SCALES}
                N, k = (mean(readings[s]).alone().named(s) for s in SCALES)
                with self.at("N", words="N | N"):
                    self.compare(within(self.mpe("calibration", "N")), also=[N0, N], EN=N - N0)
                if number != self.last:
                    with self.at("k", words="k | k"):
                        k0 = self.absorption(N0)
                        self.compare(within(self.mpe("calibration", "k")), also=[k0, k], Ek=k - k0)

    def opacity(self, number: str) -> Value:
        """Opacity of a filter by its certificate; clean air has none."""
        if number == self.first:
            return Value.constant(0, "N0")
        return self.read("N0", self.filters.opacity, expect=self.opacities[number], unit=PERCENT, bounded=False)

    @facts.item("N/% k/1/m kN/1/m dk/1/m MPE/1/m", unit=PER_METRE)
    def scales(self) -> None:
        """The k that is shown against k of the opacity that is shown."""
        for number in self.opacities:
            if number == self.last:
                continue
            self.filters.insert(number)
            with self.at(number, words=self.place(number)):
                N, k = self.run.together("scales", partial(self.both, number))
                kN = self.absorption(N, "kN")
                self.compare(within(self.mpe("scales", "k")), also=[N, k], dk=k - kN)

    def both(self, number: str) -> tuple[Value, Value]:
        """Both scales with a filter."""
        return self.shown(number, "N"), self.shown(number, "k")

    @facts.item("N1?/% N2?/% dN?/% k1?/1/m k2?/1/m dk?/1/m MPE/%", unit=PERCENT)
    def drift(self) -> None:
        """Zero and full scale, and both again after five minutes."""
        for number in (self.first, self.last):
            with self.at(number, words=self.place(number)):
                found = self.run.together("drift", partial(self.repeated, number, ("", "drift")))
                for scale, readings in found.items():
                    before, after = (v.named(f"{scale}{n}") for n, v in enumerate(readings, 1))
                    change: Any = {f"d{scale}": after - before}
                    with self.at(scale, words=f"{scale} | {scale}"):
                        self.compare(within(self.mpe("drift", scale)), **change)

    @facts.item("dN?/% dk?/1/m MPE/%", unit=PERCENT)
    def stability(self) -> None:
        """A filter in the middle of the scale, from the beginning for fifteen minutes."""
        number = str(int(facts.number("middle")))
        waits = ("", *facts.table("stability").texts("waits"))
        with self.at(number, words=self.place(number)):
            found = self.run.together("stability", partial(self.repeated, number, waits))
            for scale, readings in found.items():
                with self.at(scale, words=f"{scale} | {scale}"):
                    apart: Any = {f"d{scale}": spread(readings)}
                    self.compare(at_most(self.mpe("stability", scale)), **apart)

    def repeated(self, number: str, waits: Sequence[str]) -> dict[str, list[Value]]:
        """Both scales with a filter, each time after a wait."""
        self.filters.insert(number)
        found: dict[str, list[Value]] = {scale: [] for scale in SCALES}
        for n, key in enumerate(waits, 1):
            if key:
                self.wait(key)
            for scale, readings in found.items():
                readings.append(self.shown(number, scale, n))
        return found

    @facts.item("ref x E MPE", unit=PER_METRE, key="smoke")
    def in_smoke(self) -> None:
        """Consecutive measurements of steady smoke, each against the reference opacimeter."""
        row = "initial" if self.run.stage is Stage.INITIAL else "in_service"
        most, edge = facts.number("smoke_spread"), facts.number("smoke_edge")
        table, kinds = facts.table("smoke").row(row), facts.table("kinds")
        self.filters.insert(self.first)
        for kind in kinds.rows:
            with self.at(kind, words=f"{kind} 号烟气 | smoke {kind}"):
                puffs = partial(self.puffs, kind, kinds.numbers(kind)[0], int(table["puffs"]))
                found = self.run.together("smoke", puffs)
                if any(spread([pair[i] for pair in found]).number > most for i in (0, 1)):
                    raise NotMeasured(UNSTEADY)
                for n, (ref, x) in enumerate(found, 1):
                    limit = table["absolute"] if ref.number < edge else table["percent"] * ref.number / 100
                    with self.at(str(n), words=f"第 {n} 次 | no. {n}"):
                        self.compare(within(trimmed(limit)), also=[ref, x], chosen=True, E=x - ref)
        self.smoke.off()
