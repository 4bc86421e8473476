"""Drafts for callipers, micrometers and dial indicators: what is remembered a second time, and what it then decides."""

from pathlib import Path
from typing import Any

import pytest

from procedures.length.jjg_21_2008 import JJG21
from procedures.length.jjg_30_2012 import JJG30
from procedures.length.jjg_34_2008 import JJG34
from tests.figures_read import supply
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import demanded, figures, gates, given, header, stages, statuses

EDITIONS: dict[str, Any] = {"JJG 30": JJG30, "JJG 21": JJG21, "JJG 34": JJG34}
Labs = dict[str, ExampleLab]
SAID = {
    "JJG 30": (
        ("CN", "caliper", "2012-03-02", "2012-09-02", "JJG 30-2002", "12"),
        {"zero": "0.01", "mpe.200": "0.03", "mpe.300": "0.04", "mpe.500": "0.05", "mpe.1000": "0.07",
         "mpe.1500": "0.11", "mpe.2000": "0.14"},
        "dates s, period u, place u, standard u, points u, looks u, mpe u, zero u", (15, 25, 80),
    ),
    "JJG 21": (
        ("CN", "micrometer", "2008-03-25", "2008-09-25", "JJG 21-1995", "12"),
        {"zero": "0.002", "mpe.50": "0.004", "mpe.100": "0.005", "mpe.150": "0.006", "mpe.200": "0.007",
         "mpe.300": "0.009", "mpe.400": "0.011", "mpe.500": "0.013"},
        "dates u, period u, place u, standard u, points u, looks u, mpe u, zero u", (15, 25, 80),
    ),
    "JJG 34": (
        ("CN", "dial-indicator", "2008-03-25", "2008-09-25", "JJG 34-1996", "12"),
        {"repeat": "0.003", "mpe.3": "0.014", "mpe.5": "0.016", "mpe.10": "0.020"},
        "dates u, period u, place u, standard u, points u, looks u, mpe u, repeat u", (10, 30, 80),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITIONS)
def test_figures_a_second_time(name: str) -> None:
    edition, (head, numbers, status, (low, high, humid)) = EDITIONS[name], SAID[name]
    assert edition.regulation.draft
    assert (header(edition), figures(edition), statuses(edition)) == (head, numbers, status)
    assert demanded(edition) == {"source": "3"}
    assert set(stages(edition).values()) == {"ISV"}
    assert gates(edition) == (["appearance"], ["appearance"])
    conditions = {c.quantity: (c.lower, c.upper) for c in edition.conditions(None)}
    assert conditions == {"temperature": (low, high), "humidity": (None, humid)}


@pytest.fixture(scope="module", name="labs")
def some_labs(tmp_path_factory: pytest.TempPathFactory) -> Labs:
    """Laboratories in which two persons have read the figures in print."""
    found = {n: ExampleLab.of(n, Path(tmp_path_factory.mktemp("length")) / "lab") for n in EDITIONS}
    for name, lab in found.items():
        supply(EDITIONS[name], lab.folder)
    return found


CALIPERS = {200: 0.03, 201: 0.04, 300: 0.04, 301: 0.05, 500: 0.05, 1000: 0.07, 1500: 0.11, 2000: 0.14}
MICROMETERS = {50: 0.004, 51: 0.005, 100: 0.005, 150: 0.006, 200: 0.007, 300: 0.009, 400: 0.011, 500: 0.013}
INDICATORS = {3: 0.014, 4: 0.016, 5: 0.016, 6: 0.020}
STEPS = ((0, "conform"), (1, "not_conform"))


def of_range(name: str, place: str, at: float, limits: dict[int, float], places: int, **more: str) -> list[Any]:
    """Both sides of the limit of each range."""
    return [
        (name, place, f"{at + mpe + k * 10**-places:.{places}f} {at}", {"upper": f'"{upper} mm"', **more}, outcome)
        for upper, mpe in limits.items()
        for k, outcome in STEPS
    ]


CASES = [
    ("JJG 30", "outside/81.5mm", "81.53 81.5", {}, "conform"),
    ("JJG 30", "outside/81.5mm", "81.46 81.5", {}, "not_conform"),
    ("JJG 30", "depth/20mm", "19.97 20", {}, "conform"), ("JJG 30", "depth/20mm", "19.96 20", {}, "not_conform"),
    ("JJG 30", "zero/y", "0.01", {}, "conform"), ("JJG 30", "zero/y", "-0.02", {}, "not_conform"),
    *of_range("JJG 30", "outside/81.5mm", 81.5, CALIPERS, 2),
    ("JJG 21", "indication/15.36mm", "15.364 15.36", {}, "conform"),
    ("JJG 21", "indication/15.36mm", "15.355 15.36", {}, "not_conform"),
    ("JJG 21", "zero/y", "0.002", {}, "conform"), ("JJG 21", "zero/y", "0.003", {}, "not_conform"),
    *of_range("JJG 21", "indication/15.36mm", 15.36, MICROMETERS, 3),
    ("JJG 34", "indication/up/4mm", "4.020 4", {}, "conform"),
    ("JJG 34", "indication/down/4mm", "3.979 4", {}, "not_conform"),
    *of_range("JJG 34", "indication/up/2mm", 2, INDICATORS, 3, lengths='["2 mm", "3 mm"]'),
]  # fmt: skip


@pytest.mark.parametrize(("name", "address", "values", "fields", "expected"), CASES)
def test_limits(labs: Labs, name: str, address: str, values: str, fields: dict[str, str], expected: str) -> None:
    found = labs[name].judged(name, given(address, values), "initial", **fields)
    assert found.outcomes[address.partition("/")[0]] == expected


@pytest.mark.parametrize(("last", "expected"), [("1.003", "conform"), ("1.004", "not_conform")])
def test_the_spread_of_a_dial_indicator(labs: Labs, last: str, expected: str) -> None:
    found = labs["JJG 34"].judged("JJG 34", {"repeatability/r5/y": last}, "in-service")
    assert found.outcomes["repeatability"] == expected


@pytest.mark.parametrize("name", EDITIONS)
@pytest.mark.parametrize("check", ["marks", "works"])
def test_appearance_stops_the_run(labs: Labs, name: str, check: str) -> None:
    found = labs[name].judged(name, {f"appearance/{check}": "not_conform"}, "initial")
    assert found.verdict["failed"] == ["appearance"]


@pytest.mark.parametrize(("name", "upper"), [("JJG 30", "149 mm"), ("JJG 21", "24.9 mm"), ("JJG 34", "9 mm")])
def test_lengths_lie_within_the_range(labs: Labs, name: str, upper: str) -> None:
    assert labs[name].judged(name, {}, "initial", upper=f'"{upper}"').verdict["failed"] == ["specification"]


def test_a_calliper_without_a_depth_bar(labs: Labs) -> None:
    assert "depth" not in labs["JJG 30"].judged("JJG 30", {}, "initial", depths="[]").outcomes
