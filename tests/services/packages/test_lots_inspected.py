"""What several lots show together: each once, the bound of 59 and 149, charts of a filling line."""

from datetime import date, timedelta
from decimal import Decimal
from math import sqrt
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from metrology.text import Text
from sequencer.errors import Refused
from services.packages.chart_picture import chart_svg
from services.packages.lots_inspected import LotResult, lots, roll_up
from services.packages.self_check import document, filling_chart
from services.rates.proportion import rate

D = Decimal
DAY = date(2026, 1, 5)


def inspected(n: int, outcome: str = "conform", **fields: object) -> LotResult:
    """One inspection on day n."""
    made = {
        "run": f"run-{n}", "day": DAY + timedelta(n), "outcome": outcome, "lot": f"L{n}",
        "product": Text("糖", "sugar"), "model": "袋", "maker": "厂", "nominal": "500 g", "edition": "JJF 1070-2023",
        "work": "inspection", "simulated": False,
        "contents": (D(1), D(2)), "mean": "501.5", "s": "0.7", "beyond": "0", "limit": D(-15), "unit": "g",
    }  # fmt: skip
    return LotResult(**{**made, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(("target", "needed"), [("95", 59), ("98", 149)])
def test_what_proves_a_target(target: str, needed: int) -> None:
    for n, shown in ((needed - 1, False), (needed, True)):
        found = rate(n, n, D(target), D(95))
        assert (found["without_failure_needed"], found["shown"], found["percent"]) == (needed, shown, "100.00")
    assert not rate(needed - 1, needed, D(target), D(95))["shown"]


@given(st.integers(1, 300), st.data())
def test_bounds_are_those_of_the_beta_distribution(n: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(0, n))
    found = rate(k, n, D(95), D(95))
    lower = 0.0 if k == 0 else float(beta.ppf(0.05, k, n - k + 1))
    assert abs(float(found["lower"]) - 100 * lower) <= 0.0051
    assert found["shown"] == (lower >= 0.95 or (k == n >= 59))


def test_a_lot_counts_once_by_its_last_inspection() -> None:
    again = [inspected(1, "not_conform"), inspected(2), inspected(3, "incomplete"), inspected(4, lot="L1")]
    assert [(r.lot, r.outcome, r.earlier) for r in lots(again)] == [
        ("L2", "conform", ""),
        ("L1", "conform", "not_conform"),
    ]
    other_maker = inspected(5, "not_conform", lot="L1", maker="另一厂")
    simulated = inspected(6, "not_conform", simulated=True)
    own = inspected(7, "not_conform", work="self-check")
    found = roll_up([*again, other_maker, simulated, own], D(95), D(95))
    assert (found["passed"], found["of"], found["percent"]) == (2, 3, "66.66")
    assert (found["open"], found["simulated"], found["inspected_again"]) == (1, 1, 1)


def sample(n: int, *contents: str, **fields: object) -> LotResult:
    return inspected(n, contents=tuple(map(D, contents)), **fields)


def test_a_chart_of_samples_of_one_size() -> None:
    """Limits by the constants A3 = 2.659 and B4 = 3.267 for n = 2; capability from all packages against −15 g."""
    samples = [sample(n, *pair) for n, pair in enumerate((("1", "2"), ("2", "4"), ("0", "3"), ("1", "1.5")), 1)]
    found = document(filling_chart(samples))
    s = [sqrt(0.5), sqrt(2), sqrt(4.5), sqrt(0.125)]
    centre, spread = mean([1.5, 3, 1.5, 1.25]), mean(s)
    assert found["kind"] == "x-s"
    assert found["location"]["centre"] == pytest.approx(centre)
    assert found["location"]["upper"] == pytest.approx(centre + 2.659 * spread, abs=1e-3)
    assert found["spread"]["upper"] == pytest.approx(3.267 * spread, abs=1e-3)
    every = [1, 2, 2, 4, 0, 3, 1, 1.5]
    assert found["ppk"] == pytest.approx((mean(every) + 15) / (3 * stdev(every)))
    svg = chart_svg(filling_chart(samples), "zh")
    assert svg.count("<circle") == 8
    assert "标注净含量" in svg
    assert "simulated" not in svg
    assert "simulated" in chart_svg(filling_chart([sample(1, "1", "2", simulated=True), samples[1]]), "en")


def test_a_shift_is_found() -> None:
    samples = [sample(n, "1", "1.2") for n in range(1, 12)] + [sample(12, "-4", "-4.2")]
    found = filling_chart(samples)
    assert 11 in found.patterns[1]
    assert "<rect x=" in chart_svg(found, "en")


def test_samples_of_unequal_size_and_of_several_products() -> None:
    unequal = [sample(1, "1", "2"), sample(2, "1"), sample(3, "2", "3", "4")]
    assert document(filling_chart(unequal))["kind"] == "x-mr"
    with pytest.raises(Refused, match="too few"):
        filling_chart(unequal[:2])
    with pytest.raises(Refused, match="several products"):
        filling_chart([sample(1, "1", "2"), sample(2, "1", "2", nominal="250 g")])
    mixed = filling_chart([sample(1, "1", "2"), sample(2, "1", "3", limit=D(-9))])
    assert mixed.capability is None
