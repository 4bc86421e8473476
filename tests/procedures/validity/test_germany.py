"""Germany: MessEG § 37, 38, MessEV § 34, 35 and annex 7, on dates."""

from datetime import date

import pytest

from metrology.status import Status
from metrology.validity import Happening, Standing, What, standing
from procedures.errors import UnknownRegulation
from procedures.validity import law

COLD = {"water": "cold", "part": "meter"}
UNCOMPARED, COMPARED = {"part": "meter", "monitored": "no"}, {"part": "meter", "monitored": "yes"}
FARM = {"max_kg": "5000", "use": "livestock", "place": "farm", "self_indicating": "yes"}
KEPT = {"limits-met", "requested", "marked", "informed"}


def at(day: str, what: str, *particulars: str, until: str = "", months: int = 0) -> Happening:
    last = date.fromisoformat(until) if until else None
    return Happening(date.fromisoformat(day), What(what), frozenset(particulars), months, last)


def water(on: str, *history: Happening) -> Standing:
    return standing(law("DE").rules, law("DE").period("water-meter", COLD), history, date.fromisoformat(on))


def breath(on: str, *history: Happening) -> Standing:
    return standing(law("DE").rules, law("DE").period("breath-analyser", {}), history, date.fromisoformat(on))


@pytest.mark.parametrize("day", ["2019-01-01", "2019-05-08", "2019-12-31"])
def test_a_period_of_years_ends_with_the_calendar_year(day: str) -> None:
    assert water("2025-12-31", at(day, "placed")).valid
    expired = water("2026-01-01", at(day, "placed"))
    assert (expired.valid, expired.until) == (False, date(2025, 12, 31))


@pytest.mark.parametrize(
    ("day", "last"), [("2026-03-01", "2026-09-30"), ("2026-03-31", "2026-09-30"), ("2026-08-31", "2027-02-28")]
)
def test_a_period_of_months_ends_with_the_month(day: str, last: str) -> None:
    assert breath(day, at(day, "verified")).until == date.fromisoformat(last)


def test_where_only_the_year_of_marking_is_known() -> None:
    assert water("2020-06-01", at("2019-01-01", "marked")).until == date(2025, 12, 31)
    assert breath("2020-06-01", at("2019-01-01", "marked")).until == date(2020, 6, 30)
    assert water("2020-06-01", at("2018-01-01", "marked"), at("2019-02-01", "placed")).until == date(2025, 12, 31)


def test_a_late_verification_counts_from_the_old_expiry() -> None:
    late = water("2027-06-01", at("2019-05-08", "placed"), at("2026-03-01", "verified"))
    assert late.until == date(2031, 12, 31)
    assert any("expired on 2025-12-31" in step.text.en for step in late.steps)
    in_time = water("2027-06-01", at("2019-05-08", "placed"), at("2025-12-31", "verified"))
    assert in_time.until == date(2031, 12, 31)


@pytest.mark.parametrize(
    ("first", "until", "last"), [("2026-01-01", "2027-01-02", "2033-12-31"), ("2026-01-01", "2026-12-31", "2031-12-31")]
)
def test_unless_it_was_out_of_use_for_more_than_a_year(first: str, until: str, last: str) -> None:
    history = (at("2019-05-08", "placed"), at(first, "unused", until=until), at("2027-02-01", "verified"))
    assert water("2028-01-01", *history).until == date.fromisoformat(last)


def test_time_out_of_use_before_expiry_does_not_count() -> None:
    history = (at("2019-05-08", "placed"), at("2024-06-01", "unused", until="2026-06-01"), at("2026-06-02", "verified"))
    assert water("2028-01-01", *history).until == date(2031, 12, 31)


@pytest.mark.parametrize(
    ("asked", "particulars", "valid"),
    [
        ("2025-10-22", ("offered",), True),
        ("2025-10-23", ("offered",), False),
        ("2025-10-22", (), False),
        ("2025-12-30", ("permitted",), True),
        ("2024-01-01", ("offered",), True),
    ],
)
def test_ten_weeks(asked: str, particulars: tuple[str, ...], valid: bool) -> None:
    found = water("2026-05-01", at("2019-05-08", "placed"), at(asked, "requested", *particulars))
    assert (found.valid, found.by_request, found.until) == (valid, valid, date(2025, 12, 31))
    assert water("2020-01-01", at("2019-05-08", "placed")).request_by == date(2025, 10, 22)


def test_a_request_is_spent_when_the_authority_has_come() -> None:
    history = (at("2019-05-08", "placed"), at("2025-10-01", "requested", "offered"), at("2026-02-01", "failed"))
    assert not water("2026-02-01", *history).valid
    assert water("2026-01-31", *history).valid


@pytest.mark.parametrize("what", ["failed", "intervention", "seal", "designation", "attachment", "software"])
def test_what_ends_a_period_early(what: str) -> None:
    history = (at("2019-05-08", "placed"), at("2021-03-03", what))
    assert water("2021-03-02", *history).valid
    ended = water("2021-03-03", *history)
    assert (ended.valid, ended.until, ended.request_by) == (False, date(2021, 3, 2), None)
    again = water("2022-01-01", *history, at("2021-04-01", "verified"))
    assert (again.valid, again.until) == (True, date(2027, 12, 31))


@pytest.mark.parametrize(
    ("what", "particulars", "valid"),
    [
        ("seal", {"supervised", "replaced"}, True),
        ("seal", {"supervised"}, False),
        ("seal", KEPT, True),
        ("intervention", KEPT, True),
        ("failed", KEPT, True),
        *[("intervention", KEPT - {one}, False) for one in sorted(KEPT)],
        ("designation", KEPT, False),
        ("software", {"approved"}, True),
        ("repaired", set(), True),
    ],
)
def test_what_prevents_the_early_end(what: str, particulars: set[str], valid: bool) -> None:
    found = water("2022-01-01", at("2019-05-08", "placed"), at("2021-03-03", what, *particulars))
    assert found.valid is valid
    assert not valid or found.until == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("day", "last"), [("2023-12-31", "2028-12-31"), ("2023-12-30", "2025-12-31"), ("2026-01-01", "2025-12-31")]
)
def test_a_lot_is_extended_not_earlier_than_two_years_before_expiry(day: str, last: str) -> None:
    found = water("2027-01-01", at("2019-05-08", "placed"), at(day, "lot", months=36))
    assert found.until == date.fromisoformat(last)


def test_a_lot_extension_needs_its_length() -> None:
    with pytest.raises(ValueError, match="no number of months"):
        water("2027-01-01", at("2019-05-08", "placed"), at("2024-05-08", "lot"))


def test_only_meters_for_electricity_gas_water_and_heat_have_lots() -> None:
    lots = {row.kind for row in law("DE").rows if row.period.by_lot}
    assert lots == {"electricity-meter", "gas-meter", "water-meter", "heat-meter"}
    history = (at("2025-03-03", "verified"), at("2026-06-01", "lot", months=36))
    with pytest.raises(ValueError, match="no lot extends this period"):
        standing(law("DE").rules, law("DE").period("taximeter", {}), history, date(2028, 1, 1))


def test_nothing_known_is_not_valid() -> None:
    found = water("2027-01-01")
    assert (found.valid, found.until, found.limited) == (False, None, False)


def test_what_happens_later_does_not_count() -> None:
    assert water("2026-02-01", at("2019-05-08", "placed"), at("2026-03-01", "verified")).valid is False


@pytest.mark.parametrize(
    ("kind", "traits", "months"),
    [
        ("scale", {"max_kg": "3000", "use": "trade", "self_indicating": "yes"}, 36),
        ("scale", {"max_kg": "2999", "use": "trade", "self_indicating": "yes"}, 24),
        ("scale", {"max_kg": "5000", "use": "building-material", "self_indicating": "yes"}, 24),
        ("scale", {"max_kg": "349", "use": "trade", "self_indicating": "no"}, 48),
        ("scale", {"max_kg": "350", "use": "trade", "self_indicating": "no"}, 24),
        ("scale", {"max_kg": "200", "use": "persons", "place": "hospital", "self_indicating": "yes"}, 48),
        ("scale", {"max_kg": "200", "use": "persons", "place": "other", "self_indicating": "yes"}, None),
        ("scale", {"max_kg": "200", "use": "beds", "self_indicating": "yes"}, 24),
        ("scale", {"max_kg": "20", "use": "babies", "self_indicating": "yes"}, 48),
        ("gas-meter", {"principle": "diaphragm", "qmax": "10", "part": "meter"}, 96),
        ("gas-meter", {"principle": "diaphragm", "qmax": "16", "part": "meter"}, 144),
        ("gas-meter", {"principle": "diaphragm", "qmax": "25", "part": "meter"}, 192),
        ("gas-meter", {"principle": "rotary", "qmax": "1600", "part": "meter", "monitored": "no"}, 192),
        ("gas-meter", {"principle": "rotary", "qmax": "1601", "part": "meter"}, None),
        (
            "gas-meter",
            {"principle": "turbine", "lubrication": "device", "qmax": "4000", **UNCOMPARED},
            144,
        ),
        (
            "gas-meter",
            {"principle": "turbine", "lubrication": "device", "qmax": "4000", **COMPARED},
            None,
        ),
        (
            "gas-meter",
            {"principle": "turbine", "lubrication": "device", "qmax": "4001", **UNCOMPARED},
            192,
        ),
        ("gas-meter", {"principle": "ultrasonic", "qmax": "1600", "part": "meter", "monitored": "no"}, 96),
        ("gas-meter", {"part": "transmitter"}, None),
        ("water-meter", {"water": "condensate", "part": "meter"}, 96),
        ("water-meter", {"part": "electronic"}, 96),
        ("electricity-meter", {"supply": "ac", "principle": "induction", "connection": "direct"}, 192),
        ("electricity-meter", {"supply": "ac", "principle": "induction", "connection": "transformer"}, 144),
        ("electricity-meter", {"supply": "ac", "principle": "static"}, 96),
        ("electricity-meter", {"supply": "dc", "principle": "static"}, 96),
        ("pressure-gauge", {"accuracy_class": "0.6"}, 12),
        ("pressure-gauge", {"accuracy_class": "1.0"}, 24),
        ("thermometer", {"material": "glass", "use": "grain-moisture"}, None),
        ("thermometer", {"material": "glass", "use": "trade"}, 180),
        ("length-measure", {}, None),
        ("measuring-tool", {"use": "dry"}, None),
        ("measuring-tool", {"use": "tool"}, 36),
        ("tank", {"use": "spirits-monopoly", "monitored": "no"}, None),
        ("tank", {"use": "other", "monitored": "no"}, 144),
        ("taximeter", {}, 12),
        ("tyre-gauge", {}, 24),
        ("charging-point", {}, 96),
    ],
)
def test_annex_7(kind: str, traits: dict[str, str], months: int | None) -> None:
    period = law("DE").period(kind, traits)
    assert (period.months, period.source.status) == (months, Status.VERIFIED)


@pytest.mark.parametrize(
    ("kind", "traits", "missing"),
    [
        ("scale", {"max_kg": "15"}, "self_indicating"),
        ("scale", {"max_kg": "5000", "self_indicating": "yes"}, "use"),
        (
            "scale",
            {"max_kg": "5000", "use": "livestock", "place": "farm", "self_indicating": "yes"},
            "name one of 2.2.1 / 2.2.8",
        ),
        ("gas-meter", {"principle": "diaphragm", "part": "meter"}, "qmax"),
        ("water-meter", {"water": "cold"}, "part"),
        ("gas-meter", {"principle": "diaphragm", "qmax": "small", "part": "meter"}, "is no number"),
        ("scale", {"max_kg": "60000", "use": "weighbridge", "self_indicating": "yes"}, "use is one of trade/persons"),
        ("scale", {"max_kg": "60000", "usage": "trade"}, "no trait 'usage'"),
        ("scales", {}, "neither a kind of instrument nor a line"),
        ("water-meter", {"water": "cold"}, r"part \(meter/electronic"),
    ],
)
def test_what_is_not_known_is_asked_for_and_never_assumed(kind: str, traits: dict[str, str], missing: str) -> None:
    with pytest.raises(UnknownRegulation, match=missing):
        law("DE").period(kind, traits)


def test_a_line_can_be_named() -> None:
    assert law("DE").period("2.2.8", {}).months == 48
    assert {key: law("DE").period(key, {}).months for key in ("1.2", "5.2.1", "5.3.5")} == dict.fromkeys(
        ("1.2", "5.2.1", "5.3.5")
    )
