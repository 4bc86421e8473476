"""`steelyard risk` against the examples of JCGM 106:2012 and of NCSLI RP-19."""

import json
from typing import Any

import pytest

RESISTORS = ("-U", "0.08", "--lower", "1499.8", "--upper", "1500.2", "--process", "normal:1500,0.12")


def answers(lab: Any, *words: str) -> dict[str, float]:
    said = lab("risk", *words, "--json")
    assert said.code == 0, said.err
    return {row["key"]: row["value"] for row in json.loads(said.out)}


def test_a_breakdown_voltage(lab: Any) -> None:
    found = answers(lab, "--result", "-5.47", "-U", "0.1", "--upper", "-5.4")
    assert found["conformance"] == pytest.approx(0.92, abs=0.005)
    assert found["above"] == pytest.approx(1 - found["conformance"])
    assert found["accept_to"] == pytest.approx(-5.4 - 1.6449 * 0.05, abs=1e-4)
    assert "accept_from" not in found
    assert "tur" not in found


def test_resistors(lab: Any) -> None:
    found = answers(lab, *RESISTORS, "--guard", "0.02")
    assert (round(found["conforming"], 4), round(found["consumer"], 5), round(found["producer"], 4)) == (
        0.9044, 0.00988, 0.069
    )  # fmt: skip
    assert round(answers(lab, *RESISTORS)["consumer"], 5) == 0.01894
    band = answers(lab, *RESISTORS, "--target", "0.01")["guard"]
    assert answers(lab, *RESISTORS, "--guard", f"{band:.9f}")["consumer_given_accepted"] == pytest.approx(0.01)


def test_a_share_in_tolerance_and_the_factors(lab: Any) -> None:
    # RP-19: 0.9 in tolerance, ratio of the standard deviations 4; z of 0.95 is 1.64485
    u = 1 / 1.6448536 / 4
    found = answers(lab, "-U", f"{2 * u}", "--lower", "-1", "--upper", "1", "--process", "0.9")
    assert round(100 * found["consumer"], 4) == 1.6
    assert round(answers(lab, "-U", "0.4", "--lower", "-1", "--upper", "1")["factor_dobbert"], 4) == 0.9142


def test_bearings_are_distributed_as_gamma(lab: Any) -> None:
    found = answers(lab, "-U", "2", "--upper", "10", "--process", "gamma:2.5,0.625")
    assert 0 < found["consumer"] < found["conforming"] < 1


@pytest.mark.parametrize(("words", "problem"), [
    (("-U", "1"), "state --lower, --upper or both"),
    (("-U", "0", "--upper", "1"), "U and k are positive"),
    (("-U", "1", "--upper", "1", "--process", "0.9"), "needs both limits"),
    (("-U", "1", "--upper", "1", "--process", "cauchy:1,2"), "write normal:MEAN,SD"),
    (("-U", "1", "--upper", "1", "--process", "normal:1"), "write normal:MEAN,SD"),
    (("-U", "1", "--lower", "2", "--upper", "1"), ""),
])  # fmt: skip
def test_what_has_no_answer_is_refused(lab: Any, words: tuple[str, ...], problem: str) -> None:
    said = lab("risk", *words)
    assert said.code == 2
    assert problem in said.err
