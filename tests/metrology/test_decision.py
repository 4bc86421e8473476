"""One decision: what is compared, what is refused, and the trace that documents print."""

import json
from decimal import Decimal, localcontext

import pytest

from metrology.decision import JJF1094, SIMPLE, Outcome, decide
from metrology.limits import Asymmetric, Band, Bands, Constant, InIntervals
from metrology.meter_rounding import meter_rounding
from metrology.status import Source, Status
from tests.metrology.guarded import guarded

C, N, U = Outcome.CONFORM, Outcome.NOT_CONFORM, Outcome.UNDECIDED
TABLE = Source("OIML R 76-1 table 6", Status.VERIFIED, "note")
SCALE = InIntervals(Bands([Band(500, Constant("0.5")), Band(2000, Constant("1.0"))], source=TABLE), 5)


# Class III, Max 15 kg, e 5 g: load, corrected error, outcome; constructed from the rule, equality conforms.
@pytest.mark.parametrize(
    ("load", "error", "outcome"),
    [("100", "0.0", C), ("2500", "-2.5", C), ("2500", "4.0", N), ("2505", "4.5", C), ("10000", "5.0", C)],
)
def test_error_against_a_table(load: str, error: str, outcome: Outcome) -> None:
    assert decide(error, SCALE, point=load).outcome is outcome


# GB/T 8170-2008: the same values against the same limit, in full and rounded to the digits of the limit.
@pytest.mark.parametrize(
    ("limit", "interval", "values", "full", "rounded"),
    [
        (("97.0", None), "0.1", ["97.01", "97.00", "96.96", "96.94"], [C, C, N, N], [C, C, C, N]),
        ((None, "0.5"), "0.1", ["0.452", "0.500", "0.549", "0.551"], [C, C, N, N], [C, C, C, N]),
        (("9.9", "10.1"), "0.1", ["9.89", "9.85", "10.10", "10.16"], [N, N, C, N], [C, N, C, N]),
    ],
)
def test_full_value_and_rounded_value(
    limit: tuple[str | None, str | None], interval: str, values: list[str], full: list[Outcome], rounded: list[Outcome]
) -> None:
    assert [decide(value, limit).outcome for value in values] == full
    assert [decide(value, limit, rounding=interval).outcome for value in values] == rounded


def test_meter_error_on_the_limit_flips_with_rounding() -> None:
    assert decide("1.05", "1.0").outcome is N
    rounded = decide("1.05", "1.0", rounding=meter_rounding(1), unit="%")
    assert (rounded.outcome, rounded.error, rounded.unrounded) == (C, Decimal("1.0"), Decimal("1.05"))
    assert rounded.trace == ("1.05 % → 1.0 %", "|1.0| ≤ 1.0 %")


def test_taximeter_error_is_beyond_the_upper_side() -> None:
    decision = decide("2.669", Asymmetric("-4.0", "1.0"))
    assert (decision.outcome, decision.compared) == (N, "2.669 > 1.0")
    assert decide("-4.0", Asymmetric("-4.0", "1.0")).compared == "-4.0 ≤ -4.0 ≤ 1.0"
    assert decide("-4.1", Asymmetric("-4.0", "1.0")).compared == "-4.1 < -4.0"


@pytest.mark.parametrize(
    ("error", "compared"),
    [
        ("0.011", "|0.011| ≤ 0.011"), ("-0.015", "0.011 < |-0.015| < 0.029"), ("0.029", "|0.029| ≥ 0.029"),
        ("0.03", "|0.03| ≥ 0.029"),
    ],
)  # fmt: skip
def test_what_was_compared_under_jjf_1094(error: str, compared: str) -> None:
    assert decide(error, "0.02", "0.009", JJF1094).compared == compared


def test_direct_comparison_under_jjf_1094_is_with_the_limit_itself() -> None:
    assert decide("0.04", "0.03", "0.01", JJF1094).compared == "|0.04| > 0.03"


@pytest.mark.parametrize(
    ("error", "compared"),
    [("-4.0", "-3.5 > -4.0 > -4.5"), ("-4.5", "-4.5 ≤ -4.5"), ("1.0", "0.5 < 1.0 < 1.5"), ("1.5", "1.5 ≥ 1.5")],
)
def test_what_was_compared_with_sides_that_differ(error: str, compared: str) -> None:
    assert decide(error, (-4, 1), "0.5", JJF1094).compared == compared


def test_uncertainty_that_leaves_no_room_is_said_truly() -> None:
    accepted_nowhere = decide("0.2", (0, 1), "0.8", guarded(1))
    assert accepted_nowhere.acceptance == (Decimal("0.8"), Decimal("0.2"))
    assert (accepted_nowhere.outcome, accepted_nowhere.compared) == (N, "0.2 < 0.8")
    assert decide("0.8", (0, 1), "0.8", guarded(1)).compared == "0.8 > 0.2"
    assert decide("0.5", (0, 1), "0.8", JJF1094).outcome is U
    assert decide("1.9", (0, 1), "3", JJF1094).compared == "3 > 1.9 > -3"


def test_free_side_is_infinite_as_data() -> None:
    decision = decide("25", (20, None), unit="MΩ")
    assert (decision.outcome, decision.compared) == (C, "20 ≤ 25")
    assert decision.to_dict()["limit"] == ["20", ""]


def test_trace_carries_everything_as_data() -> None:
    decision = decide(
        "-2.44", SCALE, "0.5", point=2500, rounding="0.1", unit="g",
        formula="E = I + 0.5e − ΔL − L", substitution="E = 2500 + 2.5 − 4.94 − 2500",
    )  # fmt: skip
    data = json.loads(json.dumps(decision.to_dict()))
    assert data == {
        "outcome": "conform", "rule": "simple acceptance", "zone": "pass", "formula": "E = I + 0.5e − ΔL − L",
        "substitution": "E = 2500 + 2.5 − 4.94 − 2500", "unrounded": "-2.44", "rounded": "-2.4",
        "limit": ["-2.5", "2.5"], "acceptance": ["-2.5", "2.5"], "U": "0.5", "unit": "g",
        "clause": "OIML R 76-1 table 6", "status": "verified", "note": "note", "compared": "|-2.4| ≤ 2.5",
    }  # fmt: skip
    assert decision.trace == (decision.formula, decision.substitution, "-2.44 g → -2.4 g", "|-2.4| ≤ 2.5 g")


def test_signed_zero_of_a_meter_survives_as_data() -> None:
    decision = decide("-0.04", "1.0", rounding=meter_rounding(1))
    assert decision.to_dict()["rounded"] == "-0.0"


def test_pedigree_of_the_question_is_joined_to_that_of_the_limit() -> None:
    own = Source("7.1", Status.SECONDARY)
    both = Source("7.1; OIML R 76-1 table 6", Status.SECONDARY, "note")
    assert decide(0, SCALE, point=0, source=own).source == both
    assert decide(0, SCALE, point=0, source=TABLE).source == TABLE
    doubtful = Constant(1, source=Source("table 9", Status.UNVERIFIED))
    verified = Source("7.1", Status.VERIFIED)
    found = decide(0, doubtful, source=verified).source
    assert found is not None
    assert found.status is Status.UNVERIFIED
    assert decide(0, SCALE, point=0).source == TABLE
    assert decide(0, 1).to_dict()["clause"] == ""


def test_limit_that_does_not_vary_needs_no_point() -> None:
    assert decide("0.5", Constant("0.5")).outcome is C
    with pytest.raises(ValueError, match="depends on the point"):
        decide("0.5", SCALE)


def test_decision_does_not_depend_on_the_callers_context() -> None:
    with localcontext() as context:
        context.prec = 2
        assert decide("0.011001", "0.020000", "0.009", JJF1094).outcome is U
        assert decide("1.0004", "1.0").outcome is N


@pytest.mark.parametrize(("limit", "why"), [("-1", "negative"), ((1, -4), "above the upper")])
def test_impossible_limits_are_refused(limit: str | tuple[int, int], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        decide(0, limit)


def test_floats_are_refused_everywhere() -> None:
    for arguments in [(0.1, 1), (1, 0.1), (1, (0.1, 1)), (1, 1, 0.1)]:
        with pytest.raises(TypeError, match="binary float"):
            decide(*arguments)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="binary float"):
        decide(1, 1, rule=SIMPLE, rounding=0.1)  # type: ignore[arg-type]
