"""JJF 1343-2022 标准物质的定值及均匀性、稳定性评估: the measurements on units of a lot, in a random order that the plan fixes.

A run takes the readings of one part of a study: homogeneity, stability at one time, one laboratory. By the rule of
JJF 1343 those of homogeneity decide by themselves; what all say together, the campaign says
(`procedures.campaigns.reference_material`).
"""

import re
from collections import defaultdict
from decimal import Decimal
from functools import partial
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from drivers.roles import Display, MaterialHandler
from metrology.decision import Outcome
from metrology.exact import multiply, plain
from metrology.reference_materials import homogeneity
from metrology.units import unit
from procedures.kit import Facts, KitProcedure, Nameplate, Value, at_most, item
from procedures.run import Doubt, Problem
from procedures.standards import INDEPENDENT
from procedures.text import Text

PLACE = re.compile(r"[0-9]+/[0-9]+")
NONE = "0"
"""What is entered where no portion was lost."""
UNLIKE = 5
"""A result that is this many times larger or smaller than the expected value is doubted."""
ELSEWHERE = Text("由样品试验的总结论判定", "the campaign decides it")
SCATTER = Decimal("0.001")
"""By how much portions of an ideal unit differ from the expected value, up and down in turn, as a part of it."""
NO_VARIANCE = Text("各测得值相同或份数不足", "results are all equal, or too few are left")
PARTS = {
    "homogeneity": "均匀性 | homogeneity", "short_term": "短期稳定性 | short-term stability",
    "long_term": "长期稳定性 | long-term stability", "characterisation": "定值 | characterisation",
}  # fmt: skip


def _known(symbol: str) -> str:
    return unit(symbol).symbol


class MaterialPart(Nameplate):
    """Units of a lot, and which part of a study they are measured for; the serial number is that of the lot."""

    part: Literal["homogeneity", "short_term", "long_term", "characterisation"] = Field(
        title="研究内容 | Part of the study", json_schema_extra={**PARTS}
    )
    property: str = Field(min_length=1, title="特性 | Property")
    property_unit: Annotated[str, AfterValidator(_known)] = Field(title="单位 | Unit")
    expected: Decimal = Field(title="预期值 | Expected value")
    laboratory: str | None = Field(None, title="测量实验室 | Laboratory")
    stored: str | None = Field(None, title="此前存放 | Stored before")
    rule: Literal["JJF 1343", "ISO 33405"] = Field("JJF 1343", title="均匀性判据 | Rule of homogeneity")
    order: tuple[str, ...] = Field(min_length=1, title="测量次序（单元/份） | Order of measurement, unit/portion")

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        wrong = [place for place in self.order if not PLACE.fullmatch(place)]
        if wrong:
            raise ValueError(f"order: {wrong[0]!r} is no unit/portion such as 7/3")
        if len(set(self.order)) < len(self.order):
            raise ValueError("order: a portion is named twice")
        return self


class JJF1343(KitProcedure[MaterialPart]):
    """Measurement of one part of a study."""

    facts, subject_model = Facts.beside(__file__), MaterialPart
    samples: MaterialHandler
    analyser: Display

    def prepare(self) -> None:
        """The unit of the property; what was found, by unit of the lot."""
        self.unit = self.subject.property_unit
        self.found: defaultdict[str, list[Decimal]] = defaultdict(list)

    def omits(self, key: str) -> Text | None:
        """Only the results for homogeneity decide by themselves, and only by F."""
        if key == "homogeneity" and (self.subject.part, self.subject.rule) != ("homogeneity", "JJF 1343"):
            return ELSEWHERE
        return super().omits(key)

    @item("result?")
    def measurement(self) -> None:
        """Every portion in the order of the plan, but for those that were lost."""
        lost = lost_portions(self._lost())
        for place in self.subject.order:
            number, portion = place.split("/")
            words = f"{number} 号单元第 {portion} 份 | unit {number}, portion {portion}"
            with self.at(f"u{number}", f"p{portion}", words=words):
                if place not in lost:
                    self.run.checkpoint()
                    self.samples.prepare_portion(number, portion)
                found = self.run.only_if(place not in lost, partial(self._result, int(portion)))
                if found is None:
                    reason = Text(f"作废：{lost[place]}", f"lost: {lost[place]}")
                    self.conclude(Outcome.NOT_APPLICABLE, reason=reason)
                    continue
                self.found[number].append(found.number)
                self._note_report()
                # every digit that was read: the statistics of the study are made of these values
                shown = {"result": found.number}
                self.run.conclude(self._label(), Outcome.CONFORM, values=shown, reference=INDEPENDENT)

    @item("F/1 MPE")
    def homogeneity(self) -> None:
        """F of the analysis of variance is not above the value that one in twenty homogeneous lots exceeds."""
        try:
            found = homogeneity(list(self.found.values()))
        except ValueError:
            self.conclude(Outcome.UNDECIDED, reason=NO_VARIANCE)
            return
        F = Value.constant(Decimal(repr(found.f)))
        self.compare(at_most(Decimal(repr(found.critical_value))), chosen=True, F=F)

    def _result(self, portion: int) -> Value:
        expected = multiply(self.subject.expected, 1 + (-1) ** portion * SCATTER)
        return self.read("result", self.analyser.indication, expect=expected, bounded=False, check=self._unlike)

    def _unlike(self, shown: Decimal) -> Problem | None:
        """A result with another sign than the expected value, or of another size, is more often a slip of unit or point."""
        expected = self.subject.expected
        size, least = abs(expected), abs(expected) / UNLIKE
        if not expected or (expected * shown > 0 and least <= abs(shown) <= UNLIKE * size):
            return None
        text = f"{plain(shown)} {self.unit}, {plain(expected)} {self.unit}"
        zh = f"与预期值相差过大，请确认数值及单位：{text}"
        en = f"far from the expected value; please confirm value and unit: {text}"
        return Doubt("result_unlike", zh, en, "confirm")

    def _lost(self) -> str:
        name = self.facts.term("lost").name
        found = self.run.observe_text(
            "lost", self.inspector.read_text, "lost", expect=NONE, ask=name, required=True, check=self._slip
        )
        return found or NONE

    def _slip(self, text: str) -> Problem | None:
        """Only portions of the plan can be lost, each with a reason."""
        for entry in entries(text):
            place, _, reason = entry.partition(" ")
            if place not in self.subject.order or not reason.strip():
                zh = f"“{entry}”应为方案中的单元/份及原因，如 7/3 瓶破；无作废则填 0"
                en = f"{entry!r} is no portion of the plan with its reason, such as 7/3 broken; enter 0 for none"
                return Doubt("no_portion", zh, en)
        return None


def entries(text: str) -> list[str]:
    """The portions of a text, each with its reason; none for `NONE`."""
    parts = [" ".join(part.split()) for part in re.split(r"[;；]", text)]
    return [part for part in parts if part and part != NONE]


def lost_portions(text: str) -> dict[str, str]:
    """Portions that were lost, with their reasons.

    >>> lost_portions("7/3 broken; 12/1 spilt"), lost_portions("0")
    ({'7/3': 'broken', '12/1': 'spilt'}, {})
    """
    return {place: reason for place, _, reason in (entry.partition(" ") for entry in entries(text))}
