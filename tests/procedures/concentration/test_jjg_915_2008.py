"""Carbon monoxide detectors, a draft: the reported error decides, what is remembered does not."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.concentration.jjg_915_2008 import JJG915, facts
from procedures.regulation import Stage
from services.laboratory.example import write_example
from tests.figures_read import supply
from tests.procedures.answers import judge

D = Decimal
ID = "JJG 915-2008"
UNKNOWN = {"alarm_error", "zero_drift", "span_drift"}


def test_figures_a_second_time() -> None:
    numbers = {
        "readings": 3, "bottle": 2000, "repeatability": 2, "repeats": 6, "responses": 3, "part": D("0.9"),
        "recorded": 120, "alarms": 3, "alarm_times": D("1.5"), "insulation": 20,
    }  # fmt: skip
    assert {key: facts.number(key) for key in numbers} == numbers
    assert facts.table("mpe").row("µmol/mol") == {"constant": 5, "percent": 10}
    tables = {
        key: facts.table(key).numbers("%") for key in ("error_parts", "repeat_part", "response_part", "drift_part")
    }
    assert tables == {"error_parts": (30, 50, 70), "repeat_part": (70,), "response_part": (50,), "drift_part": (70,)}
    assert facts.table("response").row("s") == {"diffusion": 60, "suction": 30}
    drift = facts.table("drift")
    assert (drift.numbers("continuous"), drift.numbers("other")) == ((3600, 6), (600, 6))
    r = JJG915.regulation
    assert (r.id, r.draft, r.validity_months, r.kind) == (ID, True, 12, "carbon-monoxide-detector")
    assert (f"{r.issued}", f"{r.in_force}") == ("2008-12-22", "2009-06-22")
    assert [d.ratio for d in facts.standards_demands(None).values()] == [3]
    assert not any(map(facts.known, UNKNOWN))
    remembered = {f.path[-1]: f.remembered for c in facts.unread for f in c.figures if f.path[-1] in UNKNOWN}
    assert remembered == dict.fromkeys(UNKNOWN)


def test_items() -> None:
    items = {i.key: i for i in JJG915.items()}
    keys = ["appearance", "function", "insulation", "indication", "repeatability", "response", "alarm", "drift"]
    assert list(items)[2:] == keys
    every = {Stage.INITIAL, Stage.SUBSEQUENT, Stage.IN_SERVICE}
    narrow = {"insulation": {Stage.INITIAL}, "drift": {Stage.INITIAL}}
    assert all(items[key].stages == narrow.get(key, every) for key in keys)
    assert [(items[key].gate, items[key].measured) for key in keys[:3]] == [
        (True, False),
        (False, False),
        (False, True),
    ]


@pytest.fixture(scope="module", name="labs")
def two_labs(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """A laboratory with the draft, and one that has read the regulation; what nobody remembers is 3 % there."""
    labs = {read: tmp_path_factory.mktemp("co") / "lab" for read in (False, True)}
    for folder in labs.values():
        write_example(ID, folder)
    supply(JJG915, labs[True])
    return labs


def judged(lab: Path, given: dict[str, str] | None = None, stage: str = "initial") -> Any:
    name = "carbon_monoxide_detector"
    return judge(ID, lab / f"benches/{name}.toml", lab / f"subjects/{name}.toml", given or {}, stage=stage)


@pytest.mark.parametrize(("at", "x", "outcome"), [
    ("150umolmol", "165", "conform"), ("150umolmol", "166", "not_conform"), ("350umolmol", "315", "conform"),
    ("350umolmol", "314", "not_conform"),
])  # fmt: skip
def test_error_of_indication(labs: dict[bool, Path], at: str, x: str, outcome: str) -> None:
    given = {f"indication/{at}/x{n}": x for n in (1, 2, 3)}
    for lab in labs.values():  # the error was reported, so it decides in the draft too
        assert judged(lab, given).outcomes["indication"] == outcome


@pytest.mark.parametrize(("x", "outcome"), [("40", "conform"), ("41", "not_conform"), ("30", "conform")])
def test_the_constant_is_enough_at_the_low_end(labs: dict[bool, Path], x: str, outcome: str) -> None:
    """35 µmol/mol: 5 µmol/mol are more than 10 %."""
    given = {f"indication/150umolmol/x{n}": x for n in (1, 2, 3)}
    given |= {"indication/150umolmol/q1": "0.0175", "indication/150umolmol/q2": "0.9825"}
    found = judged(labs[True], given)
    assert found.of("indication")["150umolmol"]["decision"]["limit"] == ["-5", "5"]
    assert found.outcomes["indication"] == outcome


def test_what_is_not_remembered_is_undecided_until_it_is_read(labs: dict[bool, Path]) -> None:
    draft = judged(labs[False])
    assert draft.verdict["outcome"] == "undecided"
    assert {key for key, outcome in draft.outcomes.items() if outcome == "undecided"} == {
        "specification", "environment", "appearance", "function", "insulation", "repeatability", "response", "alarm",
        "drift",
    }  # fmt: skip
    assert judged(labs[True]).verdict["outcome"] == "conform"


@pytest.mark.parametrize(("z", "outcome"), [("15", "conform"), ("16", "not_conform")])
def test_drift_once_it_is_read(labs: dict[bool, Path], z: str, outcome: str) -> None:
    """3 % of 500 µmol/mol are 15 µmol/mol."""
    given = {"drift/350umolmol/2/z": z, "drift/350umolmol/2/x3": str(350 + int(z))}
    assert judged(labs[True], given).outcomes["drift"] == outcome


@pytest.mark.parametrize(
    ("x", "outcome"), [("51", "conform"), ("52", "not_conform"), ("49", "conform"), ("48", "not_conform")]
)
def test_alarm_once_it_is_read(labs: dict[bool, Path], x: str, outcome: str) -> None:
    """3 % of 50 µmol/mol are 1.5 µmol/mol; the mean of three."""
    given = {f"alarm/75umolmol/x{n}": x for n in (1, 2, 3)}
    assert judged(labs[True], given).outcomes["alarm"] == outcome
