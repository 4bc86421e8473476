"""Published cases of rounding, through the public names."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from metrology import meter_rounding
from metrology.rounding import (
    plain,
    round_significant,
    round_to_interval,
    round_to_uncertainty,
    round_uncertainty,
)
from metrology.units import Quantity

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "rounding.yaml").read_text(encoding="utf-8"))
Inputs = dict[str, Any]
UNIT_STEP = {"3": "0.001"}  # decimals asked for -> interval


def to_interval(inputs: Inputs) -> Inputs:
    if isinstance(inputs["x"], list):
        return {"rounded": [plain(round_to_interval(x, inputs["interval"])) for x in inputs["x"]]}
    return {"rounded": plain(round_to_interval(inputs["x"], inputs["interval"]))}


def to_decimals(inputs: Inputs) -> Inputs:
    return to_interval({"x": inputs["x"], "interval": UNIT_STEP[inputs["decimals"]]})


def no_successive(inputs: Inputs) -> Inputs:
    return {"rounded": plain(round_significant(inputs["x"], int(inputs["significant"])))}


def half_away(inputs: Inputs) -> Inputs:
    return {"rounded": [plain(round_to_interval(x, 1, ties="away")) for x in inputs["x"]]}


def pairs(inputs: Inputs) -> Inputs:
    return {"rounded": [plain(_one_of_a_pair(x, how)) for x, how in inputs["cases"]]}


def _one_of_a_pair(x: str, how: str) -> Decimal:
    if how.endswith("significant"):
        return round_significant(x, int(how.split(maxsplit=1)[0]))
    return round_to_interval(x, how.removeprefix("interval "))


def up(inputs: Inputs) -> Inputs:
    return {f"{word}_sig": plain(round_uncertainty(inputs["U"], n, up=True)) for word, n in (("one", 1), ("two", 2))}


def intervals(_: Inputs) -> Inputs:
    return {
        "error_interval": dict(meter_rounding.ERROR_INTERVALS),
        "std_dev_interval": dict(meter_rounding.STANDARD_DEVIATION_INTERVALS),
        "standard_meter_error_interval": dict(meter_rounding.STANDARD_METER_INTERVALS),
        "daily_timing_interval": plain(meter_rounding.DAILY_TIMING.interval),
    }


def result(inputs: Inputs, unit: str) -> str:
    y, U = (Quantity.parse(inputs[name].split("=")[-1]).to(unit) for name in ("y", "uncertainty"))
    return f"{plain(round_to_uncertainty(y.value, U.value))} {unit}"


ADAPTERS: dict[str, Callable[[Inputs], Inputs]] = {
    "rounding.significant": to_decimals,
    "rounding.no_successive": no_successive,
    "rounding.half_away": half_away,
    "rounding.half_even_pair": pairs,
    "rounding.uncertainty_up": up,
    "rounding.electricity_meter.intervals": intervals,
}
REPORTED = [case for case in CASES if case["topic"] == "rounding.result_to_uncertainty"]
OTHERS = [case for case in CASES if case not in REPORTED]


@pytest.mark.parametrize("case", OTHERS, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    got = ADAPTERS.get(case["topic"], to_interval)(case["inputs"])
    for name, value in got.items():
        assert _numbers(value) == _numbers(case["expected"][name])


@pytest.mark.parametrize("case", REPORTED, ids=lambda case: case["id"])
def test_reported_result(case: dict[str, Any]) -> None:
    reported = case["expected"]["reported"].split(" (")[0]
    assert result(case["inputs"], reported.split()[1]) == reported


def _numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _numbers(part) for key, part in value.items()}
    return [_numbers(part) for part in value] if isinstance(value, list) else Decimal(value)
