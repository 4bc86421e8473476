"""JJG 657-2019, a draft: what is remembered a second time, and what it decides once it is read."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.concentration.jjg_657_2019 import JJG657, facts
from procedures.regulation import USUAL_STAGES
from services.laboratory.example import write_example
from tests.figures_read import supply
from tests.procedures.answers import judge

D = Decimal
ID = "JJG 657-2019"


def test_figures_a_second_time() -> None:
    assert facts.table("points").numbers("mg/L") == tuple(map(D, ("0.1", "0.25", "0.5", "0.95")))
    assert facts.table("mpe").row("mg/L") == {"least": D("0.03"), "percent": D("7.5")}
    assert [facts.number(n) for n in ("repeats", "part", "step")] == [6, 3, D("0.001")]
    r = JJG657.regulation
    assert (r.jurisdiction, r.kind, r.draft, r.validity_months) == ("CN", "breath-analyser", True, 12)
    assert (f"{r.issued}", f"{r.in_force}", r.replaces) == ("2019-09-27", "2020-03-27", ("JJG 657-2006",))
    assert {c.quantity: (c.lower, c.upper) for c in JJG657.conditions(None)} == {
        "temperature": (15, 35), "humidity": (None, 85)
    }  # fmt: skip
    assert [u.uncertainty for u in facts.standards_demands(None).values()] == [3]
    assert all(str(facts.source(key).status) == "unverified" for key in ("mpe", "points", "scatter", "period"))


def test_items() -> None:
    items = {i.key: i for i in JJG657.items()}
    assert list(items)[2:] == ["appearance", "indication", "repeatability"]
    assert all(items[key].stages == USUAL_STAGES for key in list(items)[2:])
    assert [(items[key].gate, items[key].measured) for key in list(items)[2:]] == [(True, False)] + 2 * [(False, True)]


@pytest.fixture(scope="module", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("breath_cn") / "lab"
    write_example(ID, folder)
    supply(JJG657, folder)
    return folder


def judged(lab: Path, given: dict[str, str]) -> Any:
    return judge(ID, lab / "benches/breath_analyser.toml", lab / "subjects/breath_analyser.toml", given)


@pytest.mark.parametrize(("at", "shown", "outcome"), [
    ("0.250", "0.280", "conform"), ("0.250", "0.281", "not_conform"), ("0.500", "0.462", "not_conform"),
    ("0.500", "0.463", "conform"), ("0.950", "1.022", "not_conform"), ("0.950", "1.021", "conform"),
])  # fmt: skip
def test_limits(lab: Path, at: str, shown: str, outcome: str) -> None:
    found = judged(lab, {f"indication/{at}mgL/6/x": shown})
    assert found.outcomes["indication"] == outcome
    assert len(found.of("indication")) == 24


@pytest.mark.parametrize(("swing", "outcome"), [("0.009", "conform"), ("0.010", "not_conform")])
def test_repeatability(lab: Path, swing: str, outcome: str) -> None:
    """Six values in turn a above and a below have s = a √1.2; a third of 0.03 mg/L is 0.01 mg/L."""
    given = {f"0.100mgL/{n}/x": f"{D('0.1') + (-1) ** n * D(swing)}" for n in range(1, 7)}
    assert judged(lab, given).outcomes["repeatability"] == outcome
