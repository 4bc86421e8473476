"""Meters of classes A to D: the figures of each edition a second time, both sides of limits, influences, judgements."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.electricity.directive_32_v_2014 import EnergyMetersEU
from procedures.electricity.messev_22_2014 import EnergyMetersDE
from procedures.electricity.nor_proi1235435a_2013 import EnergyMetersFR
from procedures.electricity.oiml_r_46_2012 import OIMLR46
from procedures.electricity.rd_244_x_2016 import RD244X
from procedures.electricity.regeling_eu_meetinstrumenten_7_2006 import EnergyMetersNL
from procedures.errors import SubjectError
from services.laboratory.example import write_example
from tests.procedures.answers import changed, judge
from tests.procedures.electricity.jjg_596_tables import energy

D = Decimal
EU, ES, NL, DE, FR, R46 = (
    e.regulation.id for e in (EnergyMetersEU, RD244X, EnergyMetersNL, EnergyMetersDE, EnergyMetersFR, OIMLR46)
)
STAGE = {EU: "initial", ES: "initial", NL: "in-service", DE: "subsequent", FR: "subsequent", R46: "initial"}
FACTOR = {EU: "1", ES: "1", NL: "1.5", DE: "2"}
#: ± % from Imin, from Itr, with one element, by range of temperature.
TABLE_2 = {
    "5/30": {"A": "3.5 3.5 4", "B": "2 2 2.5", "C": "1 0.7 1"},
    "-10/40": {"A": "5 4.5 5", "B": "2.5 2.5 3", "C": "1.3 1 1.3"},
    "-25/55": {"A": "7 7 7", "B": "3.5 3.5 4", "C": "1.7 1.3 1.7"},
    "-40/70": {"A": "9 9 9", "B": "4 4 4.5", "C": "2 1.5 2"},
}
TESTED = [
    "1.0/Imin", "0.5L/0.1Iref", "1.0/0.1Iref", "0.8C/0.1Iref", "0.5L/Iref", "1.0/Iref", "0.8C/Iref", "0.5L/Imax",
    "1.0/Imax", "0.8C/Imax",
]  # fmt: skip
NO_EFFECTS = {"effects": "[0, 0, 0]"}


def test_the_table_of_the_directive_a_second_time() -> None:
    table = EnergyMetersEU.facts.table("mpe")
    assert table.columns == ("from_Imin", "from_Itr", "single")
    for temperatures, classes in TABLE_2.items():
        for accuracy, limits in classes.items():
            assert table.numbers(f"{temperatures} {accuracy}") == tuple(map(D, limits.split()))
    assert len(table.rows) == 12


@pytest.mark.parametrize(("edition", "months"), [
    (EnergyMetersEU, 0), (RD244X, 180), (EnergyMetersNL, 0), (EnergyMetersDE, 96), (EnergyMetersFR, 120), (OIMLR46, 0),
])  # fmt: skip
def test_numbers_of_each_edition_a_second_time(edition: Any, months: int) -> None:
    facts, name = edition.facts, edition.regulation.id
    assert [facts.number(key) for key in ("gate", "frequency")] == [10, 50]
    assert facts.regulation.validity_months == months
    if name in FACTOR:
        assert facts.number("factor") == D(FACTOR[name])
    if name not in (DE, FR):  # the French order has tests of its own
        numbers = [facts.number(key) for key in ("creep_pulses", "starting_pulses", "starting_time", "creep_voltage")]
        assert numbers == [1, 2, D("1.2"), D("1.15" if name == R46 else "1.1")]


def test_dates_and_jurisdictions() -> None:
    found = {e.regulation.id: e.regulation for e in (RD244X, EnergyMetersNL, EnergyMetersDE, EnergyMetersFR)}
    assert [(r.jurisdiction, r.issued.isoformat()) for r in found.values()] == [
        ("ES", "2016-06-03"), ("NL", "2006-11-23"), ("DE", "2014-12-11"), ("FR", "2013-08-01"),
    ]  # fmt: skip
    assert found[FR].in_force.isoformat() == "2014-01-01"
    assert RD244X.validity_mode(None) == "rotation"


def test_the_figures_of_r_46_a_second_time() -> None:
    r46 = OIMLR46.facts
    rows = {"A": "2.5 2 2.5 2.5", "B": "1.5 1 1.8 1.5", "C": "1 0.5 1.3 0.6", "D": "0.4 0.2 0.5 0.3"}
    assert {c: r46.table("mpe").numbers(c) for c in rows} == {c: tuple(map(D, r.split())) for c, r in rows.items()}
    assert r46.table("mpe").columns == ("from_Imin", "from_Itr", "from_Imin_other", "from_Itr_other")
    for facts, classes in ((r46, "ABCD"), (EnergyMetersEU.facts, "ABC")):
        assert [facts.table("creep").numbers(c)[0] for c in classes] == [480, 600, 600, 900][: len(classes)]
        for connection, half in (("direct", "Iref"), ("ct", "0.5Iref")):
            shown = [load.replace("/", " ").replace(" Iref", f" {half}") for load in TESTED]
            assert list(facts.table("loads").texts(connection)) == shown
    single = EnergyMetersEU.facts.table("single_loads")
    assert [single.texts(c) for c in ("direct", "ct")] == [("0.5L Iref", "1.0 Iref"), ("0.5L 0.5Iref", "1.0 0.5Iref")]


@pytest.fixture(scope="session", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mid") / "lab"
    write_example(ES, folder)
    return folder


def judged(lab: Path, regulation: str, given: dict[str, str], stage: str = "", **fields: str | None) -> Any:
    subject = lab / "subjects/mid_meter.toml"
    subject = changed(subject, **fields) if fields else subject
    return judge(regulation, lab / "benches/mid_meter.toml", subject, given, stage=stage or STAGE[regulation])


def at(load: str, percent: str, pulses: int) -> dict[str, str]:
    """Reference energies at a load with this error; 1000 imp/kWh."""
    return {f"{load}/W{n}": energy(percent, pulses, 1000) for n in (1, 2)}


#: Pulses of one comparison: 10 s at 230 V, three phases, 1000 imp/kWh, rounded up.
PULSES = {"1.0/Imin": 1, "1.0/0.1Iref": 1, "0.5L/0.1Iref": 1, "1.0/Iref": 10, "0.8C/Iref": 8, "0.5L/Imax": 58}


@pytest.mark.parametrize("regulation", [EU, ES, NL, DE])
@pytest.mark.parametrize(("item", "load", "limit"), [
    ("balanced", "ABC/1.0/Imin", "2"), ("balanced", "ABC/0.5L/0.1Iref", "2"), ("balanced", "ABC/0.8C/Iref", "2"),
    ("single", "A/1.0/Iref", "2.5"), ("single", "C/0.5L/Iref", "2.5"),
])  # fmt: skip
def test_both_sides_of_the_limits_of_class_b(lab: Path, regulation: str, item: str, load: str, limit: str) -> None:
    permitted, pulses = D(limit) * D(FACTOR[regulation]), PULSES.get(load[4:], 2 if "0.5L" in load else 4)
    for sign in (1, -1):
        near = judged(lab, regulation, at(load, str(sign * (permitted - D("0.001"))), pulses), **NO_EFFECTS)
        assert near.outcomes[item] == "conform"
        assert D(near.of(item)[load]["decision"]["limit"][1]) == permitted
        beyond = judged(lab, regulation, at(load, str(sign * (permitted + D("0.001"))), pulses), **NO_EFFECTS)
        assert beyond.outcomes[item] == "not_conform"


def test_class_c_has_a_lower_limit_from_itr_on(lab: Path) -> None:
    for temperatures, low, high in (("5/30", "1.0", "0.7"), ("-40/70", "2.0", "1.5")):
        found = judged(lab, ES, {}, **{"class": '"C"', "temperatures": f'"{temperatures}"'}, **NO_EFFECTS).of(
            "balanced"
        )
        assert [found[f"ABC/1.0/{i}"]["decision"]["limit"][1] for i in ("Imin", "0.1Iref", "Imax")] == [low, high, high]


def test_the_error_is_combined_with_the_influences(lab: Path) -> None:
    """√(1.2² + 0.8² + 0.3² + 0.2²) = 1.4866; the French limits are of the intrinsic error."""
    load = "ABC/1.0/Iref"
    found = judged(lab, ES, at(load, "-1.2", 10)).of("balanced")[load]
    assert abs(D(found["decision"]["unrounded"]) - D("1.48661")) < D("0.00001")
    for percent, outcome in (("1.79", "conform"), ("1.81", "not_conform")):
        assert judged(lab, ES, at(load, percent, 10)).outcomes["balanced"] == outcome
    french = judged(lab, FR, at(load, "-1.2", 10)).of("balanced")[load]
    assert abs(D(french["decision"]["unrounded"]) + D("1.2")) < D("0.00001")


@pytest.mark.parametrize(("accuracy", "load", "limit"), [
    ("A", "1.0/Imin", "2.5"), ("A", "1.0/Iref", "2.0"), ("A", "0.5L/Iref", "2.5"), ("B", "1.0/Imin", "1.5"),
    ("B", "0.8C/Iref", "1.5"), ("C", "0.5L/Imax", "0.6"), ("C", "1.0/0.1Iref", "0.5"), ("D", "1.0/Imin", "0.4"),
    ("D", "0.8C/Iref", "0.3"), ("D", "1.0/Imax", "0.2"),
])  # fmt: skip
def test_limits_of_r_46_by_power_factor(lab: Path, accuracy: str, load: str, limit: str) -> None:
    found = judged(lab, R46, {}, **{"class": f'"{accuracy}"'}).of("balanced")[f"ABC/{load}"]
    assert found["decision"]["limit"][1] == limit


def test_below_itr_r_46_has_limits_of_other_power_factors_too() -> None:
    procedure: Any = object.__new__(OIMLR46)
    procedure.currents = {"Imin": D("0.25"), "Itr": D("0.5"), "Iref": D(5), "Imax": D(60)}
    procedure.limits = OIMLR46.facts.table("mpe").row("B")
    shown = [procedure.limit(load) for load in ("1.0 Imin", "0.5L Imin", "1.0 Itr", "0.8C Itr")]
    assert shown == [D("1.5"), D("1.8"), D("1.0"), D("1.5")]


def test_the_mean_of_two_comparisons_is_drawn_over_the_current(lab: Path) -> None:
    """Iref is 10 Itr."""
    given = {"ABC/1.0/Iref/W1": energy("1.4", 10, 1000), "ABC/1.0/Iref/W2": energy("0.6", 10, 1000)}
    found = judged(lab, R46, given).of("balanced")["ABC/1.0/Iref"]
    assert abs(D(found["decision"]["unrounded"]) - 1) < D("1e-6")
    assert (found["plot"]["x"], found["plot"]["series"], found["plot"]["chart"]) == ("10", "ABC", "1.0")


def test_a_limit_that_is_reached_is_kept(lab: Path) -> None:
    """21 pulses of 1 Wh against 20 Wh are 5 %, twice 2.5 %."""
    equal = {f"single/A/1.0/Iref/W{n}": "20" for n in (1, 2)}
    found = judged(lab, DE, equal, itr='"3.25 A"', **NO_EFFECTS).of("single")["A/1.0/Iref"]
    assert (found["outcome"], D(found["decision"]["unrounded"])) == ("conform", 5)


@pytest.mark.parametrize(("regulation", "balanced", "single", "others"), [
    (EU, 10, 6, True), (ES, 10, 6, True), (NL, 10, 6, True), (DE, 10, 6, False), (FR, 4, 0, False), (R46, 10, 0, True),
])  # fmt: skip
def test_points_of_each_edition(lab: Path, regulation: str, balanced: int, single: int, others: bool) -> None:
    for fields in (
        {},
        {"connection": '"ct"', "itr": '"0.25 A"', "imin": '"0.05 A"', "imax": '"6 A"', "ist": '"0.01 A"'},
    ):
        found = judged(lab, regulation, {}, **fields)
        assert found.verdict["outcome"] == "conform"
        assert (len(found.of("balanced")), len(found.of("single"))) == (balanced, single)
        assert ("creep" in found.outcomes, "starting" in found.outcomes) == (others, others)
    one = judged(lab, regulation, {}, system='"1P2W"')
    assert (len(one.of("balanced")), "single" in one.outcomes) == (balanced, False)


def currents(found: Any) -> list[str]:
    calls = [b["args"][0] for k, _, b in found.bodies if k == "command" and b.get("method") == "set_output"]
    return [c.split(";")[0] for c in calls]


def test_what_the_source_puts_out(lab: Path) -> None:
    """Iref is 10 Itr, through transformers 20 Itr."""
    assert currents(judged(lab, FR, {})) == [
        "230.000 0.500000 0", "230.000 5.000000 0", "230.000 10.000000 0", "230.000 5.000000 60",
    ]  # fmt: skip
    ct = {"connection": '"ct"', "itr": '"0.25 A"', "imin": '"0.05 A"', "imax": '"6 A"', "ist": '"0.01 A"'}
    assert currents(judged(lab, FR, {}, **ct)) == [
        "230.000 0.500000 0", "230.000 2.500000 0", "230.000 5.000000 0", "230.000 2.500000 60",
    ]  # fmt: skip
    assert currents(judged(lab, ES, {}))[:3] == ["253.000 0.000000 0", "230.000 0.020000 0", "230.000 0.250000 0"]
    assert currents(judged(lab, R46, {}))[0] == "264.500 0.000000 0"


@pytest.mark.parametrize(("pulses", "outcome"), [("1", "conform"), ("2", "not_conform")])
def test_without_load(lab: Path, pulses: str, outcome: str) -> None:
    """600 × 10⁶ / (1000 × 3 × 230 × 60) = 14.49 min; of class A 480."""
    assert judged(lab, ES, {"creep/1.1Un/n870s": pulses}).outcomes["creep"] == outcome
    assert judged(lab, ES, {"creep/1.1Un/n696s": pulses}, **{"class": '"A"', "use": None}).outcomes["creep"] == outcome


@pytest.mark.parametrize(("pulses", "outcome"), [("1", "not_conform"), ("2", "conform")])
def test_starting(lab: Path, pulses: str, outcome: str) -> None:
    """Two pulses at 0.02 A last 2 × 3.6·10⁶ / (1000 × 13.8) s = 521.7 s, 1.2 times 626.1 s."""
    assert judged(lab, NL, {"starting/Ist/n627s": pulses}).outcomes["starting"] == outcome


@pytest.mark.parametrize(("fields", "outcome"), [
    ({}, "conform"), ({"imin": '"0.6 A"'}, "not_conform"), ({"ist": '"0.3 A"'}, "not_conform"),
    ({"imax": '"5 A"'}, "conform"), ({"imax": '"4.9 A"'}, "not_conform"), ({"imin": '"0.5 A"'}, "conform"),
    ({"class": '"A"'}, "not_conform"), ({"class": '"A"', "use": None}, "conform"), ({"class": '"C"'}, "conform"),
    ({"class": '"A"', "use": '"household"'}, "conform"),
])  # fmt: skip
@pytest.mark.parametrize("regulation", [ES, NL])
def test_the_nameplate(lab: Path, regulation: str, fields: dict[str, str | None], outcome: str) -> None:
    assert judged(lab, regulation, {}, **fields).outcomes["specification"] == outcome


def test_a_french_load_beyond_imax_is_seen_on_the_nameplate(lab: Path) -> None:
    assert judged(lab, FR, {}, imax='"10 A"').outcomes["specification"] == "conform"
    assert judged(lab, FR, {}, imax='"9.9 A"').outcomes["specification"] == "not_conform"
    assert judged(lab, DE, {}, **{"class": '"A"'}).outcomes["specification"] == "conform"


@pytest.mark.parametrize(("regulation", "fields"), [
    (ES, {"effects": None}), (NL, {"effects": None}), (DE, {"class": '"D"'}), (ES, {"class": '"1"'}),
    (FR, {"itr": None}), (FR, {"ist": '"0 A"'}), (EU, {"temperatures": '"0/30"'}),
])  # fmt: skip
def test_a_nameplate_that_is_refused(lab: Path, regulation: str, fields: Any) -> None:
    with pytest.raises(SubjectError):
        judged(lab, regulation, {}, **fields)


@pytest.mark.parametrize("check", ["marks", "seals"])
@pytest.mark.parametrize("regulation", [EU, ES, NL, DE, FR, R46])
def test_checks(lab: Path, regulation: str, check: str) -> None:
    assert judged(lab, regulation, {f"/{check}": "not_conform"}).outcomes["examination"] == "not_conform"
