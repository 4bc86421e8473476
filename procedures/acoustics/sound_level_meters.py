"""Periodic tests of sound level meters (IEC 61672-3:2013): their items.

``sound_level_meters.toml`` has design goals, acceptance limits by class, and the largest uncertainties; a result whose
uncertainty is larger decides nothing (IEC 61672-3:2013 4.3).
"""

from collections.abc import Iterator
from decimal import Decimal

from procedures.acoustics.sound_levels import KILOHERTZ, S, SoundLevels
from procedures.kit import Value, item, within


class SoundLevelMeters(SoundLevels[S]):
    """Acoustical signals of a calibrator, electrical ones of a generator."""

    @item("L x")
    def calibration_check(self) -> None:
        """The indication on the sound calibrator; no limit."""
        self.condition("coupled")
        self.shape()
        L, x = self.signal(self.reference, KILOHERTZ, "LAF")
        self.report(L=L, x=x)

    @item("x")
    def self_noise(self) -> None:
        """Own noise with the electrical input; no limit."""
        self.source.off()
        for weighting in ("A", "C", "Z"):
            with self.at(weighting, words=f"{weighting} 计权 | weighting {weighting}"):
                query = (self.meter.indication_of, f"noise_{weighting}")
                self.report(x=self.read("x", query, expect=self.lower, bounded=False))

    @item("L x W E Ud? MPE")
    def acoustic(self) -> None:
        """C weighting relative to 1 kHz by acoustical signals."""
        self.condition("coupled")
        self.shape()
        L1, x1 = self.signal(self.reference, KILOHERTZ, "LCF", "0")
        for frequency in self.facts.table("acoustic").rows:
            with self.at(frequency, words=f"{frequency} Hz | {frequency} Hz"):
                L, x = self.signal(self.reference, frequency, "LCF")
                W = Value.constant(self.goal("LCF", frequency), "W")
                E, correction = (x - L) - (x1 - L1) - W, getattr(self.subject, f"correction_{frequency}")
                E = E + correction if correction else E
                self.judge(
                    self.frequency_band(frequency), self.weighting_limits(frequency), self.reference, L, x, W, E=E
                )

    @item("L x W E Ud? MPE")
    def electrical(self) -> None:
        """Each weighting relative to 1 kHz by electrical signals, well below the upper end."""
        level = self.upper - self.facts.number("below_upper")
        self.shape()
        for weighting in ("A", "C", "Z"):
            display = f"L{weighting}F"
            with self.at(weighting, words=f"{weighting} 计权 | weighting {weighting}"):
                L1, x1 = self.signal(level, KILOHERTZ, display, "0")
                for frequency in self.facts.table("electrical").texts(self.subject.accuracy_class):
                    with self.at(frequency, words=f"{frequency} Hz | {frequency} Hz"):
                        W = Value.constant(self.goal(display, frequency), "W")
                        L, x = self.signal(level - W.number, frequency, display)
                        E = (x - L) - (x1 - L1) - W
                        self.judge(
                            self.frequency_band(frequency), self.weighting_limits(frequency), level, L, x, W, E=E
                        )

    def frequency_band(self, frequency: str) -> str:
        """Row of the largest uncertainties for a frequency."""
        row = self.facts.table("bands").texts(frequency)
        return row[0]

    @item("x0 x dx Ud? MPE")
    def weightings(self) -> None:
        """C and Z against A at 1 kHz."""
        self.alike("weightings", ("LCF", "LZF"))

    @item("x0 x dx Ud? MPE")
    def times(self) -> None:
        """S, and the average, against F at 1 kHz."""
        self.alike("times", ("LAS", "LAeq") if self.subject.averaging else ("LAS",))

    def alike(self, test: str, displays: tuple[str, ...]) -> None:
        """Displays of one signal against LAF."""
        self.shape()
        x0 = self.signal(self.reference, KILOHERTZ, "LAF", "0")[1].named("x0")
        for display in displays:
            with self.at(display):
                x = self.signal(self.reference, KILOHERTZ, display)[1]
                self.judge(test, within(self.facts.number(test)), self.reference, x, dx=x - x0)

    @item("x0 x dx Ud? MPE")
    def stability(self) -> None:
        """A steady signal before and after half an hour."""
        self.lasting("stability", self.reference)

    @item("x0 x dx Ud? MPE")
    def high_level(self) -> None:
        """A signal near the upper end before and after five minutes."""
        self.lasting("high_level", self.upper - self.facts.number("high_level"))

    def lasting(self, test: str, level: Decimal) -> None:
        """The change of an indication during a wait."""
        self.shape()
        x0 = self.signal(level, KILOHERTZ, "LAF", "0")[1].named("x0")
        self.wait(f"{test}_time")
        x = self.read("x", (self.meter.indication_of, "LAF"), expect=x0.number)
        limit = self.facts.table("stable").numbers(self.subject.accuracy_class)[0]
        self.judge("stability", within(limit), level, dx=x - x0)

    def steps(self) -> Iterator[Decimal]:
        """Levels upwards, then downwards: coarse steps, and fine ones near the ends."""
        coarse, fine = self.facts.number("coarse"), self.facts.number("fine")
        for end, sign in ((self.upper, 1), (self.lower, -1)):
            level = self.start
            while (end - level) * sign >= fine:
                far = (end - level) * sign > coarse
                level += sign * (coarse if far else fine)
                yield level

    @item("L x E Ud? MPE")
    def linearity(self) -> None:
        """Levels at 8 kHz against the starting point."""
        frequency = str(int(self.facts.number("linearity_frequency")))
        W, limit = self.goal("LAF", frequency), self.facts.table("linear").numbers(self.subject.accuracy_class)[0]
        self.shape()
        L0, x0 = self.signal(self.start - W, frequency, "LAF", "0")
        for level in self.steps():
            with self.at(level):
                L, x = self.signal(level - W, frequency, "LAF")
                self.judge("linearity", within(limit), level, L, x, E=(x - x0) - (L - L0))

    @item("L x E Ud? MPE")
    def ranges(self) -> None:
        """On every further range: the reference level, and a level a little above its lower end, at 1 kHz."""
        limit, above = (
            self.facts.table("linear").numbers(self.subject.accuracy_class)[0],
            self.facts.number("above_lower"),
        )
        self.shape()
        L0, x0 = self.signal(self.reference, KILOHERTZ, "LAF", "0")
        for n, r in enumerate(self.subject.ranges, 2):
            low, high = r.lower.value, r.upper.value
            levels = (self.reference,) if low <= self.reference <= high else ()
            for level in (*levels, low + above):
                with self.at("range" + str(n), level, words=f"量程 {n}，{level} dB | range {n}, {level} dB"):
                    L, x = self.signal(level, KILOHERTZ, "LAF")
                    self.judge("linearity", within(limit), level, L, x, E=(x - x0) - (L - L0))

    @item("L x W E Ud? MPE")
    def burst(self) -> None:
        """Bursts of 4 kHz against the steady signal."""
        level, table = self.upper - self.facts.number("burst_level"), self.facts.table("bursts")
        L1, x1 = self.continuous(level, "4000", "LAF")
        for key in table.rows:
            kind, _, duration = key.partition(" ")
            display = {"F": "LAFmax", "S": "LASmax", "E": "LAE"}[kind]
            with self.at(display, duration, words=f"{display}，{duration} ms | {display}, {duration} ms"):
                W = Value.constant(table.row(key)["reference"], "W")
                self.shape(Decimal(duration))
                L, x = self.signal(level - self.goal("LAF", "4000"), "4000", display, response=W.number)
                self.judge("burst", self.limits("bursts", key), level, L, x, W, E=(x - L) - (x1 - L1) - W)
        self.shape()

    @item("L x W E Ud? MPE")
    def peak(self) -> None:
        """One cycle and half cycles against the steady signal."""
        table = self.facts.table("peaks")
        level = self.upper - self.facts.number("peak_level")
        for key in table.rows:
            cycles, _, frequency = key.partition(" ")
            name = self.facts.term(cycles).name
            with self.at(cycles, frequency, words=f"{name.zh}，{frequency} Hz | {name.en}, {frequency} Hz"):
                L1, x1 = self.continuous(level, frequency, "LCF")
                W = Value.constant(table.row(key)["reference"], "W")
                self.shape(cycles={"one": 1, "positive": 2, "negative": 3}[cycles])
                L, x = self.signal(level - self.goal("LCF", frequency), frequency, "LCpeak", response=W.number)
                self.judge("peak", self.limits("peaks", key), level, L, x, W, E=(x - L) - (x1 - L1) - W)
        self.shape()

    def continuous(self, level: Decimal, frequency: str, display: str) -> tuple[Value, Value]:
        """A steady signal that shows this level."""
        self.shape()
        return self.signal(level - self.goal(display, frequency), frequency, display, "0")

    @item("x1 x2 dx Ud? MPE")
    def overload(self) -> None:
        """Levels of positive and of negative half cycles at which overload is first shown."""
        found = []
        for n, cycles in ((1, 2), (2, 3)):
            self.shape(cycles=cycles)
            query = (self.meter.indication_of, "overload")
            found.append(self.read("x", query, expect=self.upper, bounded=False, number=n).named(f"x{n}"))
        self.shape()
        self.judge("overload", within(self.facts.number("overload")), self.upper, dx=found[0] - found[1])
