"""Spain: Order ICT/155/2020, art. 14 and its annexes. China: periods by class, rotation, first verification only."""

from datetime import date

import pytest

from metrology.status import Status
from metrology.validity import Happening, Mode, Standing, What, standing
from procedures.errors import UnknownRegulation
from procedures.instrument_kinds import KINDS
from procedures.validity import law, laws
from procedures.validity.laws import ANY
from procedures.validity.traits import BOUND, words_of

CLEAN = {"water": "clean", "q3": "2.5"}
GAS = {"principle": "diaphragm", "qmax": "40"}


def at(day: str, what: str, *particulars: str, months: int = 0) -> Happening:
    return Happening(date.fromisoformat(day), What(what), frozenset(particulars), months)


def found(code: str, kind: str, traits: dict[str, str], on: str, *history: Happening) -> Standing:
    return standing(law(code).rules, law(code).period(kind, traits), history, date.fromisoformat(on))


def test_a_first_period_and_the_next_ones_from_the_certificate() -> None:
    first = found("ES", "gas-meter", GAS, "2029-01-01", at("2020-03-10", "in-service"))
    assert (first.until, first.request_by) == (date(2030, 3, 10), date(2030, 2, 10))
    late = found("ES", "gas-meter", GAS, "2031-01-01", at("2020-03-10", "in-service"), at("2030-06-01", "verified"))
    assert late.until == date(2035, 6, 1)
    assert not found("ES", "gas-meter", GAS, "2030-05-31", at("2020-03-10", "in-service")).valid


def test_a_certificate_alone_begins_a_later_period() -> None:
    assert found("ES", "gas-meter", GAS, "2031-01-01", at("2030-06-01", "verified")).until == date(2035, 6, 1)


def test_an_unproven_day_of_first_use_is_1_january_of_the_marking_year() -> None:
    assert found("ES", "scale", {}, "2020-06-01", at("2019-08-08", "marked")).until == date(2021, 1, 1)
    both = (at("2019-08-08", "marked"), at("2019-10-10", "in-service"))
    assert found("ES", "scale", {}, "2020-06-01", *both).until == date(2021, 10, 10)


def test_a_request_does_not_keep_a_scale_in_use_in_spain() -> None:
    history = (at("2020-03-10", "in-service"), at("2021-06-01", "requested", "offered"))
    assert not found("ES", "scale", {}, "2022-03-11", *history).valid


def water(on: str, *history: Happening) -> Standing:
    return found("ES", "water-meter", CLEAN, on, *history)


def test_the_life_of_a_water_meter_is_prolonged_by_its_lot_only() -> None:
    begun = at("2010-05-05", "in-service")
    assert water("2022-05-05", begun).valid
    assert not water("2022-05-06", begun).valid
    assert water("2022-05-06", begun, at("2021-01-01", "verified")).until == date(2022, 5, 5)
    lot = at("2022-03-01", "lot")
    assert water("2026-01-01", begun, lot).until == date(2027, 5, 5)
    assert water("2026-01-01", begun, lot, at("2027-05-05", "lot")).until == date(2027, 5, 5)
    second = water("2028-01-01", begun, lot, at("2027-05-05", "lot"))
    assert second.until == date(2032, 5, 5)


def test_a_lot_adds_five_years_to_meters_that_are_replaced_and_to_no_others() -> None:
    begun = at("2010-05-05", "in-service")
    with pytest.raises(ValueError, match="adds 60 months, not 36"):
        water("2026-01-01", begun, at("2022-03-01", "lot", months=36))
    for kind, traits in (("scale", {}), ("water-meter", {"water": "other-uses"})):
        with pytest.raises(ValueError, match="no lot extends"):
            found("ES", kind, traits, "2026-01-01", begun, at("2012-03-01", "lot", months=60))


def test_a_repair_ends_the_validity_unless_its_verification_is_requested() -> None:
    history = at("2024-03-10", "in-service")
    assert not found("ES", "scale", {}, "2025-01-01", history, at("2024-12-01", "repaired")).valid
    assert found("ES", "scale", {}, "2025-01-01", history, at("2024-12-01", "repaired", "requested")).valid


@pytest.mark.parametrize(
    ("kind", "traits", "months", "later", "mode"),
    [
        ("scale", {}, 24, 24, Mode.PERIODIC),
        ("catchweigher", {}, 24, 24, Mode.PERIODIC),
        ("water-meter", {"water": "clean", "q3": "62.9"}, 144, 144, Mode.ROTATION),
        ("water-meter", {"water": "other-uses"}, 144, 60, Mode.PERIODIC),
        ("gas-meter", {"qmax": "25", "principle": "diaphragm"}, 240, 240, Mode.ROTATION),
        ("gas-meter", {"qmax": "26", "principle": "diaphragm"}, 120, 60, Mode.PERIODIC),
        ("gas-meter", {"qmax": "250", "principle": "rotary"}, 72, 36, Mode.PERIODIC),
        ("gas-meter", {"qmax": "100", "principle": "turbine"}, 48, 24, Mode.PERIODIC),
        ("gas-volume-converter", {"qmax": "100"}, 48, 24, Mode.PERIODIC),
        ("electricity-meter", {"installed": "2015"}, 180, 180, Mode.ROTATION),
        ("electricity-meter", {"installed": "2016"}, 240, 240, Mode.ROTATION),
        ("electricity-meter", {"installed": "2018"}, 180, 180, Mode.ROTATION),
        ("tyre-gauge", {}, 24, 24, Mode.PERIODIC),
        ("fuel-dispenser", {}, 12, 12, Mode.PERIODIC),
        ("tank-truck-meter", {}, 12, 12, Mode.PERIODIC),
    ],
)
def test_annexes(kind: str, traits: dict[str, str], months: int, later: int, mode: Mode) -> None:
    period = law("ES").period(kind, traits)
    assert (period.months, period.next_months, period.mode) == (months, later, mode)
    assert period.source.status is Status.VERIFIED


def test_a_large_meter_of_clean_water_is_replaced_or_verified_as_its_owner_chooses() -> None:
    with pytest.raises(UnknownRegulation, match="name one of III-4 / III-4-63"):
        law("ES").period("water-meter", {"water": "clean", "q3": "63"})
    begun, verified = at("2010-05-05", "in-service"), at("2022-05-01", "verified")
    assert found("ES", "III-4-63", {}, "2026-01-01", begun, verified).until == date(2027, 5, 1)
    assert law("ES").period("III-4-63", {}).source.status is Status.SECONDARY


def test_a_gas_meter_above_250_is_not_in_the_list() -> None:
    with pytest.raises(UnknownRegulation, match="no period is on record"):
        law("ES").period("gas-meter", {"qmax": "251", "principle": "rotary"})


@pytest.mark.parametrize(
    ("kind", "traits", "last"),
    [
        ("water-meter", {"dn": "20", "q3": "2.5"}, "2032-05-07"),
        ("water-meter", {"dn": "40", "q3": "16"}, "2030-05-07"),
        ("water-meter", {"dn": "40", "q3": "25"}, "2028-05-07"),
        ("water-meter", {"dn": "80", "q3": "63"}, "2028-05-07"),
        ("electricity-meter", {"accuracy_class": "0.5S"}, "2032-05-07"),
        ("electricity-meter", {"accuracy_class": "1"}, "2034-05-07"),
        ("fuel-dispenser", {}, "2026-11-07"),
        ("scale", {}, "2027-05-07"),
    ],
)
def test_chinese_periods_by_class(kind: str, traits: dict[str, str], last: str) -> None:
    assert found("CN", kind, traits, "2026-05-08", at("2026-05-08", "verified")).until == date.fromisoformat(last)


def test_rotation_begins_with_the_first_verification_and_nothing_renews_it() -> None:
    small, first = {"dn": "20", "q3": "2.5"}, at("2020-05-08", "verified")
    assert not found("CN", "water-meter", small, "2026-05-08", first, at("2025-01-01", "verified")).valid
    large = {"dn": "80", "q3": "63"}
    assert found("CN", "water-meter", large, "2026-05-08", first, at("2025-01-01", "verified")).valid


def test_first_verification_only_is_valid_until_it_fails() -> None:
    glass = {"use": "clinical", "material": "glass"}
    first = at("2000-05-08", "verified")
    assert found("CN", "thermometer", glass, "2026-05-08", first).valid
    assert not found("CN", "thermometer", glass, "2026-05-08", first, at("2026-05-08", "failed")).valid
    assert not found("CN", "thermometer", glass, "1999-05-08", first).valid


@pytest.mark.parametrize("code", laws())
def test_every_line_is_of_a_known_kind_and_every_condition_in_words(code: str) -> None:
    found = law(code)
    assert len({row.period.key for row in found.rows}) == len(found.rows)
    for row in found.rows:
        assert row.kind in {*KINDS, ANY}
        assert set(row.when) <= set(found.traits)
        for trait, wanted in row.when.items():
            words = words_of(found.traits[trait])
            assert bool(BOUND.findall(wanted)) or not words or set(wanted.split("|")) <= set(words)
            assert all(word in found.traits[trait].zh for word in words)
        assert row.period.name.zh != row.period.name.en
        assert row.period.source.clause
        if row.period.source.status is Status.VERIFIED:
            assert "@" in row.period.source.note


def test_a_jurisdiction_without_rules_is_named() -> None:
    with pytest.raises(UnknownRegulation, match="only for CN, DE, ES, FR"):
        law("NL")
