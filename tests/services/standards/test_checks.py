"""Charts, assessment by JJF 1033, intervals and hours, on figures worked out by hand."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from metrology.decision import Outcome
from registers.book import Book
from registers.change import Change
from registers.errors import NothingToShow, RegistersError
from registers.instrument_time import BOOKINGS, USES, Booking, Use
from registers.measurement_standards import CERTIFICATES, STANDARDS, MeasurementStandard, StandardCertificate
from registers.standard_checks import ASSESSMENTS, CHECKS, Assessment, StandardCheck
from services.standards.assessing import assess, outcome_of
from services.standards.chart_picture import chart_svg
from services.standards.control_chart import chart_of
from services.standards.hours import Hours, book_instrument, hours
from services.standards.intervals import proposals

Work = Callable[[Callable[[Change], Any]], Any]
DAY = date(2026, 11, 23)
FILE: dict[str, Any] = {
    "name": "压力",
    "unit": "MPa",
    "limit": Decimal("0.02"),
    "budgeted": Decimal("0.003"),
    "uncertainty": Decimal("0.008"),
}
READINGS = ("10.000", "10.002", "9.998", "10.001", "9.999", "10.000", "10.003", "9.997", "10.002", "9.998")
"""s = 0.0020."""


@pytest.fixture
def enter(book: Book, change: Work) -> Callable[..., None]:
    change(lambda c: c.add(ASSESSMENTS, Assessment(**FILE), "P"))

    def one(kind: str, on: date, *readings: str, **fields: Any) -> None:
        change(lambda c: c.add(CHECKS, StandardCheck(assessment="P", kind=kind, on=on, readings=readings, **fields)))

    return one


def months(n: int) -> date:
    return DAY - timedelta(days=30 * n)


def series(enter: Callable[..., None], values: list[str]) -> None:
    for n, value in enumerate(values):
        enter("check", months(len(values) - 1 - n), value, str(Decimal(value) + Decimal("0.002")))


STEADY = ["10.001", "9.999", "10.000", "10.002", "9.998", "10.001", "10.000"]


def test_limits_come_from_the_spread_within_the_checks_before(book: Book, enter: Callable[..., None]) -> None:
    series(enter, STEADY)
    chart = chart_of(book, "P").chart
    s = 0.002 / 2**0.5
    assert chart.centre == pytest.approx(sum(map(float, STEADY[:6])) / 6 + 0.001)
    assert chart.upper - chart.centre == pytest.approx(2.659 * s, rel=1e-3)  # A3 for n = 2
    assert chart_of(book, "P").in_control


def test_a_check_beyond_the_limits_is_out_of_control(book: Book, enter: Callable[..., None]) -> None:
    series(enter, [*STEADY * 3, "10.012"])
    found = chart_of(book, "P")
    assert (found.baseline, found.in_control, found.patterns[1]) == (20, False, (21,))
    picture = chart_svg(found, "en")
    assert picture.count("<circle") + picture.count('width="10"') == 22
    assert 'width="10"' in picture


def test_few_checks_and_several_points(book: Book, enter: Callable[..., None]) -> None:
    series(enter, STEADY[:5])
    with pytest.raises(NothingToShow, match="at least 6"):
        chart_of(book, "P")
    enter("check", DAY, "1", point="1 MPa")
    with pytest.raises(NothingToShow, match="--point"):
        chart_of(book, "P")


def outcomes(book: Book, on: date = DAY) -> dict[str, str]:
    return {p.key: str(p.outcome) for p in assess(book, "P", on)[1]}


def test_an_assessment_without_data_is_incomplete(book: Book, enter: Callable[..., None]) -> None:
    assert outcomes(book) == {"repeatability": "incomplete", "stability": "incomplete", "transfer": "incomplete"}


@pytest.mark.parametrize(
    ("budgeted", "outcome"), [("0.0021", "conform"), ("0.0019", "not_conform"), ("0", "incomplete")]
)
def test_repeatability(book: Book, change: Work, enter: Callable[..., None], budgeted: str, outcome: str) -> None:
    enter("repeatability", DAY, *READINGS)
    change(lambda c: c.edit(ASSESSMENTS, "P", budgeted=Decimal(budgeted)))
    assert outcomes(book)["repeatability"] == outcome


def test_a_repeatability_of_nine_readings_or_older_than_a_year_is_incomplete(
    book: Book, enter: Callable[..., None]
) -> None:
    enter("repeatability", DAY, *READINGS)
    assert outcomes(book, DAY + timedelta(days=366))["repeatability"] == "conform"
    assert outcomes(book, DAY + timedelta(days=367))["repeatability"] == "incomplete"
    assert outcomes(book, DAY - timedelta(days=1))["repeatability"] == "incomplete"
    enter("repeatability", DAY + timedelta(days=1), *READINGS[:9])
    assert outcomes(book, DAY + timedelta(days=1))["repeatability"] == "incomplete"


@pytest.mark.parametrize(("last", "outcome"), [("10.0199", "conform"), ("10.02", "not_conform")])
def test_stability_against_the_year_before(book: Book, enter: Callable[..., None], last: str, outcome: str) -> None:
    enter("stability", DAY - timedelta(days=300), "10")
    enter("stability", DAY, last)
    assert outcomes(book)["stability"] == outcome


@pytest.mark.parametrize(("groups", "outcome"), [(3, "incomplete"), (4, "conform")])
def test_stability_of_a_new_standard(book: Book, enter: Callable[..., None], groups: int, outcome: str) -> None:
    for n in range(groups):
        enter("stability", months(groups - n), f"10.00{n}")
    assert outcomes(book)["stability"] == outcome


def test_a_chart_in_use_stands_for_the_stability(book: Book, enter: Callable[..., None]) -> None:
    series(enter, STEADY)
    assert outcomes(book)["stability"] == "conform"
    enter("check", DAY + timedelta(days=1), "10.05", "10.05")
    assert outcomes(book, DAY + timedelta(days=1))["stability"] == "not_conform"


def test_an_assessment_of_a_past_day_does_not_see_later_checks(book: Book, enter: Callable[..., None]) -> None:
    series(enter, STEADY)
    enter("check", DAY + timedelta(days=1), "10.05", "10.05")
    assert outcomes(book)["stability"] == "conform"


def test_checks_at_a_new_point_are_too_few_for_a_chart(book: Book, enter: Callable[..., None]) -> None:
    series(enter, STEADY)
    enter("check", DAY, "5.000", "5.001", point="5 MPa")
    assert outcomes(book)["stability"] == "incomplete"


@pytest.mark.parametrize(("y", "ok"), [("10.012", True), ("10.014", False)])
def test_the_vectors_of_a_transfer_comparison(book: Book, enter: Callable[..., None], y: str, ok: bool) -> None:
    enter("transfer", DAY, y, reference="10.004", reference_uncertainty="0.003")
    part = next(p for p in assess(book, "P", DAY)[1] if p.key == "transfer")
    assert (part.outcome is Outcome.CONFORM) is ok
    assert part.decision is not None
    assert float(part.decision.limit[1]) == pytest.approx(0.00854, abs=5e-6)


def test_comparison_and_whole(book: Book, enter: Callable[..., None]) -> None:
    enter("comparison", DAY, "10.010", others=("10.000", "10.002"))
    enter("repeatability", DAY, *READINGS)
    series(enter, STEADY)
    row, parts = assess(book, "P", DAY)
    assert (row.name, outcome_of(parts)) == ("压力", Outcome.CONFORM)  # |y − ȳ| = 0.006 ≤ √(2/3)·0.008 = 0.00653
    enter("comparison", DAY, "10.011", others=("10.000", "10.001"))  # 0.007
    assert outcome_of(assess(book, "P", DAY)[1]) is Outcome.NOT_CONFORM


def fill(change: Change, corrections: list[str]) -> None:
    change.add(STANDARDS, MeasurementStandard(name="a", model="m", serial="s", interval_months=12), "A")
    for n, correction in enumerate(corrections):
        r = {
            "lower": "0",
            "upper": "10",
            "maximum_permissible_error": "0.1",
            "expanded_uncertainty": "0.002",
            "correction": correction,
        }
        year = 2026 - len(corrections) + n
        days = {"valid_from": date(year, 1, 1), "valid_until": date(year, 12, 31)}
        stated = ({"unit": "MPa", "ranges": [r]},)
        row = StandardCertificate(standard="A", number=f"N{n}", issuer="NMI", quantities=stated, **days)
        change.add(CERTIFICATES, row, f"A/N{n}")


@pytest.mark.parametrize(("newest", "months"), [("0.08", 18.0), ("0.081", 7.2), ("-0.08", 18.0)])
def test_the_staircase(book: Book, change: Work, newest: str, months: float) -> None:
    change(lambda c: fill(c, ["0.01", newest]))
    _, (staircase,) = proposals(book, "A", "5", "MPa")
    assert staircase.months == pytest.approx(months)


def test_a_drift_reaches_the_limit(book: Book, change: Work) -> None:
    change(lambda c: fill(c, ["0.01", "0.0201", "0.0299", "0.0401"]))
    found, (_, drift) = proposals(book, "A", "5", "MPa")
    assert len(found) == 4
    assert drift.months == pytest.approx(70, abs=6)  # 0.01 a year from 0.040 to 0.1: 6 years, less what is not known


def test_one_certificate_gives_no_interval(book: Book, change: Work) -> None:
    change(lambda c: fill(c, ["0.01"]))
    with pytest.raises(NothingToShow, match="at least 2"):
        proposals(book, "A", "5", "MPa")


def used(start: str, until: str, **fields: Any) -> Use:
    return Use(instrument="A", start=f"2026-11-02T{start}+00:00", until=f"2026-11-02T{until}+00:00", **fields)


def test_hours_in_use_count_each_instant_once(book: Book, change: Work) -> None:
    change(lambda c: c.add(STANDARDS, MeasurementStandard(name="a", model="m", serial="s", abilities=("p", "t")), "A"))
    uses = [used("08:00", "10:00", functions=("p",)), used("09:00", "11:00"), used("12:00", "12:30", outside=True)]
    change(lambda c: [c.add(USES, u) for u in uses])
    found = hours(book, "A", date(2026, 11, 1), date(2026, 11, 3), Fraction(10))
    assert (found.inside, found.outside, found.use_of_functions) == (3, Fraction(1, 2), Fraction(1, 2))
    assert not hours(book, "A", date(2026, 11, 4), date(2026, 11, 5), Fraction(10)).inside


def test_the_vector_of_the_shares() -> None:
    found = Hours("A", Fraction(0), Fraction(900), Fraction(150), Fraction(1500), frozenset(), frozenset())
    assert found.document()["outside_share"] == 0.1
    assert found.document()["weighted_share"] == 0.75


def booking(start: str, until: str, instrument: str = "A") -> Booking:
    return Booking(instrument=instrument, start=start, until=until, person="V001")


def test_hours_that_overlap_cannot_be_reserved(book: Book, change: Work) -> None:
    change(lambda c: book_instrument(c, booking("2026-11-30T09:00+08:00", "2026-11-30T11:00+08:00")))
    with pytest.raises(RegistersError, match="is reserved by V001"):
        change(lambda c: book_instrument(c, booking("2026-11-30T02:59+00:00", "2026-11-30T04:00+00:00")))
    change(lambda c: book_instrument(c, booking("2026-11-30T03:00+00:00", "2026-11-30T04:00+00:00")))
    change(lambda c: book_instrument(c, booking("2026-11-30T09:00+08:00", "2026-11-30T11:00+08:00", "B")))
    imported = booking("2026-12-01T23:00+08:00", "2026-12-02T01:00+08:00", "D")  # in the zone of its table
    change(lambda c: c.add(BOOKINGS, imported))
    with pytest.raises(RegistersError, match="is reserved by V001"):
        change(lambda c: book_instrument(c, booking("2026-12-01T16:30+00:00", "2026-12-01T18:00+00:00", "D")))
    change(lambda c: book_instrument(c, booking("2026-12-01T23:00+00:00", "2026-12-02T01:00+00:00", "D")))
    with pytest.raises(RegistersError, match="not after the beginning"):
        change(lambda c: book_instrument(c, booking("2026-11-30T09:00+08:00", "2026-11-30T09:00+08:00", "C")))
    with pytest.raises(RegistersError, match="zone"):
        change(lambda c: book_instrument(c, booking("2026-11-30 9 o'clock", "2026-11-30T09:00+08:00", "C")))


def test_a_booked_hour_counts(book: Book, change: Work) -> None:
    change(lambda c: book_instrument(c, booking("2026-11-30T09:00+00:00", "2026-11-30T11:30+00:00")))
    assert hours(book, "A", date(2026, 11, 29), date(2026, 12, 1), Fraction(1)).booked == Fraction(5, 2)
