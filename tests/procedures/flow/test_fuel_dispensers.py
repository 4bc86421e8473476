"""Fuel dispensers: the figures of both editions a second time, the formula, both sides of every limit, dates."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.errors import UnknownRegulation
from procedures.flow.jjg_443_2015 import JJG443Edition2015
from procedures.flow.jjg_443_2023 import JJG443Edition2023
from procedures.registry import edition
from services.laboratory.example import write_example
from tests.procedures.answers import judge

NAME = "JJG 443-2023"
HUNDRED = Decimal(100)


@pytest.mark.parametrize("module", [JJG443Edition2015, JJG443Edition2023])
def test_figures_a_second_time(module: Any) -> None:
    facts = module.facts
    numbers = ("mpe", "repeatability", "range_coefficient", "repeats", "dripping")
    assert [facts.number(key) for key in numbers] == [Decimal(n) for n in ("0.3", "0.1", "1.69", "3", "120")]
    expansion = {
        "gasoline": "0.0012", "kerosene": "0.0009", "diesel": "0.0009", "stainless_steel": "0.00005",
        "carbon_steel": "0.000033",
    }  # fmt: skip
    assert {k: facts.table("expansion").numbers(k)[0] for k in expansion} == {
        k: Decimal(v) for k, v in expansion.items()
    }
    assert facts.table("flows").numbers("any") == (1, Decimal("0.4"))
    assert facts.regulation.validity_months == 6


def test_three_flow_rates_at_the_initial_verification_until_2024() -> None:
    assert JJG443Edition2015.facts.table("flows").numbers("initial") == (1, Decimal("0.4"), Decimal("0.16"))
    assert "initial" not in JJG443Edition2023.facts.table("flows")


def test_the_edition_of_a_day() -> None:
    assert edition("JJG 443", date(2024, 4, 30)) is JJG443Edition2015
    assert edition("JJG 443", date(2024, 5, 1)) is JJG443Edition2023
    with pytest.raises(UnknownRegulation):
        edition("JJG 443-2015", date(2024, 5, 1))
    with pytest.raises(UnknownRegulation):
        edition("JJG 443", date(2016, 1, 29))


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuel") / "lab"
    write_example(NAME, folder)
    return folder


def judged(lab: Path, given: dict[str, str]) -> Any:
    return judge(NAME, lab / "benches/fuel_dispenser.toml", lab / "subjects/fuel_dispenser.toml", given)


def deliveries(rate: str, *shown: str, **more: str) -> dict[str, str]:
    """Three deliveries into 100 L at 20 °C; what else is given belongs to all of them."""
    found = {}
    for n, volume in enumerate(shown, 1):
        at = f"{rate}Lmin/{n}"
        found |= {f"{at}/VJ": volume, f"{at}/VB": "100"} | {f"{at}/{key}": value for key, value in more.items()}
    return found


@pytest.mark.parametrize(("shown", "outcome"), [
    ("100.3", "conform"), ("100.31", "not_conform"), ("99.7", "conform"), ("99.69", "not_conform"),
])  # fmt: skip
@pytest.mark.parametrize("rate", ["50", "20"])
def test_the_mean_error(lab: Path, rate: str, shown: str, outcome: str) -> None:
    found = judged(lab, deliveries(rate, shown, shown, shown))
    assert found.outcomes["indication"] == outcome
    assert found.outcomes["repeatability"] == "conform"


def test_the_mean_counts_and_not_the_single_delivery(lab: Path) -> None:
    found = judged(lab, deliveries("50", "100.35", "100.30", "100.25"))
    assert found.outcomes["indication"] == "conform"


def test_fuel_and_measure_expand(lab: Path) -> None:
    """V_Bt = 100 (1 + 0.0012 (23 − 21) + 0.00005 (21 − 20)) = 100.245 L."""
    found = judged(lab, deliveries("50", "100.545", "100.545", "100.545", tJ="23", tB="21"))
    (body,) = [b for a, b in found.of("indication").items() if a.endswith("50Lmin/1")]
    assert Decimal(body["values"]["VBt"]) == Decimal("100.245")
    assert found.outcomes["indication"] == "conform"


@pytest.mark.parametrize(("last", "outcome"), [("100.16", "conform"), ("100.17", "not_conform")])
def test_the_range_of_three_errors(lab: Path, last: str, outcome: str) -> None:
    """0.169 % / 1.69 = 0.10 %: the limit itself conforms."""
    found = judged(lab, deliveries("50", "100", "100.05", last))
    assert found.outcomes["repeatability"] == outcome
    exact = judged(lab, deliveries("50", "100", "100.05", "100.169"))
    assert exact.outcomes["repeatability"] == "conform"


@pytest.mark.parametrize(("price", "outcome"), [
    ("795.01", "conform"), ("795.02", "not_conform"), ("794.99", "conform"), ("794.98", "not_conform"),
])  # fmt: skip
def test_the_price_to_pay(lab: Path, price: str, outcome: str) -> None:
    assert judged(lab, {"price/VJ": "100", "price/price": price}).outcomes["payment"] == outcome


@pytest.mark.parametrize("check", ["nameplate", "seals", "bypass", "lock"])
def test_a_check_that_fails_ends_the_verification(lab: Path, check: str) -> None:
    found = judged(lab, {check: "not_conform"})
    assert found.verdict["outcome"] == "not_conform"
