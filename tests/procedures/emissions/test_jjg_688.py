"""JJG 688, two drafts: what is remembered a second time, any set of components, and what is decided once it is read."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.emissions import jjg_688_2017, jjg_688_2025
from procedures.registry import edition
from procedures.regulation import USUAL_STAGES, Stage
from services.laboratory.example import write_example
from tests.figures_read import supply
from tests.procedures.answers import judge

D = Decimal
OLD, NEW = "JJG 688-2017", "JJG 688-2025"
EDITIONS: dict[str, Any] = {OLD: jjg_688_2017.JJG688, NEW: jjg_688_2025.JJG688}
#: A day on which each applied.
DAY = {OLD: date(2025, 12, 10), NEW: date(2026, 11, 23)}
#: ± absolute (% of the volume, ppm for HC, NO and NO2) and ± % of the content, by class.
MPE = {
    "00": {"CO": ("0.02", "3"), "CO2": ("0.3", "3"), "HC": ("4", "3"), "NO": ("25", "4"), "O2": ("0.1", "5")},
    "0": {"CO": ("0.03", "5"), "CO2": ("0.5", "5"), "HC": ("10", "5"), "NO": ("25", "4"), "O2": ("0.1", "5")},
    "I": {"CO": ("0.06", "5"), "CO2": ("0.5", "5"), "HC": ("12", "5"), "NO": ("25", "5"), "O2": ("0.1", "5")},
}
RANGES = {"CO": ("5", "0.01"), "CO2": ("16", "0.1"), "HC": ("2000", "1"), "NO": ("4000", "1"), "O2": ("21", "0.1")}
TIMES = {"CO": 8, "CO2": 8, "HC": 8, "NO": 12, "O2": 12}
MIXTURES = {
    "0": ("0", "0", "0", "0", "20.9", "0"), "1": ("0.5", "6", "200", "300", "10", "50"),
    "2": ("1", "10", "600", "1000", "0.5", "150"), "3": ("3.5", "14", "2000", "3000", "0", "350"),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITIONS)
def test_figures_a_second_time(name: str) -> None:
    facts, six = EDITIONS[name].facts, name == NEW
    limits = {f"{a} {c}": x for a in MPE for c, x in {**MPE[a], **({"NO2": ("10", "5")} if six else {})}.items()}
    mpe = facts.table("mpe")
    assert {key: mpe.numbers(key) for key in mpe.rows} == {k: tuple(map(D, x)) for k, x in limits.items()}
    ranges = {**RANGES, **({"NO2": ("400", "1")} if six else {})}
    table = facts.table("ranges")
    assert {key: table.numbers(key) for key in table.rows} == {k: tuple(map(D, x)) for k, x in ranges.items()}
    table = facts.table("time")
    assert {c: table.numbers(c) for c in table.rows} == {
        c: (t,) for c, t in (TIMES | ({"NO2": 12} if six else {})).items()
    }
    table = facts.table("mixtures")
    assert table.columns == ("CO", "CO2", "HC", "NO", "O2", "NO2")[: 5 + six]
    assert {k: table.numbers(k) for k in table.rows} == {k: tuple(map(D, x[: 5 + six])) for k, x in MIXTURES.items()}
    numbers = ("repeats", "repeat_mixture", "response_mixture", "part", "interval", "stable_readings")
    assert [facts.number(n) for n in numbers] == [6, 1, 3, D("0.9"), 900, 4]
    assert [u.uncertainty for u in facts.standards_demands(None).values()] == [3]
    assert {c.quantity: (c.lower, c.upper) for c in EDITIONS[name].conditions(None)} == {
        "temperature": (0, 40), "humidity": (None, 85)
    }  # fmt: skip
    unread = ("mpe", "stable", "repeat", "response", "gas", "standard", "place", "period")
    assert {str(facts.source(key).status) for key in unread} == {"unverified"}


def test_headers_and_the_edition_of_a_day() -> None:
    old, new = (EDITIONS[name].regulation for name in (OLD, NEW))
    assert [f"{r.issued} {r.in_force} {r.until}" for r in (old, new)] == [
        "2017-11-20 2018-05-20 2025-12-10", "2025-06-11 2025-12-11 None"
    ]  # fmt: skip
    assert (old.succeeded_by, new.replaces) == (NEW, (OLD,))
    assert all((r.jurisdiction, r.kind, r.draft, r.validity_months) == ("CN", "exhaust-analyser", True, 12)
               for r in (old, new))  # fmt: skip
    assert [edition("JJG 688", date(2025, 12, day)).regulation.id for day in (10, 11)] == [OLD, NEW]


@pytest.mark.parametrize("name", EDITIONS)
def test_items(name: str) -> None:
    items = {i.key: i for i in list(EDITIONS[name].items())[2:]}
    initial = {"electrical", "stability"}
    assert list(items) == [
        "examination", "tightness", "electrical", "calibration", "repeatability", "response", "stability"
    ]  # fmt: skip
    assert {k: i.stages for k, i in items.items()} == {
        k: frozenset({Stage.INITIAL}) if k in initial else USUAL_STAGES for k in items
    }
    assert [k for k, i in items.items() if i.gate] == ["examination"]
    assert [k for k, i in items.items() if not i.measured] == ["examination", "tightness", "electrical"]


@pytest.fixture(scope="module", name="labs")
def some_labs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folders = {}
    for name, made in EDITIONS.items():
        folders[name] = tmp_path_factory.mktemp("exhaust_cn") / "lab"
        write_example(name, folders[name])
        supply(made, folders[name])
    return folders


COMPONENTS = {
    "CO": ("10 %", "0.001 %"), "CO2": ("20 %", "0.001 %"), "HC": ("9999 ppm", "0.1 ppm"),
    "O2": ("25 %", "0.001 %"), "NO": ("5000 ppm", "0.1 ppm"), "NO2": ("500 ppm", "0.1 ppm"),
}  # fmt: skip


def judged(lab: Path, given: dict[str, str], name: str = NEW, *, accuracy: str = "I", **made: tuple[str, str]) -> Any:
    """The ideal analyser with what was read otherwise, of a class and with some components."""
    head = (lab / "subjects/exhaust_analyser.toml").read_text("utf-8").partition("[[instrument.components]]")[0]
    text = head.replace('class = "I"', f'class = "{accuracy}"') + "".join(
        f'[[instrument.components]]\ncomponent = "{c}"\nupper = "{u}"\nstep = "{s}"\n'
        for c, (u, s) in (made or COMPONENTS).items()
    )
    subject = lab / f"subjects/{abs(hash(text))}.toml"
    subject.write_text(text, "utf-8")
    return judge(name, lab / "benches/exhaust_analyser.toml", subject, given, on=DAY[name])


@pytest.mark.parametrize("name", EDITIONS)
def test_components_of_the_edition(labs: dict[str, Path], name: str) -> None:
    found = judged(labs[name], {}, name)
    assert found.verdict["outcome"] == "conform"
    last = ["NO2/350ppm"] if name == NEW else []
    assert [p for p in found.of("calibration") if p.startswith(("O2/20", "NO2/3"))] == ["O2/20.9pct", *last]
    assert list(found.of("response")) == ["CO", "CO2", "HC", "O2", "NO"] + (["NO2"] if last else [])
    assert [p for p in found.of("stability") if p.startswith("CO/")] == [f"CO/0.5pct/{n}" for n in range(1, 5)]


def test_an_analyser_may_have_one_component(labs: dict[str, Path]) -> None:
    found = judged(labs[NEW], {}, NO=("4000 ppm", "1 ppm"))
    assert found.verdict["outcome"] == "conform"
    assert list(found.of("calibration")) == ["NO/300ppm", "NO/1000ppm", "NO/3000ppm"]


@pytest.mark.parametrize(("component", "upper", "step", "outcome"), [
    ("NO", "4000 ppm", "1 ppm", "conform"), ("NO", "3999 ppm", "1 ppm", "not_conform"),
    ("NO2", "400 ppm", "1 ppm", "conform"), ("NO2", "399 ppm", "1 ppm", "not_conform"),
    ("NO2", "400 ppm", "2 ppm", "not_conform"), ("CO2", "15.9 %", "0.1 %", "not_conform"),
])  # fmt: skip
def test_the_nameplate(labs: dict[str, Path], component: str, upper: str, step: str, outcome: str) -> None:
    assert judged(labs[NEW], {}, **{component: (upper, step)}).outcomes["specification"] == outcome


@pytest.mark.parametrize(("name", "accuracy", "point", "content", "limit"), [
    (OLD, "00", "CO/0.5pct", "0.5", "0.02"), (NEW, "00", "CO/3.5pct", "3.5", "0.105"),
    (NEW, "00", "CO2/6pct", "6", "0.3"), (NEW, "00", "CO2/14pct", "14", "0.42"), (NEW, "0", "CO/0.5pct", "0.5", "0.03"),
    (NEW, "I", "CO2/10pct", "10", "0.5"), (NEW, "I", "O2/0.5pct", "0.5", "0.1"), (OLD, "I", "NO/300ppm", "300", "25"),
    (OLD, "0", "NO/3000ppm", "3000", "120"), (NEW, "I", "NO/3000ppm", "3000", "150"),
    (NEW, "I", "NO2/50ppm", "50", "10"), (NEW, "00", "NO2/350ppm", "350", "17.5"),
])  # fmt: skip
def test_both_sides_of_a_limit(
    labs: dict[str, Path], name: str, accuracy: str, point: str, content: str, limit: str
) -> None:
    ends = "h" if "ppm" in point else ""
    step = D("0.1") if ends else D("0.001")
    for sign in (1, -1):
        for beyond, outcome in ((D(0), "conform"), (step, "not_conform")):
            shown = D(content) + sign * (D(limit) + beyond)
            given = {f"{point}/x{ends}": f"{shown}", f"{point}/ref{ends}": content}
            assert judged(labs[name], given, name, accuracy=accuracy).outcomes["calibration"] == outcome, (sign, beyond)


@pytest.mark.parametrize(("component", "time", "outcome"), [
    ("CO", "8.0", "conform"), ("CO", "8.3", "not_conform"), ("NO", "11.9", "conform"), ("NO", "12.3", "not_conform"),
    ("NO2", "12.0", "conform"), ("NO2", "12.3", "not_conform"), ("HC", "8.3", "not_conform"),
    ("CO2", "8.3", "not_conform"), ("O2", "11.9", "conform"), ("O2", "12.3", "not_conform"),
])  # fmt: skip
def test_response(labs: dict[str, Path], component: str, time: str, outcome: str) -> None:
    """Nine tenths are reached between two readings 0.2 s apart."""
    start, end = {"CO": (0, "3.5"), "CO2": (0, 14), "HC": (0, 1040), "O2": ("20.9", 0), "NO": (0, 3000),
                  "NO2": (0, 350)}[component]  # fmt: skip
    before, after = D(time) - D("0.1"), D(time) + D("0.1")
    rest = ",".join(f"{t} {end}" for t in (70, 75, 80, 90))
    series = f"0 {start},{before} {start},{after} {end},{rest}"
    found = judged(labs[NEW], {f"response/{component}/recording": series})
    assert found.outcomes["response"] == outcome
    assert found.of("response")[component]["decision"]["unrounded"] == f"{D(time).normalize()}"


@pytest.mark.parametrize(("last", "outcome"), [("0.53", "conform"), ("0.531", "not_conform"), ("0.469", "not_conform")])
def test_an_hour(labs: dict[str, Path], last: str, outcome: str) -> None:
    """Against the first indication, not against the content; by the limit of class 0."""
    given = {"stability/CO/0.5pct/x4": last}
    found = judged(labs[OLD], given, OLD, accuracy="0")
    assert found.outcomes["stability"] == outcome
    waits = [b for k, _, b in found.bodies if k == "dwell" and b.get("seconds") == "900"]
    assert len(waits) == 4


@pytest.mark.parametrize(("swing", "outcome"), [("0.018", "conform"), ("0.019", "not_conform")])
def test_repeatability(labs: dict[str, Path], swing: str, outcome: str) -> None:
    """Six readings in turn a above and a below have s = a √1.2; 3 s at most 0.06 %."""
    given = {f"repeatability/CO/0.5pct/x{n}": f"{D('0.5') + (-1) ** n * D(swing)}" for n in range(1, 7)}
    assert judged(labs[NEW], given).outcomes["repeatability"] == outcome
