"""Studies of a reference material: published data, what rejects a lot, missing and lost portions."""

from decimal import Decimal
from typing import Any

import pytest
from scipy import stats

from metrology.decision import Outcome
from metrology.material_studies import laboratories, shelf_life, trend
from procedures.campaigns.judgement import Plot
from procedures.campaigns.reference_material import KIND
from procedures.campaigns.reference_material.study import Study
from procedures.errors import CampaignFileError
from tests.procedures.materials.studies import homogeneity_alone, plan, results, tables

D = Decimal
#: `rm_homogeneity` of the compiled vectors: MSb 0.00243559, MSw 0.0014423, F 1.6887 below 2.3928.
VECTOR = """10.000 10.015 9.986; 9.955 9.977 9.950; 10.003 10.067 9.975; 9.969 10.024 10.018; 10.005 9.953 9.999;
10.035 9.933 9.977; 9.905 9.936 9.908; 9.988 9.937 10.014; 10.008 9.991 9.874; 9.973 9.998 10.006"""
#: BHA in edible oil, mg/kg (CNAS-GL003, example 1; m.001doc.com/doc/61828.html): F 1.17 below F0.05(9, 10) 3.02.
BHA = """251.4 252.1; 243.9 235.1; 242.9 255.0; 252.9 255.3; 242.2 254.3; 249.1 255.3; 247.0 252.5; 251.3 256.4;
267.2 249.2; 254.4 248.8"""
#: Copper in soya flour, µg/g (the same, example 2): mean squares 0.231 and 0.0612, s_bb 0.292.
COPPER = """10.5 10.4; 9.6 9.5; 10.4 9.9; 9.5 9.9; 10.0 9.7; 9.6 10.1; 9.8 10.4; 9.8 10.2; 10.8 10.7; 10.2 10.0;
9.8 9.5; 10.2 10.0"""


def rows(text: str) -> list[list[str]]:
    return [row.split() for row in text.split(";")]


def requirement(judgement: Any, key: str) -> Any:
    return next(r for r in judgement.requirements if r.key == key)


def steady(*, by_month: str = "0", wrong: str = "", unit: dict[str, str] | None = None) -> Any:
    """A material with a small scatter that no hash decides: a loss in a month, a laboratory that is wrong."""

    def found(cell: Any, number: str, portion: str) -> str:
        value = D("0.500") + D((int(number) * 7 + int(portion) * 3) % 5 - 2) / 1000
        if cell.item == "long_term":
            value -= D(by_month) * D(cell.levels[0].value)
        if cell.item == "characterisation":
            value += D(int(cell.fields["laboratory"][1:]) % 3 - 1) / 1000
            value += D("0.05") if cell.fields["laboratory"] == wrong else 0
        return str(value + D((unit or {}).get(number, "0")))

    return found


@pytest.mark.parametrize(
    ("data", "F", "critical", "between", "within", "precision"),
    [
        (VECTOR, "1.6887", "2.3928", "0.00243559", "0.0014423", 1e-4),
        (BHA, "1.17", "3.02", "48.26", "41.33", 5e-3),
        (COPPER, "3.77", "2.72", "0.231", "0.0612", 5e-3),
    ],
)
def test_published_homogeneity(data: str, F: str, critical: str, between: str, within: str, precision: float) -> None:
    made, found = homogeneity_alone(rows(data))
    figures = KIND.judge(made, found).figures
    stated = {"F": F, "F_critical": critical, "MS_between": between, "MS_within": within}
    for key, value in stated.items():
        assert float(figures[key]) == pytest.approx(float(value), rel=precision), key
    scipy = stats.f_oneway(*[[float(x) for x in unit] for unit in rows(data)])
    assert float(figures["F"]) == pytest.approx(float(scipy.statistic), rel=1e-5)


def test_the_vector_conforms_and_the_copper_does_not_by_F() -> None:
    for data, outcome in ((VECTOR, Outcome.CONFORM), (COPPER, Outcome.NOT_CONFORM)):
        made, found = homogeneity_alone(rows(data))
        assert requirement(KIND.judge(made, found), "homogeneity").outcome is outcome
    assert KIND.judge(*homogeneity_alone(rows(COPPER))).figures["s_bb"] == "0.2916"


def test_iso_decides_by_how_small_the_heterogeneity_is() -> None:
    for wide, outcome in (("0.88", Outcome.CONFORM), ("0.87", Outcome.NOT_CONFORM)):
        made, found = homogeneity_alone(rows(COPPER), rule="ISO 33405", reproducibility=wide)
        assert requirement(KIND.judge(made, found), "homogeneity").outcome is outcome
    made, found = homogeneity_alone(rows(COPPER), rule="ISO 33405")
    assert requirement(KIND.judge(made, found), "homogeneity").outcome is Outcome.INCOMPLETE


def test_a_lost_portion_makes_the_study_unbalanced_and_is_listed() -> None:
    data = rows(VECTOR)
    data[3][1] = data[6][0] = ""
    made, found = homogeneity_alone(data)
    groups = [[float(x) for x in unit if x] for unit in data]
    assert float(KIND.judge(made, found).figures["F"]) == pytest.approx(stats.f_oneway(*groups).statistic, rel=1e-5)
    sizes = [len(g) for g in groups]
    n0 = (sum(sizes) - sum(n * n for n in sizes) / sum(sizes)) / 9
    assert float(KIND.judge(made, found).figures["n0"]) == pytest.approx(n0, rel=1e-5)
    assert len(Study(made, found).lost()) == 2


def test_equal_results_leave_homogeneity_open() -> None:
    made, found = homogeneity_alone([["1.0", "1.0"]] * 10)
    judgement = KIND.judge(made, found)
    assert requirement(judgement, "homogeneity").outcome is Outcome.UNDECIDED
    assert "F" not in judgement.figures


def test_a_whole_study() -> None:
    made = plan(tables())
    found = results(made, steady())
    judgement = KIND.judge(made, found)
    assert judgement.outcome is Outcome.CONFORM
    study = Study(made, found)
    assert study.combined is not None
    assert study.laboratories is not None
    parts = [float(judgement.figures[k]) for k in ("u_char", "u_bb", "u_long_term", "u_short_term")]
    assert float(judgement.figures["u_crm"]) == pytest.approx(sum(p * p for p in parts) ** 0.5, rel=1e-3)
    assert D(judgement.figures["U"]) >= D(repr(study.combined.expanded_uncertainty))
    assert judgement.words.en == f"({judgement.figures['value']} ± {judgement.figures['U']}) mg/kg, k = 2"
    drawn = [s for s in KIND.sections(made, found, judgement) if isinstance(s, Plot)]
    assert [bool(p.band) for p in drawn] == [False, True, True, False]
    assert len(drawn[-1].bars) == 6


def test_while_a_cell_is_missing_its_part_says_nothing() -> None:
    made = plan(tables())
    found = results(made, steady())
    del found["long_term/6month"]
    keys = {r.key for r in KIND.judge(made, found).requirements}
    assert keys == {"design", "laboratories", "homogeneity", "short_term", "outliers"}
    assert set(KIND.needed(made, found)) == {c.key for c in made.cells}


def test_an_unstable_material_is_rejected() -> None:
    made = plan(tables())
    found = results(made, steady(by_month="0.002"))
    judgement = KIND.judge(made, found)
    assert judgement.outcome is Outcome.NOT_CONFORM
    assert requirement(judgement, "long_term").outcome is Outcome.NOT_CONFORM
    assert not judgement.words.zh
    points = Study(made, found).over_time("long_term")
    fitted = stats.linregress([float(t) for t, _ in points], [float(v) for _, v in points])
    line = Study(made, found).stability("long_term")
    assert line is not None
    assert (line.slope, line.slope_uncertainty) == pytest.approx((fitted.slope, fitted.stderr), rel=1e-9)


def test_an_outlying_laboratory_is_named_and_not_left_out() -> None:
    made = plan(tables())
    judgement = KIND.judge(made, results(made, steady(wrong="L4")))
    row = requirement(judgement, "outliers")
    assert (row.outcome, row.value) == (Outcome.UNDECIDED, "L4")
    assert judgement.outcome is Outcome.UNDECIDED


def test_U_beyond_the_intended_use() -> None:
    for largest, outcome in (("0.005", Outcome.CONFORM), ("0.0001", Outcome.NOT_CONFORM)):
        made = plan(tables(claims={"largest_uncertainty": largest}))
        judgement = KIND.judge(made, results(made, steady()))
        assert requirement(judgement, "largest_U").outcome is outcome


@pytest.mark.parametrize(("units", "size", "outcome"), [
    (300, 10, Outcome.CONFORM), (500, 10, Outcome.CONFORM), (501, 10, Outcome.UNDECIDED), (501, 15, Outcome.CONFORM),
    (300, 9, Outcome.UNDECIDED),
])  # fmt: skip
def test_how_many_units(units: int, size: int, outcome: Outcome) -> None:
    made = plan(tables(material={"units": units}, homogeneity={"units": size, "portions": 3}))
    assert requirement(KIND.judge(made, {}), "design").outcome is outcome


def test_two_portions_or_five_laboratories_are_not_enough() -> None:
    made = plan(tables(homogeneity={"units": 10, "portions": 2}, characterisation={
        "laboratories": [{"key": f"L{n}", "name": f"{n}"} for n in range(1, 6)]}))  # fmt: skip
    judgement = KIND.judge(made, {})
    assert [requirement(judgement, k).outcome for k in ("design", "laboratories")] == [Outcome.UNDECIDED] * 2


def test_units_are_drawn_once_and_their_order_follows_from_the_seed() -> None:
    first, again, other = plan(tables(), "a"), plan(tables(), "a"), plan(tables(), "b")
    assert first == again
    assert first != other
    units = [{place.split("/")[0] for place in cell.fields["order"]} for cell in first.cells]
    assert len(set().union(*units)) == sum(map(len, units)) == 10 + 4 * 2 + 5 * 2 + 6
    order = first.cells[0].fields["order"]
    assert order != sorted(order)


@pytest.mark.parametrize(("changed", "says"), [
    ({"material": {"units": 30}}, "fewer than are measured"),
    ({"material": {"unit": "mg/kgg"}}, "mg/kgg"),
    ({"long_term": {"times": ["0", "6", "3"]}}, "ascending"),
    ({"long_term": {"time_unit": "d"}}, "month"),
    ({"claims": {"validity_months": 0}}, "validity_months"),
])  # fmt: skip
def test_a_file_that_cannot_be_used(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(CampaignFileError) as refused:
        plan(tables(**changed))
    assert says in str(refused.value)


def test_a_certified_value_needs_homogeneity_and_stability() -> None:
    with pytest.raises(CampaignFileError, match="needs"):
        plan(tables("homogeneity"))
    with pytest.raises(CampaignFileError, match="nothing is studied"):
        plan(tables("homogeneity", "short_term", "long_term", "characterisation"))


def test_points_exactly_on_a_line() -> None:
    assert not trend([0, 1, 2], [D("1.5")] * 3).significant
    assert trend([0, 1, 2], [D("1.5"), D("1.4"), D("1.3")]).significant
    with pytest.raises(ValueError, match="3 points"):
        trend([0, 1], [1, 2])
    with pytest.raises(ValueError, match="2 times"):
        trend([1, 1, 1], [1, 2, 3])


def test_laboratories_with_other_numbers_of_portions_have_no_cochran_test() -> None:
    found = laboratories({"A": [1.0, 1.1, 1.2], "B": [1.0, 1.1], "C": [1.2, 1.3, 1.1]})
    assert found.spread is None
    assert found.farthest is not None
    assert found.value == pytest.approx((1.1 + 1.05 + 1.2) / 3)
    with pytest.raises(ValueError, match="2 laboratories"):
        laboratories({"A": [1.0]})


def test_shelf_life() -> None:
    """U reaches its largest value exactly at the end; never without a slope's uncertainty; at once if too large."""
    months = shelf_life(0.01, 2, 0.003, 0.0002)
    assert 2 * (0.003**2 + (0.0002 * months) ** 2) ** 0.5 == pytest.approx(0.01)
    assert shelf_life(0.01, 2, 0.003, 0) == float("inf")
    assert shelf_life(0.006, 2, 0.003, 0.0002) == 0
    with pytest.raises(ValueError, match="negative"):
        shelf_life(-1, 2, 0, 0)
