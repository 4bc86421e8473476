"""French dispensers of compressed gas: the figures a second time, errors below the limit on site, the flow rate."""

from decimal import Decimal
from typing import Any

import pytest

from metrology.exact import plain
from procedures.flow.nor_ecei0925481a_2009 import CngDispensersFR
from sequencer.errors import Interrupted
from tests.procedures.flow.example_labs import ExampleLab

NAME = "NOR ECEI0925481A:2009"
LAB = {"laboratory": "true"}
LONG = {"hose": '"5.01 m"', **LAB}


def test_figures_a_second_time() -> None:
    facts = CngDispensersFR.facts
    assert {k: facts.table("laboratory").numbers(k) for k in ("short", "long")} == {
        "short": (Decimal("1.5"), 3), "long": (2, 4),
    }  # fmt: skip
    numbers = ("on_site", "short_hose", "runs", "half", "flow")
    assert [facts.number(n) for n in numbers] == [2, 5, 2, Decimal("0.5"), Decimal("0.8")]
    assert facts.regulation.validity_months == 12


@pytest.fixture(scope="module", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> ExampleLab:
    return ExampleLab.of(NAME, tmp_path_factory.mktemp("cng") / "lab")


def judged(lab: ExampleLab, given: dict[str, str], stage: str = "subsequent", **fields: str) -> Any:
    """The ideal dispenser with what was read otherwise; fields of the nameplate changed."""
    return lab.judged(NAME, given, stage, **fields)


def filled(at: str, percent: str, mass: str = "10") -> dict[str, str]:
    """A filling of a mass with an error in %."""
    shown = plain(Decimal(mass) * (1 + Decimal(percent) / 100))
    return {f"{at}/m0": "30", f"{at}/m1": plain(30 + Decimal(mass)), f"{at}/M": shown}


@pytest.mark.parametrize(("item", "mass"), [("from_zero", "10"), ("from_half", "5")])
@pytest.mark.parametrize("run", ["1", "2"])
def test_on_site_an_error_is_below_the_limit(lab: ExampleLab, item: str, mass: str, run: str) -> None:
    """2 % itself is refused, with a reason; 1.999 % conforms."""
    for sign in ("", "-"):
        for percent, outcome in (("1.999", "conform"), ("2", "not_conform"), ("2.001", "not_conform")):
            found = judged(lab, filled(f"{item}/{run}", sign + percent, mass))
            assert found.outcomes[item] == outcome
    equal = judged(lab, filled(f"{item}/{run}", "2", mass)).of(item)[run]
    assert "must be below" in equal["words"]["reason"]["en"]


@pytest.mark.parametrize(("fields", "limit", "smallest"), [
    (LAB, "1.5", "3"), ({"hose": '"5 m"', **LAB}, "1.5", "3"), (LONG, "2", "4"),
])  # fmt: skip
def test_in_a_laboratory_by_the_length_of_the_hose(
    lab: ExampleLab, fields: dict[str, str], limit: str, smallest: str
) -> None:
    for percent, outcome in ((limit, "conform"), (plain(Decimal(limit) + Decimal("0.001")), "not_conform")):
        assert judged(lab, filled("from_zero/1", percent), "initial", **fields).outcomes["from_zero"] == outcome
    for percent, outcome in ((smallest, "conform"), (plain(Decimal(smallest) + Decimal("0.001")), "not_conform")):
        found = judged(lab, filled("minimum", percent, "2"), "initial", **fields)
        assert found.outcomes["minimum"] == outcome


def test_the_minimum_quantity_is_measured_in_a_laboratory_only(lab: ExampleLab) -> None:
    assert "minimum" not in judged(lab, {}).outcomes
    assert "minimum" not in judged(lab, {}, "initial").outcomes
    assert "minimum" not in judged(lab, {}, "subsequent", **LAB).outcomes


@pytest.mark.parametrize(("flow", "refused"), [("9.6", False), ("9.59", True)])
def test_the_flow_rate_is_at_least_80_percent_of_what_is_available(lab: ExampleLab, flow: str, refused: bool) -> None:
    if refused:
        with pytest.raises(Interrupted, match="too small"):
            judged(lab, {"from_zero/1/Q": flow})
    else:
        judged(lab, {"from_zero/1/Q": flow})


def test_fillings_last_as_long_as_their_mass_asks(lab: ExampleLab) -> None:
    """10 kg and 5 kg at 12 kg/min."""
    waits = [int(b["seconds"]) for kind, _, b in judged(lab, {}).bodies if kind == "dwell"]
    assert waits == [50, 50, 25, 25]


def test_half_of_a_filling_is_let_off(lab: ExampleLab) -> None:
    bodies = judged(lab, {}).bodies
    released = [b["args"] for kind, _, b in bodies if kind == "command" and b["method"] == "release"]
    assert released == [["5", "kg"], ["5", "kg"]]


def test_more_than_the_maximum_flow_rate_cannot_be_available(lab: ExampleLab) -> None:
    assert judged(lab, {}, available='"15 kg/min"').verdict["outcome"] == "conform"
    with pytest.raises(Exception, match="must not be above qmax"):
        judged(lab, {}, available='"15.1 kg/min"')


@pytest.mark.parametrize("check", ["type", "marks", "seal", "special"])
def test_a_check_that_fails(lab: ExampleLab, check: str) -> None:
    assert judged(lab, {f"/{check}": "not_conform"}).verdict["outcome"] == "not_conform"


def test_what_is_done_in_order_and_what_is_expected(lab: ExampleLab) -> None:
    bodies = judged(lab, {}).bodies
    filling = ["reset", "begin", "finish"]
    done = [b["method"] for kind, _, b in bodies if kind == "command"]
    assert done == [*(2 * ["vent", *filling]), *(2 * ["release", *filling])]
    read = {
        a: b["value"]["number"]
        for k, a, b in bodies
        if k == "observation" and not a.startswith("environment") and "value" in b
    }
    assert [read[f"from_zero/1/{k}"] for k in ("m0", "M", "m1", "Q")] == ["0", "10", "10", "12"]
    assert [read[f"from_half/2/{k}"] for k in ("m0", "M", "m1")] == ["0", "5", "5"]
    again = judged(lab, {}, "initial", **LAB).bodies
    least = {a: b["value"]["number"] for k, a, b in again if k == "observation" and a.startswith("minimum/")}
    assert least == {"minimum/m0": "0", "minimum/M": "2", "minimum/m1": "2"}
    assert next(int(b["seconds"]) for k, a, b in again if k == "dwell" and a.startswith("minimum")) == 10
