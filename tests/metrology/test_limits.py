"""Each kind of limit at its points, its edges and its refusals."""

from collections.abc import Callable
from decimal import Decimal, localcontext

import pytest

from metrology.limits import (
    Asymmetric,
    Band,
    Bands,
    Constant,
    Greatest,
    InIntervals,
    Limit,
    Linear,
    OfReading,
    OfSpan,
    OutOfTable,
    Scaled,
)
from metrology.status import Source, Status

SOURCE = Source("Table 1", Status.VERIFIED)


def pair(lower: str, upper: str) -> tuple[Decimal, Decimal]:
    return Decimal(lower), Decimal(upper)


@pytest.mark.parametrize(
    ("limit", "point", "expected"),
    [
        (Constant("0.5"), "7", ("-0.5", "0.5")),
        (Constant(0), "7", ("0", "0")),
        (Asymmetric(-4, 1), "1000", ("-4", "1")),  # taximeter, in %
        (OfReading("2"), "-150.5", ("-3.01", "3.01")),
        (OfSpan("1.6", 0, "0.6"), "0.3", ("-0.0096", "0.0096")),
        (OfSpan("0.5", "-0.1", "2.4"), "0", ("-0.0125", "0.0125")),
        (Linear("0.03", "0.0005"), "-200", ("-0.13", "0.13")),
        (Greatest(Constant(3), OfReading(2)), "200", ("-4", "4")),
        (Greatest(Constant(3), OfReading(2)), "100", ("-3", "3")),
        (Greatest(Asymmetric(-4, 1), Constant(2)), "0", ("-4", "2")),
        (Scaled(Asymmetric(-4, 1), "1.5"), "0", ("-6", "1.5")),
        (InIntervals(OfReading("0.1"), 5), "500", ("-0.5", "0.5")),
        (InIntervals(Linear("0.5", "0.001"), 5), "500", ("-3", "3")),
    ],
)
def test_value_at_a_point(limit: Limit, point: str, expected: tuple[str, str]) -> None:
    assert limit.at(point) == pair(*expected)


def test_zero_limit_has_no_signed_zero() -> None:
    assert not any(side.is_signed() for side in Constant(0).at(0))


def test_limits_do_not_depend_on_the_callers_context() -> None:
    with localcontext() as context:
        context.prec = 2
        assert Linear("0.0301", "0.00051").at("-200.37") == pair("-0.1322887", "0.1322887")


@pytest.mark.parametrize("closed", [True, False])
def test_edge_belongs_to_the_row_below_unless_stated(closed: bool) -> None:
    table = Bands([Band(500, Constant("0.5"), closed), Band(2000, Constant(1))])
    assert table.at(500) == (pair("-0.5", "0.5") if closed else pair("-1", "1"))
    assert table.at("499.999") == pair("-0.5", "0.5")
    assert table.at("500.001") == pair("-1", "1")


@pytest.mark.parametrize(("point", "closed"), [("2000.01", True), ("2000", False), ("-0.01", True)])
def test_nothing_is_extrapolated(point: str, closed: bool) -> None:
    table = Bands([Band(2000, Constant(1), closed)], source=SOURCE)
    with pytest.raises(OutOfTable, match=r"Table 1.*\[0, 2000.*extrapolated") as refused:
        table.at(point)
    assert (refused.value.point, refused.value.clause) == (Decimal(point), "Table 1")


def test_table_may_start_below_zero_or_nowhere() -> None:
    assert Bands([Band(50, Constant(1))], start=-30).at("-30") == pair("-1", "1")
    assert Bands([Band(50, Constant(1))], start=None).at("-300") == pair("-1", "1")
    with pytest.raises(OutOfTable, match=r"\(-30, 50\]"):
        Bands([Band(50, Constant(1))], start=-30, start_closed=False).at("-30")
    with pytest.raises(OutOfTable, match="−∞, 50"):
        Bands([Band(50, Constant(1))], start=None).at(51)


def test_edge_in_intervals_falls_exactly_on_its_load() -> None:
    limit = InIntervals(Bands([Band(500, Constant("0.5")), Band(3000, Constant(1))]), "0.003")
    assert limit.at("1.5") == pair("-0.0015", "0.0015")
    assert limit.at("1.5000001") == pair("-0.003", "0.003")
    assert limit.breaks() == (Decimal(0), Decimal("1.5"), Decimal(9))


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: Constant("-1"), "negative"),
        (lambda: OfReading(-1), "negative"),
        (lambda: Linear(0, -1), "negative"),
        (lambda: OfSpan(1, 5, 5), "empty or reversed"),
        (lambda: Asymmetric(1, -4), "above the upper"),
        (lambda: Scaled(Constant(1), 0), "factor must be positive"),
        (lambda: InIntervals(Constant(1), 0), "e must be positive"),
        (lambda: Bands([]), "at least one row"),
        (lambda: Bands([Band(2, Constant(1)), Band(2, Constant(2))]), "must ascend"),
        (lambda: Bands([Band(0, Constant(1))]), "must ascend"),
        (lambda: Greatest(Constant(1)), "at least two"),
    ],
)
def test_impossible_limits_are_refused(make: Callable[[], Limit], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        make()


def test_floats_are_refused_everywhere() -> None:
    with pytest.raises(TypeError, match="binary float"):
        Constant(0.5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="binary float"):
        Band(0.5, Constant(1))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="binary float"):
        Constant(1).at(0.5)  # type: ignore[arg-type]


def test_limits_are_equal_by_content_and_hashable() -> None:
    first, second = (Bands([Band(500, Constant("0.5"))]), Bands([Band("500", Constant(Decimal("0.5")))]))
    assert first == second
    assert len({first, second, Constant(1)}) == 2


def test_pedigree_is_that_of_the_row_that_applies() -> None:
    doubtful = Source("Table 1, row 2", Status.UNVERIFIED)
    table = Bands([Band(500, Constant("0.5")), Band(2000, Constant(1, source=doubtful))], source=SOURCE)
    scale = Scaled(InIntervals(table, 5), 2)
    assert scale.source_at(2500) == SOURCE
    assert scale.source_at(2505) == doubtful
    assert Constant(1, source=SOURCE).source_at(0) == SOURCE
