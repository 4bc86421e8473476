"""Every rule at every boundary, equality included, on both sides."""

import pytest

from metrology.decision import (
    ILAC_G8_BINARY,
    ILAC_G8_NON_BINARY,
    ISO14253_1,
    ISO14253_1_CONFORMITY,
    ISO14253_1_NONCONFORMITY,
    JJF1094,
    R111_WEIGHTS,
    SHARED_RISK,
    SIMPLE,
    Outcome,
    Rule,
    decide,
)
from tests.metrology.guarded import guarded

C, N, U = Outcome.CONFORM, Outcome.NOT_CONFORM, Outcome.UNDECIDED


def outcomes(rule: Rule, limit: str, expanded_uncertainty: str | None, errors: list[str]) -> list[Outcome]:
    mirrored = [decide("-" + error, limit, expanded_uncertainty, rule).outcome for error in errors]
    straight = [decide(error, limit, expanded_uncertainty, rule).outcome for error in errors]
    assert mirrored == straight
    return straight


@pytest.mark.parametrize("rule", [SIMPLE, SHARED_RISK, guarded(0)])
@pytest.mark.parametrize("expanded_uncertainty", [None, "0.9"])
def test_simple_acceptance_includes_the_limit(rule: Rule, expanded_uncertainty: str | None) -> None:
    assert outcomes(rule, "1.0", expanded_uncertainty, ["0.9", "1.0", "1.000001"]) == [C, C, N]


def test_jjf_1094_zones_own_both_edges() -> None:
    errors = ["0.011", "0.0110001", "0.02", "0.0289999", "0.029", "0.03"]
    assert outcomes(JJF1094, "0.02", "0.009", errors) == [C, U, U, U, N, N]


def test_jjf_1094_compares_directly_up_to_a_third() -> None:
    assert outcomes(JJF1094, "0.03", "0.01", ["0.03", "0.030001"]) == [C, N]
    assert outcomes(JJF1094, "0.03", "0.010001", ["0.019999", "0.02", "0.030001"]) == [C, U, U]
    assert outcomes(JJF1094, "1.0", "0.3", ["0.9"]) == [C]
    assert outcomes(JJF1094, "0", "0", ["0", "0.1"]) == [C, N]


def test_jjf_1094_takes_the_nearer_of_two_limits_and_none_of_one() -> None:
    assert decide(1, (-4, 1), "0.33", JJF1094).outcome is C
    assert decide(1, (-4, 1), "0.34", JJF1094).outcome is U
    assert decide(20, (20, None), "0.1", JJF1094).outcome is U


# Weights of class F1, in mg: nominal 100 g and 1 kg; constructed from |E| ≤ MPE − U.
@pytest.mark.parametrize(
    ("limit", "expanded_uncertainty", "error", "outcome"),
    [("0.5", "0.15", "0.34", C), ("0.5", "0.15", "0.35", C), ("0.5", "0.15", "0.36", N), ("5.0", "1.6", "3.4", C),
     ("5.0", "1.6", "3.5", N)],
)  # fmt: skip
def test_weights(limit: str, expanded_uncertainty: str, error: str, outcome: Outcome) -> None:
    assert outcomes(R111_WEIGHTS, limit, expanded_uncertainty, [error]) == [outcome]
    assert outcomes(ILAC_G8_BINARY, limit, expanded_uncertainty, [error]) == [outcome]
    assert outcomes(guarded(1), limit, expanded_uncertainty, [error]) == [outcome]


def test_guard_band_of_any_width() -> None:
    assert outcomes(guarded("1.5"), "1.0", "0.2", ["0.7", "0.71"]) == [C, N]
    assert outcomes(guarded("0.5"), "1.0", "0.2", ["0.9", "0.91"]) == [C, N]


def test_four_statements_of_ilac_g8() -> None:
    errors = ["0.8", "0.81", "1.0", "1.01", "1.2", "1.21"]
    assert outcomes(ILAC_G8_NON_BINARY, "1.0", "0.2", errors) == [C, U, U, U, U, N]
    zones = [decide(error, "1.0", "0.2", ILAC_G8_NON_BINARY).zone for error in errors]
    assert zones == ["pass", *["conditional pass"] * 2, *["conditional fail"] * 2, "fail"]


def test_iso_14253_1_counts_the_uncertainty_against_who_must_prove() -> None:
    errors = ["0.834", "0.8341", "1.166", "1.1661"]
    assert outcomes(ISO14253_1, "1", "0.2", errors) == [C, U, U, N]
    assert outcomes(ISO14253_1_CONFORMITY, "1", "0.2", errors) == [C, N, N, N]
    assert outcomes(ISO14253_1_NONCONFORMITY, "1", "0.2", errors) == [C, C, C, N]
    assert decide("1.1", "1", "0.2", ISO14253_1).zone == "neither proved"


@pytest.mark.parametrize(
    "rule", [JJF1094, R111_WEIGHTS, ILAC_G8_BINARY, ILAC_G8_NON_BINARY, ISO14253_1, ISO14253_1_CONFORMITY, guarded(1)]
)
def test_rule_that_needs_an_uncertainty_says_so_by_name(rule: Rule) -> None:
    with pytest.raises(ValueError, match=f"rule '{rule.name}' needs the expanded uncertainty"):
        decide("0.1", "1", None, rule)
    with pytest.raises(ValueError, match="cannot be negative"):
        decide("0.1", "1", "-0.1", rule)


def test_every_rule_has_a_pedigree() -> None:
    rules = [SIMPLE, SHARED_RISK, JJF1094, R111_WEIGHTS, ILAC_G8_BINARY, ILAC_G8_NON_BINARY, ISO14253_1]
    assert all(rule.source is not None and rule.source.clause for rule in rules)
