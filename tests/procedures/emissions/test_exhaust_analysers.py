"""Exhaust gas analysers in Spain: figures a second time, mixtures, both sides of limits, responses, the air ratio."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.emissions.exhaust_analysers import ExhaustAnalyser
from procedures.emissions.ict_155_ix_2020 import ICT155IX
from procedures.emissions.rd_244_xvi_2016 import RD244XVI, air_ratio
from procedures.regulation import Stage
from sequencer.errors import Interrupted
from services.laboratory.example import write_example
from tests.procedures.answers import judge

D = Decimal
IN_SERVICE, NEW = "ICT/155/2020 IX:2020", "RD 244/2016 XVI:2016"
STAGE = {IN_SERVICE: "subsequent", NEW: "initial"}
#: Table 1 of annex IX: ± absolute (% of the volume, ppm for HC) and ± % of the content.
MPE = {
    "0": {"CO": ("0.03", "5"), "CO2": ("0.5", "5"), "HC": ("10", "5"), "O2": ("0.1", "5")},
    "I": {"CO": ("0.06", "5"), "CO2": ("0.5", "5"), "HC": ("12", "5"), "O2": ("0.1", "5")},
}
RANGES = {"CO": ("5", "0.01"), "CO2": ("16", "0.1"), "HC": ("2000", "1"), "O2": ("21", "0.1")}
MIXTURES = {
    "0": ("0", "0", "0", "20.9"), "1": ("0.5", "6", "200", "10"), "2": ("1", "10", "600", "0.5"),
    "3": ("3.5", "14", "2000", "0"),
}  # fmt: skip
EDITIONS: dict[str, Any] = {IN_SERVICE: ICT155IX, NEW: RD244XVI}


@pytest.mark.parametrize("name", EDITIONS)
def test_figures_a_second_time(name: str) -> None:
    facts: Any = EDITIONS[name].facts
    for accuracy, rows in MPE.items():
        for component, limits in rows.items():
            assert facts.table("mpe").numbers(f"{accuracy} {component}") == tuple(map(D, limits))
    assert set(facts.table("mpe").rows) == {f"{a} {c}" for a in MPE for c in MPE[a]}
    assert {c: facts.table("ranges").numbers(c) for c in RANGES} == {c: tuple(map(D, r)) for c, r in RANGES.items()}
    table = facts.table("mixtures")
    assert table.columns == ("CO", "CO2", "HC", "O2")
    assert {key: table.numbers(key) for key in table.rows} == {k: tuple(map(D, r)) for k, r in MIXTURES.items()}
    numbers = ("part", "time", "no_oxygen", "oxygen_time", "residues", "settle", "response_mixture", "recorded")
    assert [facts.number(n) for n in numbers] == [D("0.95"), 15, D("0.1"), 60, 20, 40, 3, 90]


def test_what_only_one_edition_has() -> None:
    assert ICT155IX.facts.number("leak_oxygen") == D("0.1")
    names = ("repeats", "repeat_mixture", "air_ratio", "hcv", "ocv")
    assert [RD244XVI.facts.number(n) for n in names] == [20, 1, D("0.3"), D("1.89"), D("0.016")]
    assert RD244XVI.facts.table("air_ratio").texts("mixtures") == ("2", "3")


@pytest.mark.parametrize(("name", "header", "keys"), [
    (IN_SERVICE, ("2020-02-07", "2020-10-24"),
     ["examination", "warm_up", "calibration", "response", "low_flow", "leak", "residues"]),
    (NEW, ("2016-06-03", "2016-06-08"),
     ["examination", "calibration", "repeatability", "response", "air_ratio", "residues"]),
])  # fmt: skip
def test_header_items_and_stages(name: str, header: tuple[str, str], keys: list[str]) -> None:
    edition = EDITIONS[name]
    r, items = edition.regulation, list(edition.items())[2:]
    assert (f"{r.issued}", f"{r.in_force}", r.jurisdiction, r.kind) == (*header, "ES", "exhaust-analyser")
    assert edition.validity_months(plate()) == 12
    assert [i.key for i in items] == keys
    assert [i.gate for i in items] == [key == "examination" for key in keys]
    assert [i.measured for i in items] == [key not in ("examination", "warm_up", "low_flow") for key in keys]
    stages = {Stage.INITIAL} if name == NEW else {Stage.SUBSEQUENT, Stage.AFTER_REPAIR}
    assert all(i.stages == stages for i in items)
    assert {role: d.uncertainty for role, d in edition.facts.standards_demands(plate()).items()} == {"gases": 3}


def test_what_was_read() -> None:
    read = {
        k: str(ICT155IX.facts.source(k).status)
        for k in ("scope", "period", "rated", "mpe", "response", "leak", "tests")
    }
    assert set(read.values()) == {"verified"}
    assert str(RD244XVI.facts.source("mpe").status) == "secondary"
    assert {str(ICT155IX.facts.source(k).status) for k in ("mixtures", "settling", "standard")} == {"unverified"}


def row(component: str, upper: str, step: str) -> dict[str, str]:
    """A component of the nameplate."""
    return {"component": component, "upper": upper, "step": step}


def plate(**fields: Any) -> ExhaustAnalyser:
    """A nameplate."""
    return ExhaustAnalyser.model_validate({
        "name": "x", "name_en": "x", "maker": "x", "model": "x", "serial": "1", "client": "x", "class": "I",
        "pef": "0.52", "components": [row("CO", "10 %", "0.01 %")], **fields,
    })  # fmt: skip


@pytest.mark.parametrize("fields", [{"pef": "0"}, {"components": []}])
def test_a_nameplate_has_a_factor_and_components(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"greater than 0|at least 1"):
        plate(**fields)


@pytest.fixture(scope="session", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exhaust") / "lab"
    write_example(IN_SERVICE, folder)
    return folder


def judged(lab: Path, given: dict[str, str], regulation: str = IN_SERVICE, components: str = "", **fields: str) -> Any:
    """The ideal analyser with what was read otherwise; other fields and components of the nameplate."""
    head, mark, rows = (
        (lab / "subjects/exhaust_analyser.toml").read_text("utf-8").partition("[[instrument.components]]")
    )
    for key, value in fields.items():
        old = next(line for line in head.splitlines() if line.startswith(f"{ {'accuracy': 'class'}.get(key, key) } ="))
        head = head.replace(old, f"{old.partition(' =')[0]} = {value if key == 'pef' else repr(value)}")
    text = head + (components or mark + rows)
    subject = lab / f"subjects/{abs(hash(text))}.toml"
    subject.write_text(text, "utf-8")
    return judge(regulation, lab / "benches/exhaust_analyser.toml", subject, given, stage=STAGE[regulation])


def test_mixtures_in_turn_and_every_component(lab: Path) -> None:
    """The example measures nitrogen oxides too, which are not verified here."""
    found = judged(lab, {})
    assert found.verdict["outcome"] == "conform"
    points = ["O2/20.9pct"] + [
        f"{c}/{x}" for *contents, o2 in (("0.5pct", "6pct", "104ppm", "10pct"), ("1pct", "10pct", "312ppm", "0.5pct"),
                                         ("3.5pct", "14pct", "1040ppm", "0pct"))
        for c, x in zip(("CO", "CO2", "HC", "O2"), (*contents, o2), strict=True)
    ]  # fmt: skip
    assert list(found.of("calibration")) == points
    assert list(found.of("response")) == ["CO", "CO2", "HC", "O2"]
    calls = [(b["method"], b.get("args", [])) for k, _, b in found.bodies if k == "command"]
    of_calibration = [("supply", [m]) for m in "0123"] + [("off", [])]
    of_response = [("supply", ["0"]), ("supply", ["3"])] * 4 + [("off", [])]
    of_leak = [("supply", ["3"]), ("supply_at_probe", ["3"]), ("off", [])]
    assert calls == of_calibration + of_response + of_leak + [("supply_at_probe", ["0"]), ("off", [])]


def test_propane_counts_as_hexane(lab: Path) -> None:
    """200 ppm of propane with a factor of 0.523 are 104.6 ppm; the display shows 117: 12.4 is beyond 12 ppm."""
    given = {"HC/105ppm/c": "200.0", "HC/105ppm/xh": "117"}
    found = judged(lab, given, pef="0.523").of("calibration")["HC/105ppm"]
    assert found["decision"]["unrounded"] == "12.4000"
    assert found["outcome"] == "not_conform"


@pytest.mark.parametrize(("accuracy", "point", "content", "limit"), [
    ("0", "CO/0.5pct", "0.5", "0.03"), ("0", "CO/1pct", "1", "0.05"), ("I", "CO/1pct", "1", "0.06"),
    ("I", "CO/1pct", "1.2", "0.06"), ("I", "CO/3.5pct", "3.6", "0.18"), ("0", "CO2/6pct", "6", "0.5"),
    ("I", "CO2/10pct", "10", "0.5"), ("I", "CO2/14pct", "14", "0.7"), ("0", "O2/0.5pct", "0.5", "0.1"),
    ("I", "O2/10pct", "10", "0.5"), ("I", "O2/20.9pct", "20", "1"), ("I", "O2/0pct", "0", "0.1"),
])  # fmt: skip
def test_both_sides_of_a_limit(lab: Path, accuracy: str, point: str, content: str, limit: str) -> None:
    """The content lies a little further from the reading than the limit; 5 % of the content move by far less."""
    for sign in (1, -1):
        if D(content) < D(limit) and sign < 0:
            continue
        for beyond, outcome in (("0", "conform"), ("0.001", "not_conform")):
            shown, ref = D(content) + sign * D(limit), abs(D(content) - sign * D(beyond))
            given = {
                f"{point}/x": f"{shown + (D(beyond) if not D(content) else 0)}",
                f"{point}/ref": f"{ref if D(content) else 0}",
            }
            found = judged(lab, given, components=fine(), accuracy=accuracy)
            assert found.outcomes["calibration"] == outcome, (sign, beyond)


def fine() -> str:
    """Components with scale intervals that show both sides of every limit."""
    rows = (
        ("CO", "10 %", "0.001 %"),
        ("CO2", "20 %", "0.001 %"),
        ("HC", "9999 ppm", "1 ppm"),
        ("O2", "25 %", "0.001 %"),
    )
    return "".join(f'[[instrument.components]]\ncomponent = "{c}"\nupper = "{u}"\nstep = "{s}"\n' for c, u, s in rows)


def recording(*points: tuple[str, str], end: str = "90") -> str:
    """A recording with these points, and its last value until the end."""
    last = points[-1][1]
    more = [(f"{t}", last) for t in (70, 75, 80, end) if D(t) > D(points[-1][0])]
    return ",".join(f"{t} {v}" for t, v in (*points, *more))


@pytest.mark.parametrize(("component", "series", "outcome"), [
    ("CO", recording(("0", "0"), ("14.9", "3"), ("15.1", "3.5")), "conform"),
    ("CO", recording(("0", "0"), ("14.9", "3"), ("15.2", "3.5")), "not_conform"),
    ("CO", recording(("0", "0"), ("14.9", "3.32"), ("15.2", "3.33"), ("16", "3.5")), "not_conform"),
    ("CO", recording(("0", "0"), ("14.7", "3.32"), ("15.2", "3.33"), ("16", "3.5")), "conform"),
    ("CO2", recording(("0", "0"), ("10", "10"), ("19.9", "13"), ("20.1", "14")), "not_conform"),
    ("HC", recording(("0", "0"), ("10", "10"), ("14.1", "900"), ("15.1", "1040")), "conform"),
    ("O2", recording(("0", "20.9"), ("59.9", "0.10"), ("60.1", "0.09")), "conform"),
    ("O2", recording(("0", "20.9"), ("59.9", "0.10"), ("60.2", "0.09")), "not_conform"),
    ("O2", recording(("0", "20.9"), ("30", "0.10")), "not_conform"),
    ("CO", recording(("0", "3.5"), ("30", "3.5")), "not_conform"),
    ("CO", "0 0,2 3.4,30 3.4,50 3.4,60 3.4,70 3.5,90 3.5", "incomplete"),
    ("CO", "0 0,16 1,40 3,50 3.35,60 3.4,70 3.5,90 3.6", "not_conform"),
])  # fmt: skip
def test_responses_from_recordings(lab: Path, component: str, series: str, outcome: str) -> None:
    found = judged(lab, {f"response/{component}/recording": series})
    assert found.outcomes["response"] == outcome


def test_a_response_time_has_an_uncertainty(lab: Path) -> None:
    series = recording(("0", "0"), ("5", "3.2"), ("6", "3.5"))
    found = judged(lab, {"response/CO/recording": series}).of("response")["CO"]
    assert found["decision"]["unrounded"] == "5.5"
    assert found["values"]["Ut"] == "0.58"


@pytest.mark.parametrize("series", ["0 0,1 3.5,2 3.5,3 3.5,4 3.5,89 3.5", "0 0,1 3.5,40 3.5,60 3.5,90 3.5"])
def test_a_recording_that_is_too_short_is_refused(lab: Path, series: str) -> None:
    with pytest.raises(Interrupted, match="too short"):
        judged(lab, {"response/CO/recording": series})


@pytest.mark.parametrize(("accuracy", "reading", "shown", "outcome"), [
    ("I", "CO/3.5pct/x2", "3.47", "conform"), ("I", "CO/3.5pct/x2", "3.46", "not_conform"),
    ("0", "CO/3.5pct/x2", "3.48", "not_conform"), ("I", "CO2/14pct/x2", "13.8", "conform"),
    ("I", "CO2/14pct/x2", "13.7", "not_conform"), ("I", "HC/1040ppm/x2h", "1034", "conform"),
    ("I", "HC/1040ppm/x2h", "1033", "not_conform"), ("0", "HC/1040ppm/x2h", "1034", "not_conform"),
    ("I", "O2/0pct/x2", "0.10", "conform"), ("I", "O2/0pct/x2", "0.11", "not_conform"),
])  # fmt: skip
def test_dilution_by_a_leak(lab: Path, accuracy: str, reading: str, shown: str, outcome: str) -> None:
    assert judged(lab, {reading: shown}, accuracy=accuracy).outcomes["leak"] == outcome


@pytest.mark.parametrize(("shown", "outcome"), [("20", "conform"), ("21", "not_conform")])
def test_residues_of_hydrocarbons(lab: Path, shown: str, outcome: str) -> None:
    assert judged(lab, {"residues/xh": shown}).outcomes["residues"] == outcome


@pytest.mark.parametrize(("component", "upper", "step", "outcome"), [
    ("CO", "5 %", "0.01 %", "conform"), ("CO", "4.99 %", "0.01 %", "not_conform"),
    ("CO", "5 %", "0.02 %", "not_conform"),
    ("CO2", "16 %", "0.1 %", "conform"), ("CO2", "15.9 %", "0.1 %", "not_conform"),
    ("CO2", "16 %", "0.2 %", "not_conform"), ("HC", "2000 ppm", "1 ppm", "conform"),
    ("HC", "1999 ppm", "1 ppm", "not_conform"), ("HC", "2000 ppm", "2 ppm", "not_conform"),
    ("O2", "21 %", "0.1 %", "conform"), ("O2", "20.9 %", "0.1 %", "not_conform"),
    ("O2", "21 %", "0.2 %", "not_conform"),
    ("O2", "", "", "not_conform"),
])  # fmt: skip
def test_the_nameplate(lab: Path, component: str, upper: str, step: str, outcome: str) -> None:
    rows = {"CO": ("10 %", "0.01 %"), "CO2": ("20 %", "0.1 %"), "HC": ("9999 ppm", "1 ppm"), "O2": ("25 %", "0.01 %")}
    rows[component] = (upper, step)
    text = "".join(
        f'[[instrument.components]]\ncomponent = "{c}"\nupper = "{u}"\nstep = "{s}"\n'
        for c, (u, s) in rows.items()
        if u
    )
    assert judged(lab, {}, components=text).outcomes["specification"] == outcome


def test_a_reading_between_two_steps_is_refused(lab: Path) -> None:
    with pytest.raises(Interrupted, match=r"not a multiple of 0\.01"):
        judged(lab, {"CO/0.5pct/x": "0.505"})


@pytest.mark.parametrize(("low", "outcome"), [("0.48", "conform"), ("0.46", "not_conform")])
def test_twenty_readings_scatter_by_a_third_of_the_limit(lab: Path, low: str, outcome: str) -> None:
    """Ten of 20 at each of two values: s is half their distance times √(20/19); 3 s at most 0.06 %."""
    given = {f"repeatability/CO/0.5pct/x{n}": "0.50" if n % 2 else low for n in range(1, 21)}
    found = judged(lab, given, NEW)
    assert found.outcomes["repeatability"] == outcome
    s = (D("0.50") - D(low)) / 2 * (D(20) / D(19)).sqrt()
    assert abs(D(found.of("repeatability")["CO/0.5pct"]["decision"]["unrounded"]) - 3 * s) < D("1e-9")


def test_the_air_ratio_of_known_mixtures() -> None:
    """CH1.89O0.016 burnt with the air that it needs gives exactly 1, with a tenth of that oxygen left 1.1."""
    made = {"hcv": D("1.89"), "ocv": D("0.016"), "k1": D("0.0006")}
    assert round(air_ratio(D(0), D(15), D(0), D(0), **made), 12) == 1
    needed = (1 + D("1.89") / 4 - D("0.016") / 2) * 15
    assert round(air_ratio(D(0), D(15), D(0), needed / 10, **made), 12) == D("1.1")
    # 1 % CO, 10 % CO2, 300 ppm, 0.5 % O2: water (1.89/4·3.5/3.6 − 0.008)·11 = 4.96517, so 15.96517 / (1.4645·11.18)
    assert round(air_ratio(D(1), D(10), D(300), D("0.5"), **made), 4) == round(
        D("15.965125") / (D("1.4645") * D("11.18")), 4
    )
    with pytest.raises(ValueError, match="carbon dioxide"):
        air_ratio(D(1), D(0), D(0), D(0), **made)


@pytest.mark.parametrize(("shown", "outcome"), [("0.974", "conform"), ("0.977", "conform"), ("0.978", "not_conform"),
                                                ("0.972", "conform"), ("0.971", "not_conform")])  # fmt: skip
def test_the_air_ratio_that_is_shown(lab: Path, shown: str, outcome: str) -> None:
    """From 1.00 % CO, 10.0 % CO2, 312 ppm and 0.50 % O2 follows 0.9745; within 0.3 %."""
    found = judged(lab, {"air_ratio/2/xl": shown}, NEW)
    assert round(D(found.of("air_ratio")["2"]["values"]["lambda"]), 4) == D("0.9745")
    assert found.outcomes["air_ratio"] == outcome
