"""Net content: steps of T, plans, and the judgement of lots at their edges."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from metrology import sampling as sp
from metrology.decision import Outcome
from metrology.status import Status

CONFORM, NOT_CONFORM = Outcome.CONFORM, Outcome.NOT_CONFORM


def _lot(*parts: tuple[int, str]) -> list[Decimal]:
    return [Decimal(content) for count, content in parts for _ in range(count)]


@pytest.mark.parametrize(
    ("contents", "beyond_t", "beyond_2t", "individual", "mean_test", "limit"),
    [
        (_lot((48, "499.6"), (2, "484.0")), 2, 0, CONFORM, CONFORM, "498.8296"),
        (_lot((49, "500.4"), (1, "469.0")), 0, 1, NOT_CONFORM, CONFORM, "498.317"),
        (_lot((25, "499.5"), (25, "499.9")), 0, 0, CONFORM, NOT_CONFORM, "499.9234"),
        (_lot((46, "501.0"), (4, "485.0")), 0, 0, CONFORM, CONFORM, "498.3382"),
        (_lot((46, "501.0"), (4, "484.9")), 4, 0, NOT_CONFORM, CONFORM, "498.3278"),
    ],
)
def test_lots_of_300(
    contents: list[Decimal], beyond_t: int, beyond_2t: int, individual: Outcome, mean_test: Outcome, limit: str
) -> None:
    found = sp.judge_lot("500", contents, 300, edition="JJF 1070-2005")
    assert (len(found.beyond_t), len(found.beyond_2t)) == (beyond_t, beyond_2t)
    assert (found.individual, found.mean_test.outcome) == (individual, mean_test)
    assert found.mean_test.limit == pytest.approx(Decimal(limit), abs=Decimal("0.0001"))
    both = individual is CONFORM and mean_test is CONFORM
    assert found.outcome is (CONFORM if both else NOT_CONFORM)
    assert found.deficiency.value == 15


def test_small_and_tiny_lots() -> None:
    small = sp.judge_lot("500", _lot((5, "499"), (5, "501")), 40, edition="JJF 1070-2005")
    assert small.outcome is CONFORM
    assert small.mean_test.standard_deviation == pytest.approx(Decimal("1.0541"), abs=Decimal("0.0001"))
    tiny = sp.judge_lot("500", _lot((8, "490")), 8)
    assert (tiny.mean_test.outcome, tiny.outcome) == (Outcome.NOT_APPLICABLE, CONFORM)


def test_exactly_twice_t_is_a_defective_but_no_gross_shortage() -> None:
    at_2t = sp.judge_lot("500", _lot((49, "501"), (1, "470")), 300)
    assert (at_2t.beyond_t, at_2t.beyond_2t) == ((49,), ())
    beyond = sp.judge_lot("500", _lot((49, "501"), (1, "469.999")), 300)
    assert (beyond.beyond_t, beyond.beyond_2t) == ((), (49,))


def test_mean_exactly_at_its_limit_conforms() -> None:
    # lambda = 1.25 and s = 0.8 make the limit exactly 499; binary floats cannot state it of 1.1 * 0.3.
    assert sp.judge_mean("500", "499", "0.8", "1.25").outcome is CONFORM
    assert sp.judge_mean("10", "9.67", "0.3", "1.1").outcome is CONFORM
    assert sp.judge_mean("10", "9.6699999999999999999999999", "0.3", "1.1").outcome is NOT_CONFORM


def test_an_unfinished_sample_is_incomplete_unless_it_failed_already() -> None:
    short = sp.judge_lot("500", _lot((10, "501")), 300)
    assert (short.outcome, short.mean_test.outcome) == (Outcome.INCOMPLETE, Outcome.INCOMPLETE)
    failed = sp.judge_lot("500", _lot((9, "501"), (1, "400")), 300)
    assert failed.outcome is NOT_CONFORM


def test_more_items_than_the_plan_draws_are_refused() -> None:
    with pytest.raises(ValueError, match="draws 50 items"):
        sp.judge_lot("500", _lot((51, "501")), 300)
    with pytest.raises(ValueError, match="0 contents"):
        sp.judge_lot("500", [], 300)
    with pytest.raises(TypeError):
        sp.judge_lot("500", [500.0] * 8, 8)  # type: ignore[list-item]


def test_the_label_counts() -> None:
    found = sp.judge_lot("500", _lot((8, "500")), 8, label=NOT_CONFORM)
    assert found.outcome is NOT_CONFORM


def test_the_edition_of_2023_says_that_its_plan_was_not_read() -> None:
    assert sp.judge_lot("500", _lot((8, "500")), 8).status is Status.UNVERIFIED
    assert sp.judge_lot("500", _lot((8, "500")), 8, edition="JJF 1070-2005").status is Status.SECONDARY
    with pytest.raises(ValueError, match="no net-content edition"):
        sp.judge_lot("500", _lot((8, "500")), 8, edition="JJF 1070-1999")


@pytest.mark.parametrize("edge", [50, 100, 200, 300, 500, 1000, 10000, 15000])
def test_t_is_continuous_at_every_step(edge: int) -> None:
    below, at, above = (sp.tolerable_deficiency(Decimal(edge) + d * Decimal("0.001")).exact for d in (-1, 0, 1))
    assert at - below <= Decimal("0.0001")
    assert above - at <= Decimal("0.0001")


@given(some.decimals("0.1", "49999", places=1), some.decimals(0, 500, places=1))
@settings(max_examples=100)
def test_t_never_falls_as_the_content_grows(content: Decimal, more: Decimal) -> None:
    larger = min(content + more, Decimal(50000))
    assert sp.tolerable_deficiency(content).exact <= sp.tolerable_deficiency(larger).exact


@pytest.mark.parametrize(
    ("content", "rounded"),
    [
        ("25", "2.2"),
        ("101", "4.5"),
        ("475", "14.2"),
        ("1000", "15.0"),
        ("1001", "15"),
        ("1500", "22"),
        ("15001", "150"),
    ],
)
def test_t_is_rounded_half_even_to_a_tenth_or_to_one(content: str, rounded: str) -> None:
    assert str(sp.tolerable_deficiency(content).value) == rounded


def test_other_kinds_of_quantity() -> None:
    assert sp.tolerable_deficiency("5", "length").value == 0
    assert sp.tolerable_deficiency("5.1", "length").value == Decimal("0.102")
    assert sp.tolerable_deficiency("4", "area").value == Decimal("0.12")
    assert sp.tolerable_deficiency(50, "count").value == 0
    assert sp.tolerable_deficiency(101, "count").value == 2


@pytest.mark.parametrize(("content", "kind"), [("0", "mass"), ("50000.1", "mass"), ("2.5", "count"), ("1", "weight")])
def test_contents_outside_the_table_are_refused(content: str, kind: str) -> None:
    with pytest.raises(ValueError, match=r"positive|beyond|whole|ContentKind"):
        sp.tolerable_deficiency(content, kind)


def test_lots_without_a_plan() -> None:
    with pytest.raises(ValueError, match="no plan"):
        sp.net_content_plan(0)


@pytest.mark.parametrize(
    ("lot_size", "n", "counts"),
    [
        (100, 30, {(1,): CONFORM, (2,): Outcome.INCOMPLETE, (3,): NOT_CONFORM, (2, 2): CONFORM, (2, 3): NOT_CONFORM}),
        (501, 50, {(2,): CONFORM, (4,): Outcome.INCOMPLETE, (5,): NOT_CONFORM, (4, 2): CONFORM, (4, 3): NOT_CONFORM}),
        (3201, 80, {(3,): CONFORM, (6,): Outcome.INCOMPLETE, (7,): NOT_CONFORM, (6, 2): CONFORM, (6, 3): NOT_CONFORM}),
    ],
)
def test_european_double_sampling(lot_size: int, n: int, counts: dict[tuple[int, ...], Outcome]) -> None:
    plan = sp.european_plan(lot_size)
    assert plan.n == n
    assert {drawn: plan.judge_contents(*drawn) for drawn in counts} == counts
    with pytest.raises(ValueError, match="no second one"):
        plan.judge_contents(0, 0)


def test_european_mean_factors_follow_from_their_sample_sizes() -> None:
    for plan in (sp.european_plan(500), sp.european_plan(501), sp.european_plan(100, destructive=True)):
        assert float(plan.mean_factor) == pytest.approx(sp.correction_factor(plan.mean_n), abs=6e-4)
    assert sp.european_plan(100, destructive=True).judge_contents(2) is NOT_CONFORM
    with pytest.raises(ValueError, match="100 to 10000"):
        sp.european_plan(99)
