"""Spanish dispensers: the figures a second time, both sides of every limit, a repetition, standards not good enough."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from metrology.exact import plain
from procedures.flow.ict_155_vi_a_2020 import ICT155VIA
from tests.procedures.flow.example_labs import ExampleLab

NAME = "ICT/155/2020 VI A:2020"
LIMITS = {
    "gasoline": ("0.5", "1", "0.5", "1"), "kerosene": ("0.5", "1", "0.5", "1"), "diesel": ("0.5", "1", "0.5", "1"),
    "urea": ("0.5", "1", "1", "1"), "lpg": ("1", "2", "2", "2"),
}  # fmt: skip
LPG = {"fuel": '"lpg"', "material": '"reference_meter"', "expansion": '"0.0025"'}


def test_figures_a_second_time() -> None:
    facts = ICT155VIA.facts
    for fuel, limits in LIMITS.items():
        assert facts.table("limits").numbers(fuel) == tuple(map(Decimal, limits))
        assert facts.table("zero").numbers(fuel) == (Decimal(1 if fuel == "lpg" else "0.5"),)
    numbers = ("reached", "reduced", "least_time", "dripping")
    assert [facts.number(n) for n in numbers] == [Decimal(n) for n in ("0.6", "0.5", "60", "30")]
    expansion = {
        "gasoline": "0.0012", "kerosene": "0.0009", "diesel": "0.0009", "stainless_steel": "0.00005",
        "carbon_steel": "0.000033", "reference_meter": "0",
    }  # fmt: skip
    assert {k: facts.table("expansion").numbers(k)[0] for k in expansion} == {
        k: Decimal(v) for k, v in expansion.items()
    }
    assert facts.regulation.validity_months == 12
    assert facts.conditions(None)[0].drift == 10
    assert {role: d.ratio for role, d in facts.standards_demands(None).items()} == {"can": 1, "small_can": 1}


@pytest.fixture(scope="module", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> ExampleLab:
    return ExampleLab.of(NAME, tmp_path_factory.mktemp("fuel") / "lab")


def judged(lab: ExampleLab, given: dict[str, str], stage: str = "subsequent", **fields: str) -> Any:
    """The ideal dispenser with what was read otherwise; fields of the nameplate changed."""
    return lab.judged(NAME, given, stage, **fields)


def one(item: str, at: str, capacity: str, percent: str) -> dict[str, str]:
    """A delivery at 20 °C with an error in %."""
    volume = Decimal(capacity)
    return {f"{item}/{at}/VB": capacity, f"{item}/{at}/VJ": plain(volume * (1 + Decimal(percent) / 100))}


@pytest.mark.parametrize(("item", "at", "capacity", "limit", "fields"), [
    ("highest", "38Lmin", "100", "0.5", {}),
    ("reduced", "19Lmin", "100", "0.5", {}),
    ("minimum", "first", "5", "1", {}),
    ("minimum", "first", "5", "0.5", {"mmq": '"2.5 L"'}),
    ("minimum", "first", "5", "1", {"fuel": '"urea"', "expansion": '"0.0004"', "mmq": '"2.5 L"'}),
    ("highest", "38Lmin", "100", "1", LPG),
    ("reduced", "5Lmin", "100", "1", LPG),
    ("minimum", "first", "5", "2", LPG),
])  # fmt: skip
def test_both_sides_of_a_limit(
    lab: ExampleLab, item: str, at: str, capacity: str, limit: str, fields: dict[str, str]
) -> None:
    for sign in ("", "-"):
        assert judged(lab, one(item, at, capacity, sign + limit), **fields).outcomes[item] == "conform"
        beyond = judged(lab, one(item, at, capacity, f"{sign}{Decimal(limit) + Decimal('0.001')}"), **fields)
        assert beyond.verdict["failed"] == [item]


@pytest.mark.parametrize(
    ("fields", "limit"), [({}, "0"), ({"continuous": "true"}, "0.025"), ({"continuous": "true", **LPG}, "0.05")]
)
def test_zero(lab: ExampleLab, fields: dict[str, str], limit: str) -> None:
    for sign in (1, -1):
        edge = sign * Decimal(limit)
        assert judged(lab, {"zero/V0": plain(edge)}, **fields).outcomes["zero"] == "conform"
        beyond = edge + sign * Decimal("0.001")
        assert judged(lab, {"zero/V0": plain(beyond)}, **fields).outcomes["zero"] == "not_conform"


@pytest.mark.parametrize(("fields", "limit"), [({}, "0.07795"), (LPG, "0.1559")])
def test_the_price_of_a_part_of_the_smallest_quantity(lab: ExampleLab, fields: dict[str, str], limit: str) -> None:
    """1 % of 5 L at 1.559 euro/L are 0.07795 euro, for gas twice that; 100 L cost 155.9 euro."""
    for sign in (1, -1):
        for more, outcome in (("0", "conform"), ("0.0001", "not_conform")):
            price = Decimal("155.9") + sign * (Decimal(limit) + Decimal(more))
            given = {"highest/38Lmin/VJ": "100", "highest/38Lmin/price": plain(price)}
            assert judged(lab, given, **fields).outcomes["payment"] == outcome


def test_product_and_measure_expand(lab: ExampleLab) -> None:
    """Diesel in steel: V_Bt = 100 (1 + 0.0009 (23 − 21) + 0.00005 (21 − 20)) = 100.185 L."""
    read = {f"highest/38Lmin/{k}": v for k, v in {"VJ": "100.185", "VB": "100", "tJ": "23", "tB": "21"}.items()}
    assert Decimal(body(judged(lab, read, fuel='"diesel"'), "highest")["values"]["VBt"]) == Decimal("100.185")
    gas = judged(lab, read, **LPG)
    assert Decimal(body(gas, "highest")["values"]["VBt"]) == Decimal("100.5")


def body(found: Any, item: str) -> Any:
    """The conclusion with the decision of an item."""
    return next(b for b in found.of(item).values() if "decision" in b)


@pytest.mark.parametrize(("idle", "second", "outcome"), [
    ("false", "", "not_conform"), ("true", "1", "conform"), ("true", "1.001", "not_conform"),
    ("true", "-1.001", "not_conform"),
])  # fmt: skip
def test_after_an_idle_time_a_second_delivery_counts(lab: ExampleLab, idle: str, second: str, outcome: str) -> None:
    given = one("minimum", "first", "5", "-1.001") | (one("minimum", "again", "5", second) if second else {})
    assert judged(lab, given, idle=idle).outcomes["minimum"] == outcome


def test_a_first_delivery_within_the_limit_counts(lab: ExampleLab) -> None:
    given = one("minimum", "first", "5", "1") | one("minimum", "again", "5", "1.5")
    assert judged(lab, given, idle="true").outcomes["minimum"] == "conform"


@pytest.mark.parametrize(("reached", "outcome"), [("24 L/min", "not_conform"), ("24.01 L/min", "conform")])
def test_the_flow_rate_that_is_reached_is_above_60_percent(lab: ExampleLab, reached: str, outcome: str) -> None:
    assert judged(lab, {}, reached=f'"{reached}"').verdict["outcome"] == outcome


@pytest.mark.parametrize(("fields", "found"), [
    ({"reached": '"100 L/min"', "qmax": '"100 L/min"'}, []),
    ({"reached": '"100.1 L/min"', "qmax": '"101 L/min"'}, ["capacity"]),
    ({"mmq": '"2.5 L"'}, []), ({"mmq": '"2.51 L"'}, ["small"]), ({"mmq": '"5.1 L"'}, ["small"]),
])  # fmt: skip
def test_the_standards_hold_enough(lab: ExampleLab, fields: dict[str, str], found: list[str]) -> None:
    assert lab.unsuitable(NAME, "subsequent", **fields) == found


@pytest.mark.parametrize(("fields", "problem"), [
    ({"fuel": '"lpg"'}, "expansion"), ({"fuel": '"urea"'}, "expansion"), ({**LPG, "mmq": '"1.9 L"'}, "at least 2 L"),
    ({"qmin": '"19 L/min"'}, "below half"), ({**LPG, "expansion": '"0"'}, "expansion: .*greater than 0"),
    ({"unit_price": '"0"'}, "unit_price: .*greater than 0"), ({"nozzle": '""'}, "nozzle: .*at least 1 character"),
])  # fmt: skip
def test_what_cannot_be_tested(lab: ExampleLab, fields: dict[str, str], problem: str) -> None:
    with pytest.raises(Exception, match=problem):
        judged(lab, {}, **fields)


@pytest.mark.parametrize("fields", [{**LPG, "mmq": '"2 L"'}, {"qmin": '"18.9 L/min"'}, {"unit_price": '"0.5"'}])
def test_what_just_can_be_tested(lab: ExampleLab, fields: dict[str, str]) -> None:
    assert judged(lab, {}, **fields).verdict["outcome"] == "conform"


@pytest.mark.parametrize("given", [
    {"highest/38Lmin/VJ": "104", "highest/38Lmin/VB": "104"}, {"highest/38Lmin/tJ": "60", "highest/38Lmin/tB": "60"},
    {"zero/V0": "3"},
])  # fmt: skip
def test_a_volume_or_a_temperature_far_from_the_usual_is_not_doubted(lab: ExampleLab, given: dict[str, str]) -> None:
    """A delivery may end anywhere and the fuel may be warm; what is compared is doubted where it is compared."""
    assert judged(lab, given, continuous="true").answers.doubts == []


def test_where_earlier_readings_chose_a_delivery_a_corrected_certificate_is_not_followed(lab: ExampleLab) -> None:
    assert body(judged(lab, {}), "minimum").get("reference") is None
    assert body(judged(lab, {}), "highest").get("reference") is not None


@pytest.mark.parametrize(("uncertainty", "limit"), [("0.16", "0.5"), ("0.17", "0.4967"), ("0.2", "0.4667")])
def test_a_standard_whose_uncertainty_is_above_a_third(tmp_path: Path, uncertainty: str, limit: str) -> None:
    """0.2 L of 100 L: 4/3 · 0.5 % − 0.2 % = 0.4667 %."""
    lab = ExampleLab.of(NAME, tmp_path / "lab")
    file, line = lab.folder / "standards.toml", 'expanded_uncertainty = "{}"'
    file.write_text(file.read_text("utf-8").replace(line.format("0.015"), line.format(uncertainty)), "utf-8")
    found = body(judged(lab, {}), "highest")["decision"]["limit"][1]
    assert round(Decimal(found), 4) == Decimal(limit)


@pytest.mark.parametrize("check", ["marks", "seal", "software", "cable", "price_zero", "power"])
def test_a_check_that_fails(lab: ExampleLab, check: str) -> None:
    assert judged(lab, {check: "not_conform"}).verdict["outcome"] == "not_conform"


def test_what_applies_to_whom(lab: ExampleLab) -> None:
    plain_one = judged(lab, {})
    assert "release" not in plain_one.outcomes
    assert "gas" not in plain_one.outcomes
    assert judged(lab, {"released": "not_conform"}, self_service="true").verdict["failed"] == ["release"]
    assert judged(lab, {"air": "not_conform"}, **LPG).verdict["failed"] == ["gas"]
    assert judged(lab, {}, stage="after-repair").verdict["outcome"] == "conform"


@pytest.mark.parametrize(("read", "doubts"), [("5.25", []), ("5.26", ["reading_far"])])
def test_a_column_that_shows_a_reading_does_not_hide_a_gross_error(
    lab: ExampleLab, read: str, doubts: list[str]
) -> None:
    """Five times the permitted error of 1 % of 5 L is 0.25 L, though the column of the reading itself is in litres."""
    found = judged(lab, {"minimum/first/VJ": "5", "minimum/first/VB": read})
    assert found.answers.doubts == doubts


@pytest.mark.parametrize("missing", ["first", "again"])
def test_a_delivery_that_was_not_measured_leaves_the_item_open(lab: ExampleLab, missing: str) -> None:
    given = one("minimum", "first", "5", "1.5") | one("minimum", "again", "5", "0")
    given = {key: value for key, value in given.items() if f"/{missing}/" not in key}
    if missing == "first":
        given = {"minimum/first/VJ": "not_measured"}
    else:
        given["minimum/again/VJ"] = "not_measured"
    assert judged(lab, given, idle="true").outcomes["minimum"] == "incomplete"
