"""JJG 539-2016 数字指示秤 (digital indicating weighing instruments, classes III and IIII).

The printed regulation was not available. Its metrology is that of OIML R 76-1, whose clauses are named; which item belongs
to which stage, and the number of weighings, are not confirmed and state it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Protocol

from drivers.roles import Environment, Inspector, LoadHandler, PriceDisplay, WeighingInstrument
from metrology.decision import Outcome
from metrology.exact import plain
from metrology.limits import OutOfTable
from metrology.status import Source, Status
from procedures.base import Procedure, Requirement
from procedures.conditions import Condition, air
from procedures.errors import NotMeasured
from procedures.mass import weighing_plan as planned
from procedures.mass.nameplate import WeighingNameplate
from procedures.mass.pricing import PRICE, Pricing
from procedures.mass.r76 import discrimination, eccentricity, loads, repeatability, sources, specification, zero_tare
from procedures.mass.r76.limits import breaks, limit, mpe
from procedures.mass.weigher import CENTRE, Weighed, Weigher
from procedures.regulation import Column, Regulation, Stage, TestPoint, item
from procedures.run import Plot, Segment, segments
from procedures.standards import INDEPENDENT
from procedures.text import Text

MATRIX = Source("JJG 539-2016 检定项目一览表", Status.UNVERIFIED, "which item at which stage, number of weighings")
ROOM = Source("JJG 539-2016 环境条件", Status.UNVERIFIED, "R 76-1 A.4.1.2: −10 °C to 40 °C, change at most 5 K")
NOT_IN_SERVICE = frozenset({Stage.INITIAL, Stage.SUBSEQUENT})
SUCCESSOR_FROM = date(2027, 1, 8)  # JJG 1204-2025 applies to price-computing scales
WEIGHING = (
    Column("L", "载荷 L", "Load L", "*"), Column("I", "示值 I", "Indication I", "*"), Column("dL", "附加载荷 ΔL", "Add. load ΔL", "*"),
    Column("P", "化整前示值 P", "P", "*"), Column("E", "误差 E", "Error E", "*"), Column("Ec", "修正误差 Ec", "Corrected Ec", "*"),
    Column("MPE", "最大允许误差", "MPE", "*"),
)  # fmt: skip
E0_MISSING = Text("零点误差 E0 未测得，不得假定为零", "the error at zero E0 was not measured and must not be assumed")


class Bench(Protocol):
    """Roles this regulation needs."""

    scale: WeighingInstrument
    loads: LoadHandler
    price: PriceDisplay
    inspector: Inspector
    room: Environment


class JJG539(Procedure[WeighingNameplate, Bench]):
    """Verification of digital indicating scales."""

    regulation = Regulation(
        "JJG 539", "2016", Text("数字指示秤", "Digital indicating weighing instruments"),
        issued=date(2016, 11, 30), in_force=date(2017, 5, 30), replaces=("JJG 539-1997",), validity_months=12, sources=(MATRIX,),
        kind="scale",
    )  # fmt: skip
    under_test = "scale"
    subject_model = WeighingNameplate

    @property
    def unit(self) -> str:
        """Unit of e."""
        return self.subject.unit

    @property
    def weigher(self) -> Weigher:
        """What puts loads on this instrument and reads it."""
        return Weigher(self.run, self.bench, self.subject.scale)

    @classmethod
    def conditions(cls, subject: WeighingNameplate) -> tuple[Condition, ...]:
        """Temperature between the limits of the instrument's range, steady while it is verified."""
        del subject
        return air((-10, 40), drift=5, source=ROOM)

    @classmethod
    def refuses(cls, subject: WeighingNameplate, on: date) -> Text | None:
        """Price-computing scales change to JJG 1204-2025."""
        if not (subject.price_computing and on >= SUCCESSOR_FROM):
            return None
        return Text("自 2027-01-08 起计价秤按 JJG 1204-2025 检定，本版未实现该规程",
                    "from 2027-01-08 price-computing scales come under JJG 1204-2025, which is not implemented")  # fmt: skip

    def grade(self) -> Text:
        """The class goes before 合格."""
        return Text(f"{self.subject.accuracy_class} 级", f"class {self.subject.accuracy_class}")

    def omits(self, key: str) -> Text | None:
        """Items that the instrument has no device for."""
        if key == "price" and not self.subject.price_computing:
            return Text("非计价秤", "not a price-computing scale")
        if key == "tare" and self.subject.tare_maximum is None:
            return Text("无去皮装置", "there is no tare device")
        return None

    def specification(self) -> list[Requirement]:
        """Class, n, e, d, Min, partial ranges."""
        found = [Requirement(f.code, f.clause, Text(f.zh, f.en), f.value, f.limit, f.conforms, f.status)
                 for f in specification.check(self.subject.scale)]  # fmt: skip
        return planned.numbered(found + planned.chosen_loads(self.subject, MATRIX))

    def suitability(self) -> list[Requirement]:
        """Weights: error at most a third of the MPE at every load (R 76-1 3.7.1)."""
        return planned.suitable(self.run.standards("loads"), self.subject, self.run.stage, self._loads())

    def band(self) -> list[Segment]:
        """Steps at the breaks of the MPE table and at the ends of partial ranges; none for an n its class does not allow."""
        scale = self.subject.scale
        ends = (Decimal(0), *breaks(scale), *(part.max for part in scale.ranges))
        try:
            return segments(ends, limit(scale, self.run.stage.value))
        except OutOfTable:  # the nameplate check states it; nothing is weighed
            return []

    def points(self) -> list[TestPoint]:
        """Loads of the weighing test, eccentricity, repeatability and discrimination, each with its reason."""
        return planned.points(self.subject, self.run.stage)

    @item("appearance", "JJG 539-2016 6.1～6.4", "外观与标志", "Appearance and marks", gate=True, measured=False)
    def appearance(self) -> None:
        """General requirements come before any measurement (JJG 539-2016 7.4)."""
        self.run.inspect("legal_marks", Text("计量法制标志与型式批准标志", "Legal marks and type approval mark"))
        self.run.inspect(
            "nameplate",
            Text(
                "铭牌齐全清晰（Max、Min、e、准确度等级、编号、制造单位）",
                "Nameplate complete and legible (Max, Min, e, class, number, maker)",
            ),
        )
        self.run.inspect(
            "seal",
            Text(
                "封印与防作弊保护完好，软件标识与型式一致",
                "Seals and protection against fraud intact, software identification as approved",
            ),
        )
        self.run.inspect("level", Text("水准器与安装状态良好", "Level indicator and installation in order"))

    @item(
        "zero",
        sources.ZERO_ACCURACY.clause,
        "置零准确度",
        "Zero-setting accuracy",
        stages=NOT_IN_SERVICE,
        columns=(*WEIGHING[:5], WEIGHING[6]),
    )
    def zero(self) -> None:
        """|E0| ≤ 0.25 e, found at 10 e to be out of zero-tracking."""
        self.bench.loads.place(Decimal(0), self.unit, CENTRE)
        self.bench.scale.zero()
        self._setting("E0 = I + e/2 − ΔL − L", None, sources.ZERO_ACCURACY)

    @item(
        "tare",
        sources.TARE_ACCURACY.clause,
        "除皮准确度",
        "Tare-setting accuracy",
        stages=NOT_IN_SERVICE,
        columns=(*WEIGHING[:5], WEIGHING[6]),
    )
    def tare(self) -> None:
        """|E| ≤ 0.25 e after taring about a third of the maximum tare."""
        maximum = self.subject.value(self.subject.tare_maximum or self.subject.max)
        tare = (maximum / 3 / self.subject.scale.e).quantize(Decimal(1)) * self.subject.scale.e
        self.bench.loads.place(tare, self.unit, CENTRE)
        self.bench.scale.tare()
        self._setting("E = I + e/2 − ΔL − L", tare, sources.TARE_ACCURACY)
        self.bench.loads.place(Decimal(0), self.unit, CENTRE)
        self.bench.scale.clear_tare()

    @item(
        "eccentricity",
        sources.ECCENTRICITY.clause,
        "偏载",
        "Eccentricity",
        columns=(Column("where", "位置", "Position"), *WEIGHING),
    )
    def eccentricity(self) -> None:
        """Centre and every quarter with about a third of Max, each within the MPE."""
        zero, load = self._zero_error(), loads.eccentricity_load(self.subject.scale).load
        for where in (CENTRE, *eccentricity.positions(self.subject.supports)):
            name = Text("中心", "centre") if where == CENTRE else Text.same(where)
            with self.run.point(where):
                weighed = self.weigher.weigh(load, position=where)
                self._decide(
                    Text(f"位置 {name.zh}", f"position {name.en}"), weighed, zero, sources.ECCENTRICITY, where=name
                )

    @item("weighing", sources.WEIGHING.clause, "称量", "Weighing performance", columns=WEIGHING)
    def weighing(self) -> None:
        """Up and down by the changeover method, corrected for the error at zero."""
        zero, up = self._zero_error(), self._loads()
        for direction, series in (("up", up), ("down", up[::-1])):
            for load in series:
                label = f"{plain(load)} {self.unit}"
                with self.run.point(direction, f"{plain(load)}{self.unit}"):
                    self._decide(
                        Text.same(f"{label} {'↑' if direction == 'up' else '↓'}"),
                        self.weigher.weigh(load),
                        zero,
                        None,
                        direction,
                    )

    @item(
        "repeatability",
        sources.REPEATABILITY.clause,
        "重复性",
        "Repeatability",
        columns=(*WEIGHING, Column("spread", "最大差值", "Spread", "*")),
    )
    def repeatability(self) -> None:
        """The spread of several weighings of one load is at most |MPE|, and no single error exceeds it."""
        scale, stage = self.subject.scale, self.run.stage
        load = loads.repeatability_load(scale, stage.value).load
        number = repeatability.series(scale.accuracy_class, scale.grams(scale.max), stage.value)[-1].weighings
        zero, results = self._zero_error(), []
        for n in range(1, number + 1):
            self.bench.loads.place(Decimal(0), self.unit, CENTRE)
            with self.run.point(f"{plain(load)}{self.unit}", str(n)):
                weighed = self.weigher.weigh(load)
                results.append(weighed.P)
                self._decide(Text(f"第 {n} 次", f"weighing {n}"), weighed, zero, sources.SINGLE_RESULT)
        if len(results) == number:
            with self.run.point(f"{plain(load)}{self.unit}"):
                spread, allowed = repeatability.spread(results), mpe(scale, load, stage.value)
                self.run.decide(Text("最大差值", "spread"), spread, allowed, unit=self.unit, formula="Pmax − Pmin", source=sources.REPEATABILITY,
                                substitution=f"{plain(max(results))} − {plain(min(results))}", values={"L": load, "spread": spread, "MPE": plain(allowed)}, reference=INDEPENDENT)  # fmt: skip

    @item("discrimination", sources.DISCRIMINATION_TEST.clause, "鉴别力", "Discrimination", stages=frozenset({Stage.INITIAL}), columns=(
        Column("L", "载荷", "Load", "*"), Column("I1", "I1", "I1", "*"), Column("I2", "取下小砝码后 I2", "I2, pieces away", "*"),
        Column("I3", "加 1.4 d 后 I3", "I3, after 1.4 d", "*"), Column("required", "应为", "Required", "*")))  # fmt: skip
    def discrimination(self) -> None:
        """1.4 d added at a changeover point raises the indication by d."""
        for test in loads.discrimination_loads(self.subject.scale):
            d, label = self.subject.scale.d_at(test.load), f"{plain(test.load)} {self.unit}"
            with self.run.point(f"{plain(test.load)}{self.unit}"):
                first, fallen, final = self.weigher.discriminate(test.load)
                result = discrimination.digital(first, fallen, final, d, unit=self.unit)
                self.run.conclude(Text.same(label), result.outcome, source=sources.DISCRIMINATION_DIGITAL, reason=Text(result.zh, result.en),
                                  values={"L": test.load, "I1": first, "I2": fallen, "I3": final, "required": first + d}, reference=INDEPENDENT)  # fmt: skip

    @item("price", PRICE.clause, "价格计算", "Price computing", status=Status.UNVERIFIED, columns=(
        Column("W", "示值 W", "Weight W", "*"), Column("U", "单价 U", "Unit price U", "元/kg"), Column("shown", "显示价格", "Price shown", "元"),
        Column("E", "差值", "Difference", "元"), Column("MPE", "允许值", "Limit", "元")))  # fmt: skip
    def price(self) -> None:
        """Price to pay agrees with weight times unit price to one price interval."""
        interval = Decimal(self.subject.price_interval)
        pricing = Pricing(self.run, self.bench, self.weigher, self.subject.scale, interval)
        pricing.examine(loads.eccentricity_load(self.subject.scale).load)

    def _loads(self) -> tuple[Decimal, ...]:
        return self.subject.loads or tuple(
            t.load for t in loads.weighing_loads(self.subject.scale, self.run.stage.value)
        )

    def _zero_error(self) -> Weighed:
        """E0 at 10 e, without which nothing after it can be corrected."""
        weighed = None
        with self.run.point("E0"):
            self.bench.loads.place(Decimal(0), self.unit, CENTRE)
            weighed = self.weigher.weigh(loads.off_zero_load(self.subject.scale).load)
            self.run.conclude(
                Text("零点误差 E0", "error at zero E0"), Outcome.CONFORM, values=weighed.values(), reference=INDEPENDENT
            )
        if weighed is None:
            raise NotMeasured(E0_MISSING)
        return weighed

    def _setting(self, formula: str, tare: Decimal | None, source: Source) -> None:
        load, e = loads.off_zero_load(self.subject.scale).load, self.subject.scale.e
        with self.run.point(f"{plain(load)}{self.unit}"):
            weighed = self.weigher.weigh(load, gross=None if tare is None else tare + load)
            allowed = zero_tare.setting_limit(e)
            self.run.decide(Text.same(f"{plain(load)} {self.unit}"), weighed.E, allowed, unit=self.unit, formula=formula, source=source,
                            substitution=f"{plain(weighed.P)} − {weighed.on}", values=weighed.values() | {"MPE": f"±{plain(allowed)}"}, reference=weighed.on.references)  # fmt: skip

    def _decide(
        self,
        label: Text,
        weighed: Weighed,
        zero: Weighed,
        source: Source | None,
        series: str = "",
        where: Text | None = None,
    ) -> None:
        bounds = limit(self.subject.scale, self.run.stage.value)
        Ec, pair = weighed.E - zero.E, bounds.at(weighed.load)
        of_zero = tuple(replace(r, factor=-r.factor) for r in zero.on.references)
        values = weighed.values() | {"Ec": Ec, "MPE": f"±{plain(pair[1])}"} | ({"where": where} if where else {})
        self.run.decide(label, Ec, pair, unit=self.unit, formula="Ec = P − L − E0", values=values, source=source or bounds.source_at(weighed.load),
                        substitution=f"{plain(weighed.P)} − {weighed.on} − ({plain(zero.E)})", reference=weighed.on.references + of_zero,
                        plot=Plot(series, weighed.load, Ec, pair, self.unit) if series else None)  # fmt: skip
