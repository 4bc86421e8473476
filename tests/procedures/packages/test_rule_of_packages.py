"""Properties: adding mass never makes the rule for single packages fail; T has no jump at the ends of its steps."""

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrology.sampling import raised_by_deviation
from procedures.packages.fpackv_2020 import FPackV
from procedures.packages.jjf_1070_2005 import JJF1070Of2005
from procedures.packages.jjf_1070_2023 import JJF1070
from procedures.packages.lot import deficiency, drawn
from procedures.packages.oiml_r_87_2016 import R87
from tests.procedures.packages.lots import gross, judged

D = Decimal
EDITIONS = (JJF1070, JJF1070Of2005, R87, FPackV)
CONTENTS = st.lists(st.integers(4600, 5050), min_size=13, max_size=13)


def passes(lab: Path, tenths: list[int]) -> bool:
    """Whether single packages of a lot of 60 conform: one may be short by more than T = 15 g, none by more than 2 T."""
    found = judged(lab, "JJF 1070-2023", gross([f"{t / 10:.1f}" for t in tenths]), lot_size="60").outcomes
    return (found["individual"], found["shortages"]) == ("conform", "conform")


@settings(max_examples=5)
@given(CONTENTS, st.integers(0, 12), st.integers(1, 400))
def test_adding_mass_never_makes_single_packages_fail(lab: Path, tenths: list[int], which: int, more: int) -> None:
    if passes(lab, tenths):
        assert passes(lab, [t + more * (n == which) for n, t in enumerate(tenths)])
    beyond = sum(150 < 5000 - t <= 300 for t in tenths)
    assert passes(lab, tenths) == (beyond <= 1 and min(tenths) >= 4700)


def test_the_mean_has_no_such_property() -> None:
    """A gram more in a package that is far below the others lowers mean + λ·s: s falls by more than the mean rises."""
    low, more = D("480"), D("481")
    others = [D("500.2") if n % 2 else D("499.8") for n in range(49)]
    assert raised_by_deviation([more, *others], D("0.379")) < raised_by_deviation([low, *others], D("0.379"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_T_has_no_jump(edition: type[JJF1070]) -> None:
    """At each end of a step, unrounded T of both steps is the same."""
    table = edition.facts.table("T_mass")
    ends = [key for key in table.rows if key != "more"]
    for end, following in pairwise(ends):
        row = table.row(following)
        assert deficiency(edition.facts, "T_mass", "", D(end)) == row["amount"] + row["share"] * D(end)


@settings(max_examples=30)
@given(st.integers(1, 300), st.integers(1, 50), st.text(min_size=1, max_size=20))
def test_a_draw_is_a_part_of_the_lot_and_the_same_again(size: int, sample: int, seed: str) -> None:
    found = drawn(size, min(sample, size), seed)
    assert len(set(found)) == len(found) == min(sample, size)
    assert found == sorted(found)
    assert set(found) <= set(range(1, size + 1))
    assert drawn(size, min(sample, size), seed) == found


def test_every_package_is_drawn_as_often_as_another() -> None:
    """10 of 40 by 400 seeds: each package some 100 times, with a standard deviation of 8.7."""
    counts = [0] * 41
    for seed in range(400):
        for number in drawn(40, 10, f"seed {seed}"):
            counts[number] += 1
    assert all(66 <= count <= 134 for count in counts[1:])
