"""Alerts of records: honest runs raise them as seldom as they say, fabricated ones are found."""

from datetime import datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest
from msgspec import structs

from metrology.statistics.plausibility import coincidence, fastest_entry, last_digits, step_of, too_even
from records.event import Event
from services.suspicious_data.record_alerts import LEVEL, alerts_of_readings
from services.suspicious_data.record_readings import RunReadings, readings_of
from tests.real_runs import performed, setup_of
from tests.reports.conftest import scale_run
from tests.thorough import number

POINTS = [
    f"indication/{way}/{p}MPa/{when}"
    for way in ("up", "down")
    for p in ("0.4", "0.8", "1.2", "1.6")
    for when in ("before", "after")
]
ROOM = {
    f"environment/{when}/{what}": middle
    for when in ("before", "after")
    for what, middle in (("temperature", 20), ("humidity", 50))
}
RUNS = number(20, 300)


def gauge(seed: int, room: int = 0, serial: str = "", day: str = "2026-11-23") -> list[Event]:
    """A person reads a gauge to a fifth of its division of 0.05 MPa; the room has a seed of its own."""
    rng, air = np.random.default_rng(seed), np.random.default_rng(room or seed)
    given = {}
    for at in POINTS:
        given[at] = str(Decimal(at.split("/")[2][:-3]) + round(rng.normal(0, 2)) * Decimal("0.01"))
    given |= {at: f"{air.normal(middle, 1):.1f}" for at, middle in ROOM.items()}
    subject = structs.replace(setup_of("JJG 52").opened.subject, serial=serial or f"G-{seed}")
    events = performed("JJG 52", given, subject=subject, date=day, simulated=False)
    return [replace_day(event, day) for event in events]


def replace_day(event: Event, day: str) -> Event:
    return event._replace(time=day + event.time[10:])


def kinds(events: list[Event], others: list[RunReadings]) -> set[str]:
    return {alert.kind for alert in alerts_of_readings(readings_of(events), others)}


@pytest.fixture(scope="module")
def earlier() -> list[RunReadings]:
    return [readings_of(gauge(1000 + n, day=f"2026-11-{22 - n:02d}")) for n in range(12)]


def test_honest_runs_raise_none(earlier: list[RunReadings]) -> None:
    raised = [kinds(gauge(seed), earlier) for seed in range(RUNS)]
    assert sum(map(bool, raised)) <= 4 * LEVEL * RUNS + 1


def test_the_readings_of_another_instrument_are_found(earlier: list[RunReadings]) -> None:
    (alert,) = alerts_of_readings(readings_of(gauge(1003, room=5, serial="other")), earlier[:4])
    assert alert.kind == "identical"
    assert "G-1003" in alert.saw.en
    assert alert.chance.zh


def test_the_same_instrument_may_repeat_itself(earlier: list[RunReadings]) -> None:
    assert kinds(gauge(1003, room=5), earlier) == set()


def test_an_ideal_instrument_that_shows_nominal_values_is_not_blamed() -> None:
    others = [readings_of(performed("JJG 52", {}, subject=_named(n), simulated=False)) for n in range(3)]
    assert "identical" not in kinds(performed("JJG 52", {}, subject=_named(9), simulated=False), others)


def _named(n: int) -> object:
    return structs.replace(setup_of("JJG 52").opened.subject, serial=f"N-{n}")


def test_an_environment_that_never_changes_is_found() -> None:
    others = [readings_of(gauge(n, room=77, day=f"2026-11-{20 - n:02d}")) for n in range(1, 4)]
    assert kinds(gauge(50, room=77), others) == {"environment"}
    assert kinds(gauge(50, room=77), others[:1]) == set()
    assert kinds(gauge(50, room=78), others) == set()


def test_entries_faster_than_a_person_reads_are_found() -> None:
    events = gauge(4)
    first = events[0].time
    hasty = [replace_time(e, first, 0.12 * e.seq) for e in events]
    assert kinds(hasty, []) == {"pace"}
    assert kinds([replace_time(e, first, 2.5 * e.seq) for e in events], []) == set()


def replace_time(event: Event, first: str, seconds: float) -> Event:
    moment = datetime.fromisoformat(first) + timedelta(seconds=seconds)
    return event._replace(time=moment.isoformat(timespec="microseconds"))


def test_a_simulated_run_has_no_pace() -> None:
    assert kinds(scale_run(simulated=True), []) == set()


def test_the_pace_of_the_keystroke_level_model() -> None:
    assert fastest_entry(4) == pytest.approx(1.35 + 5 * 0.12)


def test_a_stated_day_that_is_not_the_day_of_writing_is_found() -> None:
    events = gauge(6, day="2026-11-20")
    assert kinds([replace_day(e, "2026-11-23") for e in events], []) == {"backdated"}
    assert kinds([replace_day(e, "2026-11-21") for e in events], []) == set()


def test_a_clock_that_was_set_back_is_found() -> None:
    events = gauge(6)
    late = [replace_time(e, events[0].time, 3.0 * e.seq + (600 if e.seq < 20 else 0)) for e in events]
    assert kinds(late, []) == {"clock"}


def test_honest_last_digits_are_seldom_suspicious() -> None:
    rng = np.random.default_rng(1)
    trials, raised = number(400, 20000), 0
    for _ in range(trials):
        errors = [Decimal(int(e)) / 100 for e in rng.normal(0, 8, 60).round()]
        test = last_digits([Decimal(50) + e for e in errors], errors)
        raised += test is not None and test.p_value < LEVEL
    assert raised <= LEVEL * trials + 4 * (LEVEL * trials) ** 0.5


def test_people_who_prefer_digits_are_found() -> None:
    rng, found = np.random.default_rng(2), 0
    for _ in range(100):  # shares of digits that people give random numbers, with zero and five preferred
        digits = rng.choice(10, 120, p=[0.2, 0.07, 0.09, 0.09, 0.07, 0.2, 0.07, 0.07, 0.07, 0.07])
        errors = [
            Decimal(int(tens) * 10 + int(d)) / 100 for tens, d in zip(rng.integers(-2, 3, 120), digits, strict=True)
        ]
        test = last_digits([Decimal(50) + e for e in errors], errors)
        found += test is not None and test.p_value < LEVEL
    assert found > 75


def test_digits_of_a_steady_instrument_and_of_a_coarse_scale_say_nothing() -> None:
    steady = [Decimal(n % 2) / 100 for n in range(60)]
    assert last_digits([Decimal(50) + e for e in steady], steady) is None
    rng = np.random.default_rng(3)
    fives = [Decimal(5 * int(e)) for e in rng.normal(0, 8, 200).round()]
    test = last_digits([Decimal(5000) + e for e in fives], fives)
    assert test is not None
    assert test.p_value > LEVEL
    assert step_of([Decimal("0.15"), Decimal("0.2")]) == Decimal("0.05")


def _weighings(rng: np.random.Generator, sigma: float) -> tuple[Decimal, ...]:
    return tuple(Decimal(int(v)) for v in rng.normal(12000, sigma, 6).round())


PLAIN = readings_of(gauge(1))


def _of(groups: dict[str, tuple[Decimal, ...]], serial: str) -> RunReadings:
    return structs.replace(PLAIN, run=serial, readings=(), environment=(), groups=groups)


def test_repeated_readings_that_hardly_scatter_are_found() -> None:
    rng, key = np.random.default_rng(4), "repeatability/12000g/*/I"
    others = [_of({key: _weighings(rng, 3)}, f"S-{n}") for n in range(8)]

    def raised(sigma: float) -> bool:
        mine = _of({key: _weighings(rng, sigma), "repeatability/6000g/*/I": _weighings(rng, sigma)}, "me")
        known = [_of({**o.groups, "repeatability/6000g/*/I": _weighings(rng, 3)}, o.run) for o in others]
        return "spread" in {alert.kind for alert in alerts_of_readings(mine, known)}

    trials = number(300, 5000)
    assert sum(raised(3) for _ in range(trials)) <= LEVEL * trials + 4 * (LEVEL * trials) ** 0.5
    assert sum(raised(0.2) for _ in range(50)) > 45


def test_the_lower_tail_of_f_is_that_of_the_tables() -> None:
    # F(0.95; 10, 5) = 4.735 (ISO 2854 table H), so its inverse is the lower 5 % point of F(5, 10)
    assert too_even(1 / 4.735, 5, 10).p_value == pytest.approx(0.05, abs=2e-4)
    with pytest.raises(ValueError, match="degrees of freedom"):
        too_even(1, 0, 5)


def test_a_coincidence_is_bounded() -> None:
    assert coincidence(10, 4) == 4 / 1024
    assert coincidence(0, 5) == 1
