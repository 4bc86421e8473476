"""A regulation of three points for a bench of one source and one meter, and people who answer as a test says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from drivers.roles import Inspector, Reading
from metrology.exact import plain
from metrology.status import Source as Pedigree
from metrology.status import Status
from procedures.base import Procedure, Requirement
from procedures.conditions import Condition, air
from procedures.regulation import Regulation, item
from procedures.run import Doubt
from procedures.subject import Subject
from procedures.text import Text
from sequencer.reading_source import Answer, Call, Question
from sequencer.reading_sources import DryRunSource
from sequencer.session import Setup
from services.laboratory.prepare import unattended
from tests.sequencer.toy_roles import Meter, Source

SOURCE = Pedigree("TEST 1", Status.VERIFIED)
POINTS = (Decimal(1), Decimal(2), Decimal(3))
MPE = Decimal("0.1")


def whole_hundredths(shown: Decimal) -> Doubt | None:
    """The display of this meter has two decimals."""
    if shown % Decimal("0.01"):
        return Doubt("too_fine", "位数过多", "too many decimals")
    return Doubt("far", "相差过大", "far from the point", "confirm") if abs(shown) > 50 else None


class Toy(Procedure[Subject, Any]):
    """Three points up, a wait, three points down."""

    regulation = Regulation("TEST", "2026", Text("试验", "test"), date(2026, 1, 1), date(2026, 1, 1), (), 12, (SOURCE,))
    subject_model = Subject
    source: Source
    meter: Meter
    inspector: Inspector

    @classmethod
    def conditions(cls, subject: Subject) -> tuple[Condition, ...]:
        del subject
        return air((15, 25), source=SOURCE)

    def specification(self) -> list[Requirement]:
        """One, which is met."""
        return [Requirement("range", "0", Text("量程", "range"), "3 V", "3 V", conforms=True, status=Status.VERIFIED)]

    @item("appearance", "1", "外观", "Appearance", gate=True, measured=False)
    def appearance(self) -> None:
        """One check that must pass first."""
        self.run.inspect("case", Text("外壳完好", "case sound"), omissible=True)

    @item("indication", "2", "示值误差", "Indication error")
    def indication(self) -> None:
        """Each point within the MPE, up and down."""
        self._scan("up", POINTS)
        self.run.dwell(30, Text("等待", "wait"))
        self._scan("down", POINTS[::-1])
        self.bench.source.off()

    @item("light", "3", "指示灯", "Light", measured=False)
    def light(self) -> None:
        """One check that depends on nothing."""
        self.run.inspect("lamp", Text("指示灯亮", "light on"), omissible=True)

    def _scan(self, direction: str, points: tuple[Decimal, ...]) -> None:
        for p in points:
            with self.run.point(direction, f"{p}V"):
                self.bench.source.set(p)
                query, ask = self.bench.meter.indication, Text("示值", "shown")
                shown = self.run.observe("I", query, unit="V", expect=p, ask=ask, check=whole_hundredths)
                trace = {"formula": "I − p", "substitution": f"{shown} − {p}"}
                self.run.decide(Text.same(f"{p}"), shown - p, MPE, unit="V", **trace, source=SOURCE)


Answerer = Callable[[str], str]


@dataclass
class Bench(DryRunSource):
    """Answers by address; what is not given is as it should be. Remembers what it was asked and told.

    Attributes:
        given: Text of the answer by the end of an address; `未测：…` for not measured.
        correctable: Whether a person is there to correct an entry.
        reasons: What that person says when asked why.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    correctable: bool = False  # type: ignore[assignment]
    reasons: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def read(self, call: Call, question: Question) -> Answer:
        self.asked.append(question.address)
        text = self._given(question.address)
        if text.startswith("未测"):
            return Answer(note=text, how="operator")
        value = Decimal(text) if text else question.expect or Decimal(0)
        return Answer(Reading(text or plain(value), value, question.unit))

    def find(self, call: Call, question: Question) -> Answer:
        self.asked.append(question.address)
        return Answer(finding=self._given(question.address) or "conform", note="x")

    def act(self, call: Call) -> None:
        self.told.append(f"{call.method} {' '.join(call.texts())}".strip())

    def wait(self, seconds: int) -> None:
        self.told.append(f"wait {seconds}")

    def doubt(self, question: Question, text: str, problem: Any) -> str:
        return self.reasons.pop(0) if self.reasons else ""

    def _given(self, address: str) -> str:
        return next((text for end, text in self.given.items() if address.endswith(end)), "")


@pytest.fixture(scope="session")
def toy() -> Setup:
    """A run of the toy regulation."""
    subject = Subject(name="表", maker="m", model="x", serial="1")
    opened = unattended(Toy, subject, stage="initial", on=date(2026, 11, 23))
    return Setup(Toy, subject, opened)


@pytest.fixture(scope="session")
def bench() -> type[Bench]:
    """The bench's class, for tests that make many."""
    return Bench
