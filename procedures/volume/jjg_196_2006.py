"""JJG 196-2006 常用玻璃量器 (laboratory glassware)."""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Annotated, Literal

from pydantic import Field
from pydantic.config import JsonDict

from metrology.decision import Outcome
from metrology.exact import plain, trimmed
from procedures.kit import Facts, Kept, Nameplate, Quantity, Requirements, Value, mean, quantity, spread, within
from procedures.text import Text
from procedures.volume.gravimetric import Gravimetric, shown, water_of

facts = Facts.beside(__file__)
CLASS_B = "class_B"
KINDS: JsonDict = {
    "flask": "单标线容量瓶 | volumetric flask", "one_mark_pipette": "单标线吸量管 | one-mark pipette",
    "graduated_pipette": "分度吸量管 | graduated pipette", "cylinder": "量筒 | measuring cylinder",
}  # fmt: skip
APART = Text("两次测得值相差过大，须重新测量", "the two results differ too much; the measurement is to be made again")


class Glassware(Nameplate):
    """A flask, a pipette or a cylinder."""

    kind: Literal["flask", "one_mark_pipette", "graduated_pipette", "cylinder"] = Field(
        title="名称 | Kind",
        json_schema_extra=KINDS,
    )
    accuracy_class: Literal["A", "B", ""] = Field("", alias="class", title="准确度等级 | Accuracy class")
    nominal: Annotated[Quantity, quantity("mL", above=0)] = Field(title="标称容量 | Nominal volume")
    use: Literal["In", "Ex"] = Field(
        title="用法 | Adjusted", json_schema_extra={"In": "量入式 | to contain", "Ex": "量出式 | to deliver"}
    )
    glass: Literal["soda_lime", "borosilicate"] = Field(
        title="材料 | Glass",
        json_schema_extra={"soda_lime": "钠钙玻璃 | soda lime", "borosilicate": "硼硅玻璃 | borosilicate"},
    )
    stopper: bool = Field(False, title="塞 | Stopper")


class JJG196(Gravimetric[Glassware]):
    """Verification of glassware by weighing."""

    facts, subject_model, unit = facts, Glassware, "mL"

    def prepare(self) -> None:
        """Limit in mL, volumes that are tested."""
        s = self.subject
        self.nominal_volume, self.table = (
            trimmed(s.nominal.to("mL").value),
            CLASS_B if s.accuracy_class == "B" else "mpe",
        )
        table, row = facts.table(self.table), f"{s.kind} {plain(self.nominal_volume)}"
        named = (s.kind == "cylinder") != bool(s.accuracy_class)  # a cylinder has no class
        self.limit = table.numbers(row)[0] if named and row in table else None
        known = facts.table("points").numbers(s.kind) if self.limit is not None else ()
        self.tested = [trimmed(part * self.nominal_volume) for part in known]
        self.expansion = facts.table("expansion").numbers(s.glass)[0]
        self.repeats = range(1, int(facts.number("repeats")) + 1)

    def requirements(self) -> Requirements:
        """A limit is on record for kind, class and volume; what is filled is to contain, what delivers to deliver."""
        s = self.subject
        what = " ".join(filter(None, (str(KINDS[s.kind]), s.accuracy_class, str(s.nominal))))
        yield self.require("limit_known", what, "—", self.limit is not None, self.table)
        uses = facts.table("uses").texts(s.kind)
        yield self.require("use", s.use, ", ".join(uses), s.use in uses, "uses")

    @facts.item("V/mL Vm?/mL E?/mL MPE/mL")
    def volume(self) -> None:
        """The mean of two results at each volume; they differ by at most a part of the limit."""
        for nominal in self.tested:
            with self.at(nominal, why="规程检定点 | point of the regulation"):
                found, K = Kept(), self.conversion(self.expansion)
                for n in self.repeats:
                    with self.at(str(n), words=f"第 {n} 次 | measurement {n}"):
                        found[n] = self.run.together("measurement", partial(self.measured, nominal, K))
                        self.report(final=False, V=shown(found[n], self.limit or nominal))
                self.judge(nominal, [found[n] for n in self.repeats])

    def judge(self, nominal: Decimal, found: list[Value]) -> None:
        """The error of the mean."""
        assert self.limit is not None  # noqa: S101  without a limit nothing is tested
        Vm = mean(found).named("Vm")
        E, also = replace(nominal - Vm, columns={}), [shown(Vm, self.limit).named("Vm")]
        if spread(found).number > self.limit * facts.number("agreement"):
            self.conclude(Outcome.INVALID, reason=APART, Vm=also[0], E=E)
        else:
            self.compare(within(self.limit), source=facts.source(self.table), also=also, E=E)

    def measured(self, nominal: Decimal, K: Value) -> Value:
        """Volume at 20 °C in mL of what the measure holds, or delivers."""
        delivers = self.subject.use == "Ex"
        self.liquid.place_vessel() if delivers else self.liquid.place_empty()
        m0 = self.weighed("m0", Decimal(0))
        if delivers:
            self.liquid.deliver(nominal, "mL")
        else:
            self.liquid.place_filled(nominal, "mL")
        m1 = self.weighed("m1", m0.number + water_of(nominal, K))
        return ((m1 - m0) * K).named("V")
