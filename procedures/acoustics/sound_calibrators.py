"""Sound calibrators on a reference microphone with an analyser (IEC 60942:2017): level, fluctuation, frequency, distortion.

``sound_calibrators.toml`` has limits and largest uncertainties by class and band of frequency; a result whose uncertainty
is larger decides nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field

from drivers.roles import Barometer, MultiDisplay, MultiSource
from metrology.exact import divide, plain
from metrology.limits import Limit
from metrology.rounding import round_uncertainty
from procedures.acoustics.sound_levels import UNCERTAIN, Level
from procedures.errors import NotMeasured
from procedures.kit import (
    KitProcedure,
    Nameplate,
    Quantity,
    Requirements,
    Row,
    Value,
    at_most,
    item,
    mean,
    quantity,
    within,
)

Frequency = Annotated[Quantity, quantity("Hz", above=0)]


class Output(Row):
    """A level at a frequency that the calibrator generates."""

    level: Level
    frequency: Frequency

    def __str__(self) -> str:
        return f"{self.level}, {self.frequency}"


class SoundCalibrator(Nameplate):
    """A sound calibrator."""

    accuracy_class: Literal["LS", "1", "2"] = Field(alias="class", title="级别 | Class")
    microphone: str = Field(title="传声器型号 | Microphone")
    outputs: tuple[Output, ...] = Field(min_length=1, title="声压级与频率 | Levels and frequencies")


class SoundCalibrators(KitProcedure[SoundCalibrator]):
    """Each level and frequency, measured with a reference microphone."""

    subject_model = SoundCalibrator
    under_test, unit = "calibrator", "dB"
    calibrator: MultiSource
    analyser: MultiDisplay
    barometer: Barometer

    def prepare(self) -> None:
        """Levels and frequencies in dB and Hz; those for which the class is defined are measured."""
        made = [(o.level.value, o.frequency.value) for o in self.subject.outputs]
        self.frequencies = [frequency for _, frequency in made]
        self.outputs = [(level, frequency) for level, frequency in made if self.row_of(frequency)]

    def row_of(self, frequency: Decimal) -> str:
        """Row of the limits for a frequency and the class; empty where the standard has none."""
        bands = self.facts.table("bands")
        inside = (key for key in bands.rows if bands.row(key)["lower"] <= frequency <= bands.row(key)["upper"])
        row = f"{self.subject.accuracy_class} {next(inside, '')}"
        return row if row in self.facts.table("levels").rows else ""

    def requirements(self) -> Requirements:
        """The class is defined at every frequency."""
        number = self.subject.accuracy_class
        for frequency in self.frequencies:
            permitted = "31.5–16000 Hz" if number == "1" else "160–1250 Hz"
            yield self.require("frequency", f"{plain(frequency)} Hz", permitted, bool(self.row_of(frequency)), "bands")

    @contextmanager
    def generated(self, level: Decimal, frequency: Decimal) -> Iterator[str]:
        """The point of an output, which is set; the row of its limits."""
        words = f"{plain(level)} dB", f"{plain(frequency)} Hz"
        with self.at(*(w.replace(" ", "") for w in words), words="，".join(words) + " | " + ", ".join(words)):
            self.calibrator.apply_to("frequency", frequency, "Hz")
            self.calibrator.apply_to("level", level, "dB")
            yield self.row_of(frequency)

    @item("L0 L E Ud? MPE")
    def level(self) -> None:
        """The mean level of several couplings against the nominal level."""
        for level, frequency in self.outputs:
            with self.generated(level, frequency) as row:
                found = []
                for n in range(1, int(self.facts.number("couplings")) + 1):
                    with self.at(str(n), words="第 " + str(n) + " 次耦合 | coupling " + str(n)):
                        self.condition("coupled")
                        query = (self.analyser.indication_of, "level")
                        found.append(self.read("Li", query, expect=level))
                L0, L = Value.constant(level, "L0"), mean(found).alone().named("L")
                limit, largest = (self.facts.table(t).row(row)["level"] for t in ("levels", "level_u"))
                self.judge(within(limit), largest, level, L0, L, E=L - L0)
        self.calibrator.off()

    @item("Lm Lx Ln dL Ud? MPE")
    def fluctuation(self) -> None:
        """How far the highest and the lowest level of a minute lie from its mean."""
        for level, frequency in self.outputs:
            with self.generated(level, frequency) as row:
                Lm, Lx, Ln = (
                    self.read(key, (self.analyser.indication_of, name), expect=level)
                    for key, name in (("Lm", "level"), ("Lx", "level_max"), ("Ln", "level_min"))
                )
                up, down = Lx - Lm, Lm - Ln
                limit, largest = (self.facts.table(t).row(row)["fluctuation"] for t in ("levels", "level_u"))
                self.judge(at_most(limit), largest, None, Lm, Lx, Ln, dL=up if up.number >= down.number else down)
        self.calibrator.off()

    @item("f0/Hz fx/Hz Ef Ud? MPE", unit="%")
    def frequency(self) -> None:
        """The frequency against the nominal one, in percent."""
        for level, frequency in self.outputs:
            with self.generated(level, frequency) as row:
                f0 = Value.constant(frequency, "f0")
                fx = self.read("fx", (self.analyser.indication_of, "frequency"), expect=frequency, unit="Hz")
                number = row.partition(" ")[0]
                (limit,), (largest,) = (self.facts.table(t).numbers(number) for t in ("frequencies", "frequency_u"))
                U = self.uncertainty("analyser", frequency, step=self.facts.number("step_frequency"), unit="Hz")
                relative = None if U is None else round_uncertainty(divide(U * 100, frequency), up=True)
                self.held(within(limit), largest, relative, f0, fx, Ef=(fx - f0) / f0 * 100)
        self.calibrator.off()

    @item("d Ud? MPE", unit="%")
    def distortion(self) -> None:
        """Total distortion and noise."""
        for level, frequency in self.outputs:
            with self.generated(level, frequency) as row:
                d = self.read("d", (self.analyser.indication_of, "distortion"), expect=Decimal(0), unit="%")
                (limit,), (largest,) = (self.facts.table(t).numbers(row) for t in ("distortions", "distortion_u"))
                U = self.uncertainty("analyser", d.number, step=self.facts.number("step_distortion"), unit="%")
                self.held(at_most(limit), largest, U, d=d)
        self.calibrator.off()

    def judge(self, limit: Limit, largest: Decimal, at: Decimal | None, *also: Value, **named: Value) -> None:
        """Compare a level, or a difference of levels shown by one display, where nothing of its certificate enters."""
        step = self.facts.number("step_level")
        if at is None:
            self.held(limit, largest, round_uncertainty(2 * (step * step / 6).sqrt(), up=True), *also, **named)
            return
        self.held(limit, largest, self.uncertainty("analyser", at, step=step), *also, **named)

    def held(self, limit: Limit, largest: Decimal, U: Decimal | None, *also: Value, **named: Value) -> None:
        """Compare, unless the uncertainty is larger than permitted.

        Raises:
            NotMeasured: It is.
        """
        if U is not None and largest < U:
            raise NotMeasured(UNCERTAIN)
        beside = also if U is None else (*also, Value.constant(U, "Ud"))
        shown: dict[str, Any] = dict(named)
        self.compare(limit, uncertainty=U, also=beside, **shown)
