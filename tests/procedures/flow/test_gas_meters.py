"""Gas meters: the figures of each edition a second time, flow rates, both sides of limits, conditions of the gas."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.flow.gas_meters import GasMeter, at_the_meter
from procedures.flow.ict_155_iv_2020 import ICT155IV
from procedures.flow.messev_8_2_2014 import GasMetersDE
from procedures.flow.nor_ecei1025327a_2010 import FrenchGasMeter, GasMetersFR
from procedures.flow.regeling_eu_meetinstrumenten_6_2006 import GasMetersNL
from procedures.kit import Value
from sequencer.errors import Interrupted
from services.laboratory.example import write_example
from tests.procedures.answers import judge

ES, NL = "ICT/155/2020 IV:2020", "Regeling EU-meetinstrumenten art. 6/2006"
FR, DE = "NOR ECEI1025327A:2010", "MessEV § 8 Nr. 2:2014"
STAGE = {ES: "subsequent", NL: "in-service", FR: "subsequent", DE: "subsequent"}
#: Limits in % below Qt and from Qt on.
LIMITS = {
    ICT155IV: {
        "diaphragm 1.5": ("6", "3"), "diaphragm 1": ("4", "2"),
        "rotary 1.5": ("3", "1.5"), "rotary 1": ("2", "1"), "turbine 1.5": ("3", "1.5"), "turbine 1": ("2", "1"),
        "conformity 1.5": ("3", "1.5"), "conformity 1": ("2", "1"),
    },
    GasMetersNL: {f"{p} {c}": x for p in ("diaphragm", "rotary", "turbine") for c, x in
                  {"1.5": ("6", "3"), "1": ("4", "2")}.items()},
    GasMetersFR: {
        "1.5": ("6", "3"), "1": ("4", "2"), "diaphragm": ("4", "4"), "other": ("4", "2"),
        "1.5 repaired": ("3", "1.5"), "1 repaired": ("2", "1"), "diaphragm repaired": ("3", "2"),
        "other repaired": ("2", "1"),
    },
    GasMetersDE: {"1.5": ("3", "1.5"), "1": ("2", "1")},
}  # fmt: skip
QUARTERS = tuple(map(Decimal, ("0.25", "0.5", "0.75")))
#: Parts of Qmax between Qt and Qmax, and runs at each.
PARTS = {
    ICT155IV: ((), tuple(map(Decimal, ("0.25", "0.4", "0.7"))), 3),
    GasMetersFR: (QUARTERS, QUARTERS, 1),
}
PARTS |= dict.fromkeys((GasMetersNL, GasMetersDE), PARTS[ICT155IV])


@pytest.mark.parametrize("edition", LIMITS)
def test_figures_a_second_time(edition: Any) -> None:
    facts = edition.facts
    for row, limits in LIMITS[edition].items():
        assert facts.table("mpe").numbers(row) == tuple(map(Decimal, limits))
    small, parts, repeats = PARTS[edition]
    assert [facts.table("points").numbers(p) for p in ("diaphragm", "rotary", "turbine")] == [small, parts, parts]
    numbers = ("repeats", "least_time", "intervals", "steady_low", "steady")
    assert [facts.number(n) for n in numbers] == [repeats, 60, 200, Decimal("0.025"), Decimal("0.05")]


@pytest.mark.parametrize(("principle", "months"), [("diaphragm", 60), ("rotary", 36), ("turbine", 24)])
def test_spanish_periods(principle: str, months: int) -> None:
    assert ICT155IV.validity_months(plate(principle=principle)) == months


@pytest.mark.parametrize(("fields", "months"), [
    ({"principle": "diaphragm", "qmax": "15.9 m³/h"}, 240), ({"principle": "diaphragm", "qmax": "16 m³/h"}, 180),
    ({"principle": "rotary"}, 60), ({"principle": "turbine"}, 60), ({"principle": "ultrasonic"}, 60),
    ({"principle": "coriolis"}, 24),
])  # fmt: skip
def test_french_periods(fields: dict[str, str], months: int) -> None:
    made = FrenchGasMeter.model_validate(plate().model_dump(by_alias=True) | fields)
    assert GasMetersFR.validity_months(made) == months


@pytest.mark.parametrize(("principle", "months"), [("diaphragm", 96), ("rotary", 60), ("turbine", 60)])
def test_german_periods_at_least(principle: str, months: int) -> None:
    assert GasMetersDE.validity_months(plate(principle=principle)) == months


def plate(**fields: str) -> GasMeter:
    """A nameplate."""
    return GasMeter.model_validate({
        "name": "x", "name_en": "x", "maker": "x", "model": "x", "serial": "1", "client": "x", "class": "1.5",
        "principle": "rotary", "qmax": "65 m³/h", "qt": "6.5 m³/h", "qmin": "1.3 m³/h", "interval": "1 L",
        "electronic": True, **fields,
    })  # fmt: skip


def test_flow_rates_of_a_nameplate_ascend() -> None:
    with pytest.raises(ValueError, match="must ascend"):
        plate(qt="1.3 m³/h")


def test_the_same_gas_at_the_meter() -> None:
    """B07 of the constructed vectors: 100 L at 101.825 kPa, 20.0 °C; the meter at 101.325 kPa, 20.4 °C shows 99.2 L."""
    found = at_the_meter(*(Value.constant(Decimal(x)) for x in ("100", "20.0", "101.825", "20.4", "101.325"))).number
    assert round(found, 4) == Decimal("100.6306")
    assert round((Decimal("99.2") - found) / found * 100, 2) == Decimal("-1.42")


@pytest.fixture(scope="session", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gas") / "lab"
    write_example(ES, folder)
    return folder


def judged(lab: Path, regulation: str, given: dict[str, str], stage: str = "", **fields: str) -> Any:
    """The ideal meter with what was read otherwise; fields of the nameplate changed."""
    lines = (lab / "subjects/gas_meter.toml").read_text("utf-8").splitlines()
    kept = [line for line in lines if line.partition(" =")[0] not in fields]
    other = lab / f"subjects/{abs(hash(tuple(sorted(fields.items()))))}.toml"
    other.write_text("\n".join([*kept, *(f"{key} = {value}" for key, value in fields.items())]) + "\n", "utf-8")
    return judge(regulation, lab / "benches/gas_meter.toml", other, given, stage=stage or STAGE[regulation])


def means(found: Any) -> dict[str, Any]:
    """The decision on the mean error, by flow rate."""
    return {a.split("/")[0]: b["decision"] for a, b in found.of("indication").items() if "decision" in b}


@pytest.mark.parametrize(("principle", "names"), [
    ("rotary", ["Qmin", "Qt", "0.25Qmax", "0.4Qmax", "0.7Qmax", "Qmax"]), ("diaphragm", ["Qmin", "Qt", "Qmax"]),
])  # fmt: skip
def test_flow_rates_and_three_runs_each(lab: Path, principle: str, names: list[str]) -> None:
    found = judged(lab, ES, {}, principle=f'"{principle}"')
    rows = [a.split("/") for a in found.of("indication")]
    assert list(dict.fromkeys(row[0] for row in rows)) == names
    assert len({tuple(row) for row in rows}) >= len(names) * 3


def test_qt_belongs_to_the_upper_zone(lab: Path) -> None:
    limits = {name: d["limit"][1] for name, d in means(judged(lab, ES, {})).items()}
    assert limits == {"Qmin": "3", "Qt": "1.5", "0.25Qmax": "1.5", "0.4Qmax": "1.5", "0.7Qmax": "1.5", "Qmax": "1.5"}


@pytest.mark.parametrize(("regulation", "rate", "limit"), [
    (ES, "Qmin", "3"), (ES, "Qt", "1.5"), (ES, "Qmax", "1.5"), (NL, "Qmin", "6"), (NL, "Qt", "3"), (NL, "Qmax", "3"),
    (FR, "Qmin", "6"), (FR, "Qt", "3"), (DE, "Qmin", "3"), (DE, "Qmax", "1.5"),
])  # fmt: skip
def test_both_sides_of_a_limit(lab: Path, regulation: str, rate: str, limit: str) -> None:
    """The last run carries the mean over its limit; the interval is read to 10⁻⁹ m³."""
    ideal = judged(lab, regulation, {})
    names = [a for k, a, _ in ideal.bodies if k == "observation" and f"/{rate}/" in a and a.endswith("/V1")]
    shown = {a: Decimal(b["value"]["number"]) for k, a, b in ideal.bodies if k == "observation" and a in names}
    errors = Decimal(means(ideal)[rate]["unrounded"])
    assert len(names) == (1 if regulation == FR else 3)
    for sign in (1, -1):
        for beyond, outcome in (("-0.01", "conform"), ("0.01", "not_conform")):
            wanted = sign * (Decimal(limit) + Decimal(beyond))
            volume = _passed(ideal, names[-1])
            moved = {names[-1]: shown[names[-1]] + len(names) * (wanted - errors) / 100 * volume}
            found = judged(lab, regulation, {a.partition("/")[2]: str(round(v, 9)) for a, v in moved.items()})
            assert found.outcomes["indication"] == outcome


def _passed(found: Any, address: str) -> Decimal:
    """The volume that passed the meter on the run of a reading V1."""
    at = address.removesuffix("V1")
    read = {a: Decimal(b["value"]["number"]) for k, a, b in found.bodies if k == "observation" and a.startswith(at)}
    R = [read[a] for a in (f"{at}R0", f"{at}R1")]
    K = Decimal("273.15")
    return (R[1] - R[0]) * read[f"{at}ps"] / read[f"{at}pm"] * (read[f"{at}tm"] + K) / (read[f"{at}ts"] + K)


def test_after_repair_in_its_first_period_it_keeps_the_limits_of_its_making(lab: Path) -> None:
    fields = {"principle": '"diaphragm"', "first_period": "true"}
    assert means(judged(lab, ES, {}, "after-repair", **fields))["Qmin"]["limit"][1] == "3"
    assert means(judged(lab, ES, {}, "subsequent", **fields))["Qmin"]["limit"][1] == "6"
    assert means(judged(lab, ES, {}, "after-repair", principle='"diaphragm"'))["Qmin"]["limit"][1] == "6"


LIMIT = [
    (FR, "subsequent", {}, {"Qmin": "6", "Qt": "3"}),
    (FR, "after-repair", {}, {"Qmin": "3", "Qt": "1.5"}),
    (FR, "subsequent", {"class": '"1"'}, {"Qmin": "4", "Qt": "2"}),
    (FR, "subsequent", {"earlier": "true"}, {"Qmin": "4", "Qt": "2"}),
    (FR, "after-repair", {"earlier": "true"}, {"Qmin": "2", "Qt": "1"}),
    (FR, "subsequent", {"earlier": "true", "principle": '"diaphragm"'}, {"Qmin": "4", "Qt": "4"}),
    (FR, "after-repair", {"earlier": "true", "principle": '"diaphragm"'}, {"Qmin": "3", "Qt": "2"}),
    (DE, "subsequent", {}, {"Qmin": "3", "Qt": "1.5"}),
    (DE, "in-service", {}, {"Qmin": "6", "Qt": "3"}),
    (DE, "in-service", {"class": '"1"'}, {"Qmin": "4", "Qt": "2"}),
]


@pytest.mark.parametrize(("regulation", "stage", "fields", "limits"), LIMIT)
def test_limits_by_stage_and_class(
    lab: Path, regulation: str, stage: str, fields: dict[str, str], limits: dict[str, str]
) -> None:
    found = {name: d["limit"][1] for name, d in means(judged(lab, regulation, {}, stage, **fields)).items()}
    assert {name: found[name] for name in limits} == limits
    assert found["Qmax"] == limits["Qt"]


@pytest.mark.parametrize(("principle", "rate"), [("rotary", "Qt/13m3h"), ("diaphragm", "Qt/2.6m3h")])
def test_an_earlier_french_approval_has_its_own_transition(lab: Path, principle: str, rate: str) -> None:
    """0.2 Qmax, or 2 Qmin for a diaphragm meter: six flow rates in ascending order all the same."""
    found = judged(lab, FR, {}, earlier="true", principle=f'"{principle}"')
    rows = list(dict.fromkeys("/".join(a.split("/")[:2]) for a in found.of("indication")))
    assert rows[1] == rate
    assert [row.split("/")[0] for row in rows] == ["Qmin", "Qt", "0.25Qmax", "0.5Qmax", "0.75Qmax", "Qmax"]


@pytest.mark.parametrize(("relative", "limit"), [("0.01", "3"), ("0.02", "2")])
def test_the_french_limit_with_a_reference_that_is_not_good_enough(tmp_path: Path, relative: str, limit: str) -> None:
    """U of 2 %: 4/3 · 3 % − 2 % = 2 %."""
    write_example(FR, tmp_path / "lab")
    file, line = tmp_path / "lab/standards.toml", 'expanded_uncertainty = {{ constant = "0", relative = "{}" }}'
    file.write_text(file.read_text("utf-8").replace(line.format("0.002"), line.format(relative)), "utf-8")
    assert means(judged(tmp_path / "lab", FR, {}))["Qt"]["limit"][1] == limit


def test_zero_flow(lab: Path) -> None:
    assert judged(lab, ES, {"zero_flow/V1": "0"}).outcomes["zero_flow"] == "conform"
    assert judged(lab, ES, {"zero_flow/V1": "0.001"}).outcomes["zero_flow"] == "not_conform"
    assert "zero_flow" not in judged(lab, ES, {}, electronic="false").outcomes


def test_a_flow_rate_too_far_from_the_prescribed_one_is_refused(lab: Path) -> None:
    with pytest.raises(Interrupted, match="flow rate is not as prescribed"):
        judged(lab, ES, {"Qmin/1.3m3h/1/Q": "1.34"})


@pytest.mark.parametrize(("qmax", "outcome"), [("25 m³/h", "not_conform"), ("250 m³/h", "conform")])
def test_sizes_of_the_spanish_annex(lab: Path, qmax: str, outcome: str) -> None:
    found = judged(lab, ES, {}, qmax=f"'{qmax}'")
    assert found.verdict["outcome"] == outcome
