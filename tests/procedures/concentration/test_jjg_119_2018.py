"""JJG 119-2018, a draft: what is remembered a second time, and what it decides once it is read."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.concentration.jjg_119_2018 import JJG119, PhMeter, facts
from procedures.regulation import USUAL_STAGES, Stage
from services.laboratory.example import write_example
from tests.figures_read import supply
from tests.procedures.answers import judge

D = Decimal
ID = "JJG 119-2018"
#: Class: scale value, errors and repeatability of the electronic unit, then with electrodes.
CLASSES = {
    "0.2": ("0.2", "0.1", "0.1", "0.2", "0.1"), "0.1": ("0.1", "0.05", "0.05", "0.1", "0.05"),
    "0.02": ("0.02", "0.01", "0.01", "0.02", "0.01"), "0.01": ("0.01", "0.01", "0.01", "0.02", "0.01"),
    "0.001": ("0.001", "0.002", "0.001", "0.01", "0.005"),
}  # fmt: skip


def plate(**fields: Any) -> PhMeter:
    """A nameplate."""
    return PhMeter.model_validate({
        "name": "x", "name_en": "x", "maker": "x", "model": "x", "serial": "1", "client": "x", "class": "0.01",
        "resolution": "0.01 pH", **fields,
    })  # fmt: skip


def test_figures_a_second_time() -> None:
    table = facts.table("classes")
    assert table.columns == ("step", "electronic", "electronic_scatter", "total", "total_scatter")
    assert {key: table.numbers(key) for key in table.rows} == {k: tuple(map(D, v)) for k, v in CLASSES.items()}
    assert facts.table("points").numbers("pH") == (0, 2, 4, 6, 8, 10, 12, 14)
    assert facts.table("solutions").numbers("pH") == (D("4.003"), D("6.864"), D("9.182"))
    assert [facts.number(n) for n in ("zero", "repeats", "scatter_point", "readings")] == [7, 6, 3, 3]
    r = JJG119.regulation
    assert (r.jurisdiction, r.kind, r.draft, r.validity_months) == ("CN", "ph-meter", True, 12)
    assert (f"{r.issued}", f"{r.in_force}", r.replaces) == ("2018-12-25", "2019-06-25", ("JJG 119-2005",))
    assert {c.quantity: (c.lower, c.upper) for c in JJG119.conditions(None)} == {
        "temperature": (18, 28), "humidity": (None, 85)
    }  # fmt: skip
    assert {k: u.uncertainty for k, u in facts.standards_demands(None).items()} == {"source": 3, "buffers": 1}
    assert {str(facts.source(k).status) for k in ("dates", "classes", "points", "solutions", "repeat", "period")} == {
        "unverified"
    }


def test_items() -> None:
    items = {i.key: i for i in list(JJG119.items())[2:]}
    assert list(items) == ["examination", "electronic", "electronic_scatter", "total", "total_scatter"]
    assert {k: i.stages for k, i in items.items()} == {
        k: frozenset({Stage.INITIAL}) if k == "electronic_scatter" else USUAL_STAGES for k in items
    }
    assert [i.gate for i in items.values()] == [True, False, False, False, False]
    assert [i.measured for i in items.values()] == [False, True, True, True, True]


@pytest.mark.parametrize("fields", [{"class": "0.5"}, {"resolution": "0 pH"}])
def test_a_nameplate_has_a_class_and_a_scale_value(fields: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"class|resolution"):
        plate(**fields)


@pytest.fixture(scope="module", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ph") / "lab"
    write_example(ID, folder)
    supply(JJG119, folder)
    standards = (
        (folder / "standards.toml").read_text("utf-8").replace('uncertainty = "0.001"', 'uncertainty = "0.0001"')
    )
    (folder / "standards.toml").write_text(standards, "utf-8")
    return folder


def judged(lab: Path, given: dict[str, str], accuracy: str = "0.01", resolution: str = "") -> Any:
    """The ideal meter of a class with what was read otherwise."""
    text = (lab / "subjects/ph_meter.toml").read_text("utf-8").replace('class = "0.01"', f'class = "{accuracy}"')
    text = text.replace('resolution = "0.01 pH"', f'resolution = "{resolution or accuracy} pH"')
    subject = lab / f"subjects/{abs(hash(text))}.toml"
    subject.write_text(text, "utf-8")
    return judge(ID, lab / "benches/ph_meter.toml", subject, given)


def test_potentials_then_solutions(lab: Path) -> None:
    found = judged(lab, {}, "0.001")
    assert found.verdict["outcome"] == "conform"
    assert [p for p in found.of("electronic") if p.endswith("pH")] == [f"{n}pH" for n in range(0, 15, 2)]
    assert [p for p in found.of("total") if p.endswith("pH")] == ["4.003pH", "6.864pH", "9.182pH"]
    calls = [(a.rpartition("/")[2], b["method"], b.get("args", [])) for k, a, b in found.bodies if k == "command"]
    given = [args[0] for _, method, args in calls if method == "apply"]
    assert given == [f"{n}" for n in range(0, 15, 2)] + ["7", "3"] * 6 + ["4.003", "6.864", "9.182", "4.003"]
    assert [method for _, method, _ in calls].count("off") == 2


@pytest.mark.parametrize(("accuracy", "resolution", "outcome"), [
    ("0.01", "0.01", "conform"), ("0.01", "0.02", "not_conform"), ("0.02", "0.01", "conform"),
])  # fmt: skip
def test_the_scale_value(lab: Path, accuracy: str, resolution: str, outcome: str) -> None:
    assert judged(lab, {}, accuracy, resolution).outcomes["specification"] == outcome


@pytest.mark.parametrize(("accuracy", "limit"), [(k, v[1]) for k, v in CLASSES.items()])
def test_both_sides_of_the_electronic_unit(lab: Path, accuracy: str, limit: str) -> None:
    for sign in (1, -1):
        for beyond, outcome in (("0", "conform"), ("0.001", "not_conform")):
            given = {"electronic/4pH/pHs": f"{4 - sign * (D(limit) + D(beyond))}"}
            assert judged(lab, given, accuracy, "0.001").outcomes["electronic"] == outcome, (sign, beyond)


@pytest.mark.parametrize(("accuracy", "limit"), [(k, v[3]) for k, v in CLASSES.items()])
def test_both_sides_with_electrodes(lab: Path, accuracy: str, limit: str) -> None:
    """The mean of three readings in borax."""
    for sign in (1, -1):
        for beyond, outcome in (("0", "conform"), ("0.001", "not_conform")):
            at = D("9.182") + sign * D(limit)
            given = {f"total/9.182pH/x{n}": f"{at}" for n in (1, 2)}
            given["total/9.182pH/x3"] = f"{at + sign * D(beyond)}"
            assert judged(lab, given, accuracy, "0.001").outcomes["total"] == outcome, (sign, beyond)


ELECTRONIC, TOTAL = "electronic_scatter", "total_scatter"


@pytest.mark.parametrize(("item", "middle", "accuracy", "swing", "outcome"), [
    (ELECTRONIC, "3", "0.01", "0.009", "conform"), (ELECTRONIC, "3", "0.01", "0.010", "not_conform"),
    (ELECTRONIC, "3", "0.1", "0.045", "conform"), (ELECTRONIC, "3", "0.1", "0.046", "not_conform"),
    (TOTAL, "4.003", "0.01", "0.009", "conform"), (TOTAL, "4.003", "0.01", "0.010", "not_conform"),
    (TOTAL, "4.003", "0.001", "0.004", "conform"), (TOTAL, "4.003", "0.001", "0.005", "not_conform"),
    (TOTAL, "4.003", "0.2", "0.091", "conform"), (TOTAL, "4.003", "0.2", "0.092", "not_conform"),
])  # fmt: skip
def test_repeatability(lab: Path, item: str, middle: str, accuracy: str, swing: str, outcome: str) -> None:
    """Six readings in turn a above and a below have s = a √1.2."""
    given = {f"{item}/x{n}": f"{D(middle) + (-1) ** n * D(swing)}" for n in range(1, 7)}
    assert judged(lab, given, accuracy, "0.001").outcomes[item] == outcome
