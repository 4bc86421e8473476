"""Table 6 of OIML R 76-1, entered a second time and asked at every break; the multi-interval example of 3.3."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrology.limits import OutOfTable
from metrology.status import Status
from procedures.mass.jjg_539_2016 import facts
from procedures.mass.r76.limits import breaks, limit, mpe
from tests.metrology.edge_cases import edge_cases
from tests.procedures.mass.scales import DIRECTIVE_TABLE_3, MULTI, single

INITIAL, IN_SERVICE = Decimal(1), Decimal(2)


@pytest.mark.parametrize("accuracy_class", ["III", "IIII"])
def test_second_entry_at_every_break(accuracy_class: str) -> None:
    rows = DIRECTIVE_TABLE_3[accuracy_class]
    expected = [None, Decimal("0.5"), Decimal("0.5")]
    for (last, value), (_, above) in zip(rows, [*rows[1:], (0, None)], strict=True):
        assert last > 0
        expected += [Decimal(value), Decimal(value), None if above is None else Decimal(above)]
    table = facts.table("mpe").bands(accuracy_class)
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
    assert mpe(MULTI, Decimal(load), INITIAL) == Decimal(expected)
    assert mpe(MULTI, Decimal(load)) == Decimal(expected)
    assert mpe(MULTI, Decimal(load), IN_SERVICE) == 2 * Decimal(expected)


def test_breaks_of_a_multi_interval_instrument_lie_within_their_ranges() -> None:
    assert list(breaks(MULTI)) == [500, 4000]


@pytest.mark.parametrize("load", ["-1", "15001"])
def test_no_limit_outside_the_instrument(load: str) -> None:
    with pytest.raises(OutOfTable):
        mpe(MULTI, Decimal(load), INITIAL)


def test_no_limit_beyond_the_table_though_the_nameplate_claims_more() -> None:
    too_fine = single("IIII", 500_000, 200, minimum=5_000)
    assert mpe(too_fine, Decimal(200_000), INITIAL) == 300
    with pytest.raises(OutOfTable):
        mpe(too_fine, Decimal(200_001), INITIAL)


@pytest.mark.parametrize("factor", [INITIAL, IN_SERVICE])
def test_pedigree_and_print(factor: Decimal) -> None:
    scale = replace(single("III", 15_000, 5, minimum=100), table=facts.table("mpe").bands("III"))
    found = limit(scale, factor, facts.source("in_service"))
    source = found.source_at(2500)
    assert source is not None
    assert source.status is Status.SECONDARY
    assert ("3.5.2" if factor == IN_SERVICE else "3.5.1") in source.clause
    assert "500 e" in found.formula("zh", unit="g")


@given(
    accuracy_class=st.sampled_from(["I", "II", "III", "IIII"]),
    m=st.integers(0, 1000),
    more=st.integers(0, 100),
    e=st.sampled_from(["0.001", "0.02", "1", "5", "200"]),
)
@settings(max_examples=60)
def test_never_smaller_for_a_greater_load_and_proportional_to_e(accuracy_class: str, m: int, more: int, e: str) -> None:
    interval = Decimal(e)
    scale, in_e = (
        single(accuracy_class, 1000 * interval, interval, minimum=0),
        single(accuracy_class, 1000, 1, minimum=0),
    )
    load, greater = m * interval, min(m + more, 1000) * interval
    here = mpe(scale, load, INITIAL)
    assert here <= mpe(scale, max(load, greater), INITIAL)
    assert here == interval * mpe(in_e, Decimal(m), INITIAL)
    assert mpe(scale, load, IN_SERVICE) == 2 * here
