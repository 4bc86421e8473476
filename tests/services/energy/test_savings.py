"""A saving against a regression: by matrices, by a certified line, by simulation."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from services.energy.savings import Use, read_uses, saving

FOLDER = Path(__file__).parents[3] / "config/energy"
#: NIST StRD, Norris: y, x, and the certified line.
NORRIS = """0.1 0.2,338.8 337.4,118.1 118.2,888.0 884.6,9.2 10.1,228.1 226.5,668.5 666.3,998.5 996.3,449.1 448.6,
778.9 777.0,559.2 558.2,0.3 0.4,0.1 0.6,778.1 775.5,668.8 666.9,339.3 338.0,448.9 447.5,10.8 11.6,557.7 556.0,
228.3 228.1,998.0 995.8,888.8 887.6,119.6 120.2,0.3 0.3,0.6 0.3,557.6 556.8,339.3 339.1,888.0 887.2,998.5 999.0,
778.9 779.0,10.2 11.1,117.6 118.3,228.9 229.2,668.4 669.1,449.2 448.9,0.2 0.5"""


def use(y: object, x: object) -> Use:
    return Use("p", Decimal(str(y)), Decimal(str(x)))


def test_the_certified_line_of_norris() -> None:
    pairs = [pair.split() for pair in NORRIS.replace("\n", "").split(",")]
    found = saving([use(y, x) for y, x in pairs], [use("500", "500")])
    assert len(pairs) == 36
    assert float(found.intercept) == pytest.approx(-0.262323073774029, rel=1e-12)
    assert float(found.slope) == pytest.approx(1.00211681802045, rel=1e-13)
    assert float(found.scatter) ** 0.5 == pytest.approx(0.884796396144373, rel=1e-12)


def test_the_saving_by_matrices() -> None:
    before, after = read_uses(FOLDER / "baseline.csv"), read_uses(FOLDER / "reporting.csv")
    found = saving(before, after, Decimal("0.5"))
    design = np.array([[1.0, float(u.driver)] for u in before])
    y = np.array([float(u.use) for u in before])
    line, _, _, _ = np.linalg.lstsq(design, y, rcond=None)
    residual = y - design @ line
    s2 = residual @ residual / (len(y) - 2)
    ones = np.array([[1.0, float(u.driver)] for u in after]).sum(axis=0)
    variance = s2 * (len(after) + ones @ np.linalg.inv(design.T @ design) @ ones)
    value = ones @ line - sum(float(u.use) for u in after)
    assert float(found.value) == pytest.approx(value, rel=1e-9)
    assert float(found.variance) == pytest.approx(variance, rel=1e-9)
    assert found.expanded == pytest.approx(stats.t.ppf(0.975, 10) * variance**0.5, rel=1e-9)
    assert found.of_meter == found.value * Fraction(5, 1000)
    assert found.shown


def test_the_interval_holds_the_true_saving_as_often_as_it_states() -> None:
    """95 % of 400 seeds, within 3 standard deviations of the count."""
    held = 0
    for seed in range(400):
        chance = np.random.default_rng(seed)
        x, x2 = chance.uniform(600, 900, 12).round(3), chance.uniform(600, 900, 3).round(3)
        before = [use(round(v, 6), d) for v, d in zip(1e5 + 200 * x + chance.normal(0, 2000, 12), x, strict=True)]
        after = [
            use(round(v, 6), d) for v, d in zip(1e5 + 200 * x2 - 9000 + chance.normal(0, 2000, 3), x2, strict=True)
        ]
        found = saving(before, after)
        held += abs(float(found.value) - 27000) <= found.expanded
    assert 367 <= held <= 393


def test_no_saving_is_shown_where_none_is_larger_than_its_uncertainty() -> None:
    before = [use(y, x) for y, x in ((10, 1), (13, 2), (14, 3), (17, 4))]
    assert not saving(before, [use("12.9", "2")]).shown
    assert saving(before, [use("2", "2")]).shown
    more = saving(before, [use("20", "9")])
    assert more.outside == ("p",)


@pytest.mark.parametrize(
    ("before", "problem"),
    [
        ([use(1, 1), use(2, 2)], "at least 3 periods"),
        ([use(1, 1), use(2, 1), use(3, 1)], "all drivers of the baseline are equal"),
    ],
)
def test_a_baseline_from_which_no_line_follows(before: list[Use], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        saving(before, [use(1, 1)])


def test_several_drivers_by_matrices() -> None:
    """Against the pseudo-inverse of numpy, which shares nothing with the exact elimination."""
    chance = np.random.default_rng(5)
    x, z = chance.uniform(600, 900, 15).round(2), chance.uniform(0, 30, 15).round(1)
    y = (1e5 + 200 * x - 310 * z + chance.normal(0, 900, 15)).round(1)
    uses = [Use("p", Decimal(str(c)), Decimal(str(a)), (Decimal(str(b)),)) for a, b, c in zip(x, z, y, strict=True)]
    before, after = uses[:11], uses[11:]
    found = saving(before, after)
    design = np.array([[1.0, *map(float, u.drivers)] for u in before])
    used = np.array([float(u.use) for u in before])
    fit = np.linalg.pinv(design) @ used
    residual = used - design @ fit
    s2 = residual @ residual / (11 - 3)
    ones = np.array([[1.0, *map(float, u.drivers)] for u in after]).sum(axis=0)
    half = np.linalg.lstsq(design.T, ones, rcond=None)[0]  # |half|² = onesᵀ(XᵀX)⁻¹ones
    assert [float(found.intercept), *map(float, found.slopes)] == pytest.approx(list(fit), rel=1e-7)
    assert float(found.variance) == pytest.approx(s2 * (4 + half @ half), rel=1e-7)
    assert float(found.value) == pytest.approx(ones @ fit - sum(float(u.use) for u in after), rel=1e-6)
    assert found.degrees_of_freedom == 8
    assert found.expanded == pytest.approx(stats.t.ppf(0.975, 8) * float(found.variance) ** 0.5, rel=1e-9)


def test_drivers_that_follow_from_each_other_are_refused() -> None:
    twice = [Use("p", Decimal(n * n), Decimal(n), (Decimal(3 * n + 1),)) for n in range(6)]
    with pytest.raises(ValueError, match="follows from the others"):
        saving(twice, twice)
    with pytest.raises(ValueError, match="at least 4 periods"):
        saving(twice[:3], twice)


def test_a_further_driver_has_a_column_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "uses.csv").write_text("period,use,days,driver\n2026-01,10,31,2.5\n", "utf-8")
    assert read_uses(tmp_path / "uses.csv", ["days"]) == (Use("2026-01", Decimal(10), Decimal("2.5"), (Decimal(31),)),)
