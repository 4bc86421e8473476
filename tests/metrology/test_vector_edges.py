"""Arrays at the very edges: every break, every tie, every limit of the arithmetic, against the single row."""

from decimal import Decimal

import numpy as np
import pytest

from metrology.array_rounding import round_array
from metrology.decimal_array import DecimalArray
from metrology.decision import ILAC_G8_NON_BINARY, JJF1094, SIMPLE, Rule, decide
from metrology.decision_vector import decide_vector, outcomes_of
from metrology.limits import Asymmetric, Band, Bands, Constant, Limit, Linear, OfReading, OutOfTable, Scaled
from metrology.rounding import round_to_interval

STEPPED = Bands(
    [Band(10, Constant("0.6"), closed=False), Band(20, Asymmetric(-4, 1)), Band(30, Constant("1.5"))], start=-5
)
GROWING = Bands(
    [Band(10, OfReading(5), closed=False), Band(20, Linear("0.1", "0.03")), Band(30, Constant("1.5"))], start=-5
)
POINTS = ["-5", "-4.9", "9.9", "10", "10.1", "19.9", "20", "20.1", "30"]
ERRORS = ["-4.05", "-4", "-0.65", "-0.6", "0.5", "0.6", "0.65", "0.95", "1", "1.05", "1.15", "1.5", "1.55", "1.65"]
GRID = [(error, point) for error in ERRORS for point in POINTS]


@pytest.mark.parametrize("limit", [STEPPED, GROWING, Scaled(STEPPED, "1.1")], ids=["stepped", "growing", "scaled"])
@pytest.mark.parametrize("step", [None, "0.1", "0.5"])
@pytest.mark.parametrize(
    ("rule", "U"), [(SIMPLE, "0"), (JJF1094, "0.2"), (JJF1094, "0.5"), (JJF1094, "0.05"), (ILAC_G8_NON_BINARY, "0.05")]
)
def test_every_error_at_every_break(limit: Limit, step: str | None, rule: Rule, U: str) -> None:
    errors, points = ([row[column] for row in GRID] for column in (0, 1))
    codes = decide_vector(errors, limit, [U] * len(GRID), rule, points=points, rounding=step)
    single = [decide(error, limit, U, rule, point=point, rounding=step).outcome for error, point in GRID]
    assert outcomes_of(codes) == single
    assert len(set(single)) > 1


@pytest.mark.parametrize("limit", [STEPPED, GROWING], ids=["stepped", "growing"])
@pytest.mark.parametrize("outside", ["-5.1", "30.1"])
def test_a_point_one_step_outside_stops_the_whole(limit: Limit, outside: str) -> None:
    with pytest.raises(OutOfTable, match=rf"^{outside} is outside"):
        decide_vector(["0", "0"], limit, points=["10", outside])


def test_an_open_start_is_outside() -> None:
    limit = Bands([Band(30, Constant(1))], start=0, start_closed=False)
    with pytest.raises(OutOfTable, match=r"^0 is outside"):
        decide_vector(["0"], limit, points=["0"])
    assert len(decide_vector(["0"], limit, points=["0.1"])) == 1


def test_classes_with_tables_of_their_own() -> None:
    limits = [STEPPED, Bands([Band("9.9", Constant("0.5")), Band(40, Constant(1))], start=-9), Constant("0.6")]
    which = np.array([index % 3 for index in range(len(GRID))])
    errors, points = ([row[column] for row in GRID] for column in (0, 1))
    codes = decide_vector(errors, limits, points=points, which=which)
    single = [
        decide(error, limits[kind], point=point).outcome for (error, point), kind in zip(GRID, which, strict=True)
    ]
    assert outcomes_of(codes) == single


def test_one_limit_with_roundings_by_class() -> None:
    which = np.array([index % 2 for index in range(len(ERRORS))])
    codes = decide_vector(ERRORS, Constant(1), which=which, rounding=["0.1", "0.5"])
    steps = ["0.1", "0.5"]
    assert outcomes_of(codes) == [
        decide(error, 1, rounding=steps[kind]).outcome for error, kind in zip(ERRORS, which, strict=True)
    ]


def test_a_third_exactly_is_compared_directly() -> None:
    for U in ("0.2", "0.200001"):
        codes = decide_vector(["0.6", "0.5"], Constant("0.6"), [U, U], JJF1094)
        assert outcomes_of(codes) == [decide(error, "0.6", U, JJF1094).outcome for error in ("0.6", "0.5")]


@pytest.mark.parametrize("size", ["1E+14", "4E+17", "2E+18", "5E+18", "1E+25"])
@pytest.mark.parametrize("limit", [Constant, lambda size: Linear(size, "0.001")], ids=["stepped", "growing"])
@pytest.mark.parametrize("rule", [SIMPLE, JJF1094])
def test_sizes_around_the_end_of_64_bits(size: str, limit: type[Constant], rule: Rule) -> None:
    edge = limit(size)
    errors = [Decimal(size) + Decimal(tenths) / 10 for tenths in (-1, 0, 1, 2)]
    U = [Decimal(size) / 2] * 4
    codes = decide_vector(errors, edge, U, rule, points=["0", "0", "0.1", "100"])
    single = [
        decide(error, edge, u, rule, point=point).outcome
        for error, u, point in zip(errors, U, ["0", "0", "0.1", "100"], strict=True)
    ]
    assert outcomes_of(codes) == single


def test_the_widest_of_several_limits_decides_how_much_room_is_needed() -> None:
    limits = [OfReading("0.001"), OfReading("1E+16")]
    x = "12345.6"
    codes = decide_vector(["1", "1234560000000000000.1"], limits, points=[x, x], which=np.array([0, 1]))
    assert outcomes_of(codes) == [
        decide("1", limits[0], point=x).outcome,
        decide("1234560000000000000.1", limits[1], point=x).outcome,
    ]


@pytest.mark.parametrize(
    "value", [2 * 10**20 + 5, 2 * 10**20 + 15, -(10**20) - 25, 10**15 + 5, 3 * 10**15 + 15, 2**51 + 3]
)
def test_ties_of_long_numbers_go_to_the_even_multiple(value: int) -> None:
    assert round_array(DecimalArray.of([value]), 10).decimals() == [round_to_interval(value, 10)]
    assert round_array(DecimalArray.of([value]), 2).decimals() == [round_to_interval(value, 2)]


def test_doubles_of_sixteen_digits_are_refused_though_they_are_whole() -> None:
    with pytest.raises(ValueError, match="at most 15 digits"):
        DecimalArray.of(np.array([1234567890123456.0]))
    assert DecimalArray.of(np.array([123456789012345.0])).decimals() == [123456789012345]


def test_texts_that_are_alike_are_read_as_each_alone() -> None:
    texts = ["0.50", "-1.25", "0.5", "0.50", "12345678901234567890.1", "-1.25"]
    assert DecimalArray.of_texts(texts).decimals() == DecimalArray.of(texts).decimals() == [Decimal(t) for t in texts]
    assert len(DecimalArray.of_texts([])) == 0
    with pytest.raises(ValueError, match="not a number"):
        DecimalArray.of_texts(["1", "one"])
