"""JJG 52-2013 弹性元件式一般压力表、压力真空表和真空表 (elastic-element gauges for general use).

No figure below was read in the printed regulation: they come from reports of it, and say so.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from drivers.roles import Environment, Inspector, PointerGauge, PressureSource
from metrology.limits import Band, Bands, LimitTable, OfSpan
from metrology.status import Source, Status
from procedures.base import Conditions, Procedure, Requirement
from procedures.pressure.gauge import Gauge
from procedures.pressure.gauge_nameplate import nameplate
from procedures.pressure.gauge_scan import Scan, Turn
from procedures.regulation import Column, Regulation, TestPoint, item
from procedures.run import Segment, segments
from procedures.text import Text

if TYPE_CHECKING:
    from metrology.limits import Limit

MPE = Source(
    "JJG 52-2013 最大允许误差 MPE",
    Status.SECONDARY,
    "a report of GB/T 1226-2001 and JJG 52-1999; edge at 90 % as printed there",
)
ZERO = Source("JJG 52-2013 零位误差", Status.SECONDARY)
ERROR = Source(
    "JJG 52-2013 示值误差",
    Status.SECONDARY,
    "taken after tapping; sources disagree on the reading before",
)
HYSTERESIS = Source("JJG 52-2013 回程误差", Status.SECONDARY)
TAP = Source("JJG 52-2013 轻敲位移", Status.SECONDARY)
STANDARD = Source("JJG 52-2013 标准器", Status.SECONDARY, "clause read in the 1999 edition")
MATRIX = Source("JJG 52-2013 检定项目一览表", Status.UNVERIFIED)
PROCEDURE = Source("JJG 52-2013 检定点与读数", Status.UNVERIFIED, "numbered marks, one fifth of a division")

# class: rest of the scale and zero | 90 % to 100 % of the upper limit, in % of the span
PERCENT = {"1": ("1.0", "1.6"), "1.6": ("1.6", "2.5"), "2.5": ("2.5", "4.0"), "4": ("4.0", "4.0")}
TOP_BAND_FROM = Decimal("0.9")
HOLD_SECONDS = 180
BEFORE, AFTER = Text("升压前", "Before"), Text("降压后", "After")


class Bench(Protocol):
    """Roles this regulation needs."""

    source: PressureSource
    gauge: PointerGauge
    inspector: Inspector
    room: Environment


def mpe(gauge: Gauge) -> Limit:
    """Maximum permissible error over the scale, in the unit of the dial; 1.5 is judged as 1.6."""
    upper = gauge.value(gauge.upper)
    rows = []
    for accuracy, (rest, top) in PERCENT.items():
        low, high = OfSpan(rest, 0, upper), OfSpan(top, 0, upper)
        bands = Bands([Band(TOP_BAND_FROM * upper, low, closed=False), Band(upper, high)], source=MPE)
        rows.append(({"accuracy": accuracy}, bands))
    return LimitTable(rows, source=MPE).of(accuracy=gauge.accuracy_class.replace("1.5", "1.6"))


class JJG52(Procedure[Gauge, Bench]):
    """Verification of pressure gauges of accuracy classes 1, 1.6, 2.5 and 4."""

    regulation = Regulation(
        "JJG 52", "2013",
        Text("弹性元件式一般压力表、压力真空表和真空表", "Elastic element pressure gauges, pressure-vacuum gauges and vacuum gauges for general use"),
        issued=date(2013, 6, 27), in_force=date(2013, 12, 27), replaces=("JJG 52-1999", "JJG 573-2003"),
        validity_months=6, sources=(MATRIX, PROCEDURE),
    )  # fmt: skip
    under_test = "gauge"
    subject_model = Gauge
    conditions = Conditions(
        (Decimal(15), Decimal(25)), Decimal(85), None, Source("JJG 52-2013 环境条件", Status.SECONDARY)
    )

    @property
    def unit(self) -> str:
        """Unit of the dial."""
        return self.subject.unit

    def grade(self) -> Text:
        """The class goes before 合格."""
        return Text(f"{self.subject.accuracy_class} 级", f"class {self.subject.accuracy_class}")

    def specification(self) -> list[Requirement]:
        """Class, range, divisions and marks."""
        return nameplate(self.subject, tuple(PERCENT))

    def suitability(self) -> list[Requirement]:
        """The standard's MPE is at most a quarter of the gauge's (smallest) MPE, and its range covers the gauge's."""
        return Scan.suitable(self.run.standards("source"), self.subject, mpe(self.subject), STANDARD)

    def band(self) -> list[Segment]:
        """Two stretches: up to 90 % of the upper limit, and above."""
        upper = self.subject.value(self.subject.upper)
        return segments((Decimal(0), TOP_BAND_FROM * upper, upper), mpe(self.subject))

    def points(self) -> list[TestPoint]:
        """Every numbered mark, up and down."""
        return Scan.points(self.subject, TOP_BAND_FROM)

    @item("appearance", "JJG 52-2013 外观", "外观", "Appearance", gate=True, measured=False)
    def appearance(self) -> None:
        """General requirements come before any measurement."""
        self.run.inspect(
            "标志",
            Text(
                "表盘标志、计量单位、准确度等级、编号、制造单位齐全清晰",
                "Dial shows unit, class, number and maker, legible",
            ),
        )
        self.run.inspect(
            "外壳",
            Text(
                "外壳、玻璃、接头完好，无影响计量性能的缺陷",
                "Case, window and connection sound, no defect that affects measurement",
            ),
        )
        self.run.inspect(
            "指针",
            Text(
                "指针与度盘平行，指针末端覆盖最短分度线",
                "Pointer parallel to the dial, its tip covers the shortest marks",
            ),
        )

    @item("indication", "JJG 52-2013 示值误差", "示值误差", "Indication error", columns=Scan.COLUMNS)
    def indication(self) -> None:
        """Zero, up mark by mark, three minutes at the upper limit, down again, zero; read before and after tapping."""
        self.bench.source.vent()
        self.scan = Scan(self.run, self.bench, self.subject, mpe(self.subject))
        self.scan.rest(BEFORE)
        for p in self.subject.marks:
            self.scan.take(Turn.UP, p, ERROR)
        self.run.dwell(HOLD_SECONDS, Text("在测量上限耐压 3 min", "3 min at the upper limit"))
        for p in reversed(self.subject.marks):
            self.scan.take(Turn.DOWN, p, ERROR)
        self.bench.source.vent()
        self.scan.rest(AFTER)

    @item("zero", "JJG 52-2013 零位误差", "零位误差", "Zero error", columns=(
        Column("p", "读数", "Reading", "*"), Column("MPE", "最大允许误差", "MPE", "*")))  # fmt: skip
    def zero(self) -> None:
        """Vented, before going up and after coming down, the pointer rests at zero to within the MPE."""
        for when in (BEFORE, AFTER):
            self.scan.zero(when, ZERO)

    @item("hysteresis", "JJG 52-2013 回程误差", "回程误差", "Hysteresis", columns=(
        Column("p", "检定点", "Point", "*"), Column("H", "回程误差", "Hysteresis", "*"), Column("MPE", "允许值", "Limit", "*")))  # fmt: skip
    def hysteresis(self) -> None:
        """|up − down|, both after tapping, is at most |MPE| at that point."""
        for p in self.subject.marks:
            self.scan.compare(p, HYSTERESIS)

    @item("tapping", "JJG 52-2013 轻敲位移", "轻敲位移", "Tapping displacement", columns=(
        Column("p", "检定点", "Point", "*"), Column("D", "轻敲位移", "Displacement", "*"), Column("MPE", "允许值", "Limit", "*")))  # fmt: skip
    def tapping(self) -> None:
        """|after − before| is at most half of |MPE|, both directions."""
        for turn in Turn:
            for p in self.subject.marks:
                self.scan.displacement(turn, p, TAP)

    @item("smoothness", "JJG 52-2013 指针偏转平稳性", "指针偏转平稳性", "Pointer smoothness")
    def smoothness(self) -> None:
        """Seen while the pressure went up and down."""
        self.run.inspect(
            "平稳性", Text("指针偏转平稳，无跳动、卡针", "Pointer moves smoothly, neither jumps nor sticks")
        )
