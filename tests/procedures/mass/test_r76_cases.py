"""Reference cases of OIML R 76-1: examples of regulators and of others, recomputed from the clauses.

`expected` is held against the public functions; what the sources themselves claim is sometimes wrong and kept as data.
"""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from metrology.decision import Outcome
from metrology.exact import exponent_of, from_integer
from metrology.rounding import round_to_interval
from procedures.mass.r76 import entry
from tests.procedures.mass import r76_adapters as adapters
from tests.procedures.mass import scales

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "r76.yaml").read_text(encoding="utf-8"))["cases"]

WORDS = {
    **dict.fromkeys(("PASS", "CONFORMS", "ACCEPT"), Outcome.CONFORM),
    **dict.fromkeys(("FAIL", "NONCONFORMING_SPEC", "REJECT", "REFUSE_STANDARD"), Outcome.NOT_CONFORM),
    **dict.fromkeys(("INVALID", "INVALID RUN"), Outcome.INVALID),
    "INCOMPLETE": Outcome.INCOMPLETE,
}
QUOTIENT_DIGITS = 50
DISPLAYED = ("weighing_point", "weighing_point_multi", "eccentricity", "repeatability", "discrimination_digital")
"""Kinds whose readings come from the ordinary display, and are therefore flagged wherever it cannot show them."""


def same(actual: Any, expected: Any) -> bool:
    """Whether an answer says what the case expects; quotients that do not terminate are compared at its last digit."""
    if isinstance(actual, set):
        return actual == set(expected)
    if isinstance(expected, list):
        return len(actual) == len(expected) and all(same(a, e) for a, e in zip(actual, expected, strict=True))
    if isinstance(actual, Decimal) and len(actual.as_tuple().digits) == QUOTIENT_DIGITS:
        return round_to_interval(actual, from_integer(1, exponent_of(Decimal(expected)))) == Decimal(expected)
    meanings: dict[type, Any] = {Outcome: WORDS.get, Decimal: Decimal}
    return bool(actual == meanings.get(type(actual), lambda text: text)(expected))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    answer = adapters.ADAPTERS[case["kind"]](case["inputs"])
    wrong = {key: (answer[key], value) for key, value in case["expected"].items() if not same(answer[key], value)}
    assert not wrong, wrong


def test_every_kind_has_an_adapter() -> None:
    assert {case["kind"] for case in CASES} == set(adapters.ADAPTERS)


def test_a_wrong_number_would_be_noticed() -> None:
    assert not same(Decimal("0.5"), "0.50001")
    assert not same(Decimal("1E+1"), "11")
    assert not same(Outcome.CONFORM, "FAIL")
    assert not same([Decimal(1)], ["1", "2"])


def refused(inputs: dict[str, Any]) -> set[str]:
    """Codes of the entries of a case that the bench refuses."""
    e = Decimal(adapters.e_of(inputs))
    d = Decimal(inputs.get("d", str(e)))
    scale = scales.single("I", "1000000000", e, minimum=0, d=d, unit=inputs.get("unit", "g"))
    parts = inputs.get("ranges_Max_e")
    scale = adapters.scale(inputs) if parts else scale
    problems = []
    for key, text in readings(inputs):
        if re.fullmatch(r"I\d?|after_removal|after_extra|readings", key):
            problems.append(entry.check_indication(scale, Decimal(text), Decimal(text)))
        elif key == "dL":
            problems.append(entry.check_additional_load(Decimal(text), e))
    return {problem.code for problem in problems if problem is not None and problem.severity == "refuse"}


def readings(inputs: dict[str, Any]) -> list[tuple[str, str]]:
    """Every reading of a case with the name it has there, those of its positions among them."""
    found = [(key, value) for key, value in inputs.items() if isinstance(value, str)]
    found += [("readings", value) for value in inputs.get("readings", []) if isinstance(value, str)]
    return found + [pair for position in inputs.get("positions", []) for pair in position.items()]


def entered(case: dict[str, Any]) -> bool:
    return case["kind"] in DISPLAYED and not case["inputs"].get("direct")


@pytest.mark.parametrize("case", [case for case in CASES if entered(case)], ids=lambda case: case["id"])
def test_entry_check(case: dict[str, Any]) -> None:
    assert refused(case["inputs"]) == set(case.get("input_flags", []))
    assert ("input_flags" in case) == (case.get("bench_verdict") == "REFUSE_ENTRY")


def test_every_flag_of_the_file_is_checked() -> None:
    assert all(entered(case) for case in CASES if "input_flags" in case)
