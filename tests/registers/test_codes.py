"""Unified social credit codes and division codes."""

import pytest

from registers.codes import credit_code_problem, is_division


@pytest.mark.parametrize(("code", "problem"), [
    ("91350100M000100Y43", ""), ("9144030071526726XG", ""), ("91350100M000100Y44", "check"),
    ("91350100M000100Y4", "length"), ("91350100I000100Y43", "characters"), ("", "length"),
])  # fmt: skip
def test_credit_code(code: str, problem: str) -> None:
    assert credit_code_problem(code) == problem


def test_one_wrong_character_is_found() -> None:
    code = "91350100M000100Y43"
    for at in range(17):
        wrong = code[:at] + ("2" if code[at] != "2" else "5") + code[at + 1 :]
        assert credit_code_problem(wrong) == "check"


@pytest.mark.parametrize(("code", "good"), [
    ("53", True), ("5301", True), ("530102", True), ("530102001", True), ("530102001001", True),
    ("5", False), ("530", False), ("53010", False), ("5301021", False), ("03", False), ("93", False), ("5301a2", False),
])  # fmt: skip
def test_division(code: str, good: bool) -> None:
    assert is_division(code) is good
