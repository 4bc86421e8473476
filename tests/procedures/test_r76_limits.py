"""Table 6 of OIML R 76-1, entered a second time and asked at every break; the multi-interval example of 3.3."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrology.limits import OutOfTable, edge_cases
from metrology.status import Status
from procedures.mass.r76.instrument import PartialRange, Scale
from procedures.mass.r76.limits import STAGES, breaks, limit, mpe, mpe_of_class, table_6

# Second entry, as Directive 2014/31/EU Annex I Table 3 prints it: class -> ((last load in e, MPE in e), ...)
DIRECTIVE_TABLE_3 = {
    "I": [(50_000, "0.5"), (200_000, "1.0"), (300_000, "1.5")],
    "II": [(5_000, "0.5"), (20_000, "1.0"), (100_000, "1.5")],
    "III": [(500, "0.5"), (2_000, "1.0"), (10_000, "1.5")],
    "IIII": [(50, "0.5"), (200, "1.0"), (1_000, "1.5")],
}
PARTS = ((2000, 1), (5000, 2), (15000, 10))
MULTI = Scale("III", tuple(PartialRange(Decimal(m), Decimal(e), Decimal(e)) for m, e in PARTS), Decimal(20))


@pytest.mark.parametrize("accuracy_class", DIRECTIVE_TABLE_3)
def test_second_entry_at_every_break(accuracy_class: str) -> None:
    rows = DIRECTIVE_TABLE_3[accuracy_class]
    expected = [None, Decimal("0.5"), Decimal("0.5")]
    for (last, value), (_, above) in zip(rows, [*rows[1:], (0, None)], strict=True):
        assert last > 0
        expected += [Decimal(value), Decimal(value), None if above is None else Decimal(above)]
    table = table_6(accuracy_class, Decimal(300_000))
    cases = edge_cases(table, 1)
    assert [case.limit and case.limit[1] for case in cases] == expected
    assert [case.point for case in cases][4::3] == [last for last, _ in rows]
    assert all(case.limit is None or case.limit[0] == -case.limit[1] for case in cases)


@pytest.mark.parametrize(
    ("load", "expected"),
    [
        ("0", "0.5"),
        ("500", "0.5"),
        ("500.5", "1"),
        ("2000", "1"),
        ("2001", "2"),
        ("4000", "2"),
        ("4002", "3"),
        ("5000", "3"),
        ("5010", "10"),
        ("15000", "10"),
    ],
)
def test_multi_interval_example(load: str, expected: str) -> None:
    assert mpe(MULTI, Decimal(load), "initial") == Decimal(expected)
    assert mpe(MULTI, Decimal(load), "subsequent") == Decimal(expected)
    assert mpe(MULTI, Decimal(load), "in-service") == 2 * Decimal(expected)


def test_breaks_of_a_multi_interval_instrument_lie_within_their_ranges() -> None:
    assert list(breaks(MULTI)) == [500, 4000]


@pytest.mark.parametrize("load", ["-1", "15001"])
def test_no_limit_outside_the_instrument(load: str) -> None:
    with pytest.raises(OutOfTable):
        mpe(MULTI, Decimal(load), "initial")


def test_no_limit_beyond_the_table_though_the_nameplate_claims_more() -> None:
    too_fine = Scale.single("IIII", 500_000, 200, minimum=5_000)
    assert mpe(too_fine, Decimal(200_000), "initial") == 300
    with pytest.raises(OutOfTable):
        mpe(too_fine, Decimal(200_001), "initial")
    with pytest.raises(OutOfTable):
        mpe_of_class("III", Decimal("0.01"), Decimal(150), "initial")


def test_class_I_has_no_last_load() -> None:
    assert mpe_of_class("I", Decimal(1), Decimal(10_000_001), "initial") == Decimal("1.5")


@pytest.mark.parametrize("stage", STAGES)
def test_pedigree_and_print(stage: str) -> None:
    found = limit(Scale.single("III", 15_000, 5, minimum=100), stage)
    source = found.source_at(2500)
    assert source is not None
    assert source.status is Status.SECONDARY
    assert ("3.5.2" if stage == "in-service" else "3.5.1") in source.clause
    assert "500 e" in found.formula("zh", unit="g")


@given(
    accuracy_class=st.sampled_from(["I", "II", "III", "IIII"]),
    m=st.integers(0, 1000),
    more=st.integers(0, 100),
    e=st.sampled_from(["0.001", "0.02", "1", "5", "200"]),
)
@settings(max_examples=60, deadline=None)
def test_never_smaller_for_a_greater_load_and_proportional_to_e(accuracy_class: str, m: int, more: int, e: str) -> None:
    interval = Decimal(e)
    load, greater = m * interval, min(m + more, 1000) * interval
    here = mpe_of_class(accuracy_class, interval, load, "initial")
    assert here <= mpe_of_class(accuracy_class, interval, max(load, greater), "initial")
    assert here == interval * mpe_of_class(accuracy_class, Decimal(1), Decimal(m), "initial")
    assert mpe_of_class(accuracy_class, interval, load, "in-service") == 2 * here
