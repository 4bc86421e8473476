"""Items of OIML R 76-1 decided at, just within and just beyond their limits, and when something is missing or void."""

from decimal import Decimal
from fractions import Fraction

import pytest

from metrology.decision import Outcome
from metrology.status import Status
from procedures.mass.r76 import (
    completeness,
    creep,
    discrimination,
    eccentricity,
    modules,
    repeatability,
    sensitivity,
    substitution,
    temperature,
    weights,
    zero_return,
    zero_tare,
)
from procedures.mass.r76.instrument import Scale

PASS, FAIL, OPEN, VOID = Outcome.CONFORM, Outcome.NOT_CONFORM, Outcome.INCOMPLETE, Outcome.INVALID
E5, MPE = Decimal(5), Decimal("7.5")


def D(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


@pytest.mark.parametrize(("E", "outcome"), [("1.25", PASS), ("-1.25", PASS), ("1.26", FAIL), ("-1.26", FAIL)])
def test_zero_and_tare_setting_at_a_quarter_of_e(E: str, outcome: Outcome) -> None:
    assert zero_tare.zero_accuracy(Decimal(E), E5).outcome is outcome
    assert zero_tare.tare_accuracy(Decimal(E), E5).outcome is outcome


def test_zero_error_beyond_zero_tracking() -> None:
    assert zero_tare.zero_error(*D("50", "2.0", "5", "50")) == Decimal("0.5")


def test_eccentricity() -> None:
    corners = dict(zip(eccentricity.positions(), D("5", "-5", "0", "5"), strict=True))
    assert eccentricity.eccentricity(corners, E5, required=eccentricity.positions()).outcome is PASS
    assert eccentricity.eccentricity({**corners, "3": Decimal("-5.1")}, E5).outcome is FAIL
    del corners["2"]
    result = eccentricity.eccentricity(corners, E5, required=eccentricity.positions())
    assert (result.outcome, result.en) == (OPEN, "positions not loaded: 2")
    assert eccentricity.eccentricity({**corners, "1": Decimal(9)}, E5, required=["2"]).outcome is FAIL
    assert eccentricity.eccentricity({}, E5).outcome is OPEN
    assert not completeness.eccentricity_positions(["1", "2", "3"]).complete


def test_positions_follow_the_load_receptor() -> None:
    assert len(eccentricity.positions(1)) == 4
    assert len(eccentricity.positions(6)) == 6
    assert len(eccentricity.positions(3, "hopper")) == 3
    assert eccentricity.positions(8, "rolling") == ("beginning", "middle", "end")


def test_repeatability_judges_the_spread() -> None:
    assert repeatability.repeatability(D("12000", "12005", "12007.5"), MPE).outcome is PASS
    assert repeatability.repeatability(D("12000", "12005", "12007.6"), MPE).outcome is FAIL
    with pytest.raises(ValueError, match="at least two"):
        repeatability.repeatability(D("12000"), MPE)


@pytest.mark.parametrize(
    ("accuracy_class", "maximum_kg", "stage", "expected"),
    [
        ("III", 15, "initial", ["80 % 1/3"]),
        ("I", 15, "in-service", ["80 % 1/6"]),
        ("III", 999, "type", ["50 % 0/10", "100 % 0/10"]),
        ("III", 1000, "type", ["50 % 0/3", "100 % 0/3"]),
    ],
)
def test_missing_weighings(accuracy_class: str, maximum_kg: int, stage: str, expected: list[str]) -> None:
    found = completeness.repeatability_series({80: 1}, accuracy_class, Decimal(maximum_kg * 1000), stage)
    assert [str(missing) for missing in found.missing] == expected
    assert found.outcome is OPEN
    full = completeness.repeatability_series(
        {80: 6, 50: 10, 100: 12}, accuracy_class, Decimal(maximum_kg * 1000), stage
    )
    assert (full.complete, full.outcome) == (True, PASS)


def test_missing_loads() -> None:
    scale = Scale.single("III", 15_000, 5, minimum=100)
    found = completeness.weighing_loads(D("100", "2500", "2500", "15000"), scale, "initial")
    assert [str(missing) for missing in found.missing] == ["10000 g 0/1", "loads 3/5"]


@pytest.mark.parametrize(
    ("after_removal", "after_extra", "extra", "outcome"),
    [
        ("190", "210", "14", PASS),
        ("190", "200", "14", FAIL),
        ("190", "220", "14", FAIL),
        ("180", "210", "14", FAIL),
        ("190", "210", "7", VOID),
        (None, "210", "14", OPEN),
        ("190", None, "14", OPEN),
    ],
)
def test_digital_discrimination(
    after_removal: str | None, after_extra: str | None, extra: str, outcome: Outcome
) -> None:
    removed, added = (None if text is None else Decimal(text) for text in (after_removal, after_extra))
    result = discrimination.digital(
        Decimal(200), removed, added, Decimal(10), extra=Decimal(extra), put_back=Decimal(1)
    )
    assert result.outcome is outcome


def test_discrimination_loads_and_floors() -> None:
    assert discrimination.piece(E5) == Decimal("0.5")
    assert discrimination.extra_load_digital(E5) == 7
    assert discrimination.extra_load_non_self_indicating(Decimal("0.001"), "g") == Decimal("0.001")
    assert discrimination.extra_load_analog(Decimal("0.5"), "mg") == 1
    assert discrimination.extra_load_analog(Decimal("0.0000005"), "kg") == Decimal("0.000001")
    assert discrimination.applies_to_digital(Scale.single("II", 100, "0.005", minimum="0.1"))
    assert not discrimination.applies_to_digital(Scale.single("II", 100, "0.002", minimum="0.04"))


def test_analogue_and_non_self_indicating_discrimination() -> None:
    assert discrimination.analog(Decimal("3.5"), E5, "g").outcome is PASS
    assert discrimination.analog(Decimal("3.49"), E5, "g").outcome is FAIL
    assert discrimination.digital_change(*D("100", "107", "5")).outcome is PASS
    assert [discrimination.non_self_indicating(visible=seen).outcome for seen in (True, False, None)] == [
        PASS,
        FAIL,
        OPEN,
    ]


@pytest.mark.parametrize(
    ("accuracy_class", "maximum_kg", "needed"), [("I", 100, 1), ("II", 1, 1), ("III", 30, 2), ("IIII", 31, 5)]
)
def test_sensitivity(accuracy_class: str, maximum_kg: int, needed: int) -> None:
    decision = sensitivity.sensitivity(Decimal(needed), accuracy_class, Decimal(maximum_kg))
    assert decision.outcome is PASS
    assert decision.source is not None
    assert decision.source.status is Status.UNVERIFIED
    less = Decimal(needed) - Decimal("0.1")
    assert sensitivity.sensitivity(less, accuracy_class, Decimal(maximum_kg)).outcome is FAIL


def zeros(*pairs: tuple[str, str]) -> list[temperature.ZeroAtTemperature]:
    return [temperature.ZeroAtTemperature(Decimal(T), Decimal(P)) for T, P in pairs]


def test_no_load_temperature_effect() -> None:
    assert temperature.no_load(zeros(("20", "20"), ("40", "40")), "III", E5).outcome is PASS
    assert temperature.no_load(zeros(("20", "20"), ("40", "40.1")), "III", E5).outcome is FAIL
    assert temperature.no_load(zeros(("20", "20"), ("15", "14.9"), ("40", "15")), "III", E5).outcome is FAIL
    assert temperature.no_load(zeros(("20", "0"), ("21", "0.002")), "I", Decimal("0.001")).outcome is FAIL
    assert temperature.no_load(zeros(("20", "0")), "III", E5).outcome is OPEN
    with pytest.raises(ValueError, match="same temperature"):
        temperature.no_load(zeros(("20", "0"), ("20", "1")), "III", E5)


def held(*pairs: tuple[str, str], change: str | None = None) -> creep.Creep:
    seen = [creep.Observation(Decimal(minutes), Decimal(P)) for minutes, P in pairs]
    return creep.creep(seen, E5, MPE, temperature_change=None if change is None else Decimal(change))


@pytest.mark.parametrize(
    ("later", "branch", "outcome"),
    [
        ([("15", "2.5"), ("30", "1.5")], "a", PASS),
        ([("5", "-2.6"), ("15", "0"), ("30", "0")], "b", OPEN),
        ([("15", "0"), ("30", "1.1")], "b", OPEN),
        ([("30", "20")], "b", FAIL),
        ([("60", "10")], "b", FAIL),
        ([("240", "7.5")], "b", PASS),
        ([("120", "-7.6"), ("240", "0")], "b", FAIL),
        ([], "b", OPEN),
    ],
)
def test_creep(later: list[tuple[str, str]], branch: str, outcome: Outcome) -> None:
    found = held(*later, ("0", "0"))
    assert (found.branch, found.result.outcome) == (branch, outcome)


def test_creep_is_void_when_the_temperature_ran_away() -> None:
    fine = [("0", "0"), ("15", "0"), ("30", "0")]
    assert held(*fine, change="2").result.outcome is PASS
    assert held(*fine, change="2.1").result.outcome is VOID
    with pytest.raises(ValueError, match="0 min"):
        held(("15", "0"))


def test_zero_return() -> None:
    assert zero_return.zero_return(*D("1.5", "4", "5")).outcome is PASS
    assert zero_return.zero_return(*D("1.5", "-1.1", "5")).outcome is FAIL
    e_i, e_1 = D("0.01", "0.005")
    outcomes = [
        zero_return.zero_return_multiple_range(Decimal(back), None if then is None else Decimal(then), e_i, e_1).outcome
        for back, then in (("0.005", "0.005"), ("0.0051", "0"), ("0", "-0.0051"), ("0", None))
    ]
    assert outcomes == [PASS, FAIL, FAIL, OPEN]


def test_substitution() -> None:
    assert substitution.substitution_load(*D("15.78", "0.02", "0.018")) == Decimal("15.772")
    assert substitution.substitution_load(*D("15.78", "0.02", "0.018", "0.01")) == Decimal("15.762")
    shares = [substitution.smallest_share_of_weights(error) for error in D("0.2", "0.201", "0.3", "0.301")]
    assert shares == [Fraction(1, 5), Fraction(1, 3), Fraction(1, 3), Fraction(1, 2)]


def test_weights_take_a_third_of_the_mpe_without_rounding_it() -> None:
    assert (
        weights.weights_suffice(
            Decimal("0.8333333333333333333333333333333333333333333333333333"), Decimal("2.5")
        ).outcome
        is PASS
    )
    assert (
        weights.weights_suffice(
            Decimal("0.8333333333333333333333333333333333333333333333333334"), Decimal("2.5")
        ).outcome
        is FAIL
    )
    assert weights.weights_suffice(Decimal("-0.9"), Decimal("2.5")).outcome is FAIL


def test_module_fractions() -> None:
    assert modules.apportioning(D("0.8", "0.6")).outcome is PASS
    assert modules.apportioning(D("0.7", "0.7", "0.2")).outcome is FAIL
    assert [modules.fraction_of_module(p, "other").outcome for p in D("0.3", "0.8", "0.29", "0.81")] == [
        PASS,
        PASS,
        FAIL,
        FAIL,
    ]
    assert modules.fraction_of_module(Decimal(1), "weighing").outcome is PASS
    assert modules.fraction_of_module(Decimal(0), "digital").outcome is PASS
    with pytest.raises(ValueError, match="at least one"):
        modules.apportioning([])
