"""Sound level meters on a source of signals: nameplate, signals, deviations with their uncertainty (IEC 61672-3:2013)."""

from decimal import Decimal
from functools import partial
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field

from drivers.roles import Barometer, MultiDisplay, MultiSource
from metrology.exact import plain
from metrology.limits import Asymmetric, Limit
from metrology.rounding import round_uncertainty
from procedures.errors import NotMeasured
from procedures.kit import KitProcedure, Nameplate, Quantity, Requirements, Row, Value, quantity
from procedures.text import Text

UNCERTAIN = Text("测量不确定度超过允许的最大值", "the uncertainty of the measurement is larger than permitted")
ROOT_TWO = Decimal(2).sqrt()
KILOHERTZ = "1000"
Level = Annotated[Quantity, quantity("dB")]


class LevelRange(Row):
    """A further level range."""

    lower: Level
    upper: Level

    def __str__(self) -> str:
        return f"{self.lower}–{self.upper}"


class SoundLevelMeter(Nameplate):
    """A sound level meter with weightings A, C and Z and the displays F, S and sound exposure."""

    accuracy_class: Literal["1", "2"] = Field(alias="class", title="级别 | Class")
    reference: Level = Field(title="参考声压级 | Reference sound pressure level")
    upper: Level = Field(title="线性工作范围上限 | Upper end of the linear operating range")
    lower: Level = Field(title="线性工作范围下限 | Lower end of the linear operating range")
    start: Level = Field(title="级线性检定起始点 | Starting point of level linearity")
    resolution: Level = Field(title="显示分辨力 | Resolution of the display")
    microphone: str = Field(title="传声器型号 | Microphone")
    peak: bool = Field(title="C 计权峰值声级 | C-weighted peak level")
    averaging: bool = Field(title="时间平均声级 | Time-averaged level")
    ranges: tuple[LevelRange, ...] = Field((), title="其他级范围 | Further level ranges")
    correction_125: Decimal = Decimal(0)
    correction_8000: Decimal = Decimal(0)


S = TypeVar("S", bound=SoundLevelMeter)


class SoundLevels(KitProcedure[S]):
    """Signals, and what displays show of them."""

    under_test, unit = "meter", "dB"
    source: MultiSource
    meter: MultiDisplay
    barometer: Barometer

    def prepare(self) -> None:
        """Levels of this meter in dB."""
        s = self.subject
        self.step, self.reference = s.resolution.value, s.reference.value
        self.upper, self.lower, self.start = s.upper.value, s.lower.value, s.start.value
        self.goals = self.facts.table("goals")

    def requirements(self) -> Requirements:
        """The display shows tenths of a decibel; the levels lie within the range."""
        most = self.facts.number("resolution")
        yield self.require("resolution", self.subject.resolution, f"≤ {plain(most)} dB", self.step <= most, "display")
        inside = all(self.lower < level < self.upper for level in (self.reference, self.start))
        within_range = f"{plain(self.lower)}–{plain(self.upper)} dB"
        shown = ", ".join(map(plain, (self.reference, self.start)))
        yield self.require("levels", shown, within_range, inside, "display")

    def signal(
        self, level: Decimal, frequency: str, display: str, name: str = "", response: Decimal = Decimal(0)
    ) -> tuple[Value, Value]:
        """Level of a signal as its source states it, and what a display shows of it.

        Args:
            level: What is set at the source.
            frequency: Row of the design goals.
            display: Such as `LAF`.
            name: Ends the keys of the readings of a signal that others are compared with.
            response: What an ideal display shows above the weighted level.
        """
        L, x = self.run.together("signal" + name, partial(self._signal, level, frequency, display, name, response))
        return (L.named("Lr"), x.named("xr")) if name else (L, x)

    def _signal(
        self, level: Decimal, frequency: str, display: str, name: str, response: Decimal
    ) -> tuple[Value, Value]:
        self.source.apply_to("frequency", self.goals.row(frequency)["exact"], "Hz")
        self.source.apply_to("level", level, "dB")
        L = self.read("L", (self.source.value_of, "level"), expect=level, bounded=False, number=name)
        ideal = level + self.goal(display, frequency) + response
        return L, self.read("x", (self.meter.indication_of, display), expect=ideal, number=name)

    def shape(self, burst: Decimal = Decimal(0), cycles: int = 0) -> None:
        """From now on signals are bursts of so many ms, or 1 one cycle, 2 a positive, 3 a negative half cycle."""
        self.source.apply_to("burst", burst, "ms")
        self.source.apply_to("cycles", Decimal(cycles), "1")

    def goal(self, display: str, frequency: str) -> Decimal:
        """Design goal of the weighting of a display at a frequency."""
        return Decimal(0) if "Z" in display else self.goals.row(frequency)["C" if "C" in display else "A"]

    def limits(self, table: str, key: str) -> Limit:
        """Acceptance limits of a row for the class."""
        row, number = self.facts.table(table).row(key), self.subject.accuracy_class
        return Asymmetric(row[f"lower_{number}"], row[f"upper_{number}"])

    def weighting_limits(self, frequency: str) -> Limit:
        """Acceptance limits of the weightings at a frequency for the class."""
        return Asymmetric(*self.facts.table(f"weighting_{self.subject.accuracy_class}").numbers(frequency))

    def judge(self, test: str, limit: Limit, at: Decimal, *also: Value, **named: Value) -> None:
        """Compare a difference of two readings, unless its uncertainty is larger than permitted.

        Raises:
            NotMeasured: It is.
        """
        single, shown = self.uncertainty("source", at, step=self.step), dict[str, Any](named)
        U = None if single is None else round_uncertainty(single * ROOT_TWO, up=True)
        (largest,) = self.facts.table("uncertainty").numbers(test)
        if U is not None and largest < U:
            raise NotMeasured(UNCERTAIN)
        beside = also if U is None else (*also, Value.constant(U, "Ud"))
        self.compare(limit, uncertainty=U, also=beside, **shown)
