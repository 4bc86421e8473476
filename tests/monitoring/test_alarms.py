"""When alarms are raised, when they clear, and that each is raised once: values, rates, silence, self-tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitoring.sample import Point
from tests.monitoring.watched import BEGIN, GAS, HIGH, TEST, Watched

ROUTE = """
[alarms.high]
kind = "high"
meters = "G-1"
quantity = "gas_content"
limit = 25
unit = "%"
route = "gas"

[routes.gas]
levels = [ { tell = "role:shift" }, { after = 5, tell = ["A001", "A002"] }, { after = 15, tell = "role:manager" } ]
"""
SILENT = '[alarms.silent]\nkind = "silence"\nmeters = "G-1"\nquantity = "gas_content"\nintervals = 3\n'


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    one = Watched(tmp_path)
    yield one
    one.store.close()


def rule(tmp_path: Path, text: str) -> Watched:
    return Watched(tmp_path, text)


def test_a_limit_is_reached_at_it_and_clears_by_its_hysteresis(watched: Watched) -> None:
    assert watched.see("24.99") == []
    assert watched.see("25.0") == [("raised", "high")]
    assert watched.see("24.0", "23.1") == []  # still within the hysteresis
    assert watched.see("23") == [("cleared", "high")]
    (alarm,) = watched.alarms.open()
    assert (alarm.state, alarm.value, alarm.returns) == ("cleared", "25.0 %", 0)


def test_a_value_that_flaps_raises_one_alarm(watched: Watched) -> None:
    watched.see(*["26", "24"] * 20)
    assert watched.told == [("raised", "high")]
    watched.see(*["22", "26"] * 5)
    (alarm,) = watched.alarms.open()
    assert (alarm.n, alarm.returns) == (1, 5)
    watched.alarms.acknowledge(1, "A001", "", watched.clock.now())
    watched.see("22", "26")  # acknowledged and cleared it is over; what comes then is another
    assert watched.states() == ["raised", "closed"]


def test_a_delay_counts_by_the_instants_of_the_values_and_survives_a_restart(tmp_path: Path) -> None:
    watched = rule(tmp_path, HIGH + "delay = 120\n")
    assert watched.see("30", "20", "30", "30") == []
    watched.again()
    assert watched.see("30") == [("raised", "high")]


def test_low_is_the_other_way_round(tmp_path: Path) -> None:
    watched = rule(tmp_path, HIGH.replace('"high"', '"low"').replace("25", "5"))
    assert watched.see("5.01", "5", "6.9", "7") == [("raised", "high"), ("cleared", "high")]


@pytest.mark.parametrize(
    ("direction", "values", "happened"),
    [
        ("rise", ["0", "9.9", "19.9"], ["raised"]),
        ("rise", ["20", "0"], []),
        ("fall", ["20", "10"], ["raised"]),
        ("either", ["20", "10", "5"], ["raised", "cleared"]),
        ("rise", ["0", "10", "16"], ["raised"]),  # slower, but not by the hysteresis
    ],
)
def test_a_rate_is_between_neighbours(tmp_path: Path, direction: str, values: list[str], happened: list[str]) -> None:
    text = (
        f'[alarms.rate]\nkind = "rate"\nmeters = "G-1"\nquantity = "gas_content"\nlimit = 10\nunit = "%"\nper = "min"\n'
        f'direction = "{direction}"\nhysteresis = 5\n'
    )
    watched = rule(tmp_path, text)
    assert [kind for kind, _ in watched.see(*values)] == happened


def test_a_gap_makes_no_rate_larger(tmp_path: Path) -> None:
    text = '[alarms.r]\nkind = "rate"\nmeters = "G-1"\nquantity = "gas_content"\nlimit = 10\nunit = "%"\nper = "min"\n'
    watched = rule(tmp_path, text)
    watched.see("0")
    assert watched.see("25", seconds=180) == []
    assert watched.see("55", seconds=180) == [("raised", "r")]


def test_silence_is_raised_once_and_clears_with_the_next_sample(tmp_path: Path) -> None:
    watched = rule(tmp_path, SILENT)
    watched.see("1")
    assert watched.look(179) == []
    assert watched.look(1) == [("raised", "silent")]
    assert watched.look(3600) == []
    watched.again()
    assert watched.look(3600) == []
    assert watched.see("1") == [("cleared", "silent")]


def test_silence_while_nothing_ran_counts_but_for_one_interval(tmp_path: Path) -> None:
    watched = rule(tmp_path, SILENT)
    watched.see("1")
    watched.clock.turn(7200)
    watched.again()
    assert watched.look() == []
    assert watched.look(59) == []
    assert watched.look(1) == [("raised", "silent")]


def test_silence_does_not_follow_a_clock_that_is_set(tmp_path: Path) -> None:
    watched = rule(tmp_path, SILENT)
    steady = [0.0]
    watched.task._watch._steady = lambda: steady[0]
    watched.task._watch.begin()
    watched.see("1")
    assert watched.look(86_400) == []  # the clock of the computer jumped, no time passed
    steady[0] += 180
    assert watched.look(-172_800) == [("raised", "silent")]


@pytest.mark.parametrize(
    ("how", "values", "happened"),
    [
        ("passes = [0, 8]", ["0", "8", "4", "0"], ["raised", "cleared"]),
        ("bits = 6", ["1", "8", "10", "9"], ["raised", "cleared"]),
    ],
)
def test_a_self_test_is_a_register(tmp_path: Path, how: str, values: list[str], happened: list[str]) -> None:
    watched = rule(tmp_path, f'[alarms.test]\nkind = "self-test"\nmeters = "*"\nquantity = "self_test"\n{how}\n')
    for value in values:
        watched.keep(value, of=TEST)
        watched.task.judge()
    assert [kind for kind, _ in watched.told] == happened


def test_in_doubt_an_alarm_stays(watched: Watched) -> None:
    watched.see("30")
    for value, flag in (("NaN", "good"), ("Infinity", "good"), ("1", "uncertain"), ("1", "late+stale"), ("1", "bad")):
        watched.keep(value, flag=flag)
        watched.task.judge()
    assert watched.told == [("raised", "high")]
    assert watched.see("1") == [("cleared", "high")]
    watched.keep("99", flag="uncertain")
    watched.task.judge()
    assert watched.told[-1] == ("returned", "high")


def test_a_value_that_is_none_is_silence(tmp_path: Path) -> None:
    watched = rule(tmp_path, SILENT)
    watched.see("1")
    for value, flag in (("NaN", "good"), ("1", "stale"), ("1", "bad")):
        watched.keep(value, flag=flag)
        watched.task.judge()
    assert watched.look() == [("raised", "silent")]


def test_what_was_back_filled_raises_and_is_over_and_clears_nothing(watched: Watched) -> None:
    watched.see("1", "1")
    watched.keep("40", flag="back-filled", at=BEGIN + 30)
    watched.keep("41", flag="back-filled", at=BEGIN + 31)
    watched.task.judge()
    assert watched.told == [("raised", "high"), ("cleared", "high")]
    (alarm,) = watched.alarms.open()
    assert (alarm.state, alarm.instant) == ("cleared", BEGIN + 30)
    watched.see("30")
    watched.keep("1", flag="back-filled", at=BEGIN + 32)
    watched.task.judge()
    assert watched.alarms.open()[0].cleared is None


def test_a_unit_that_is_another_is_no_value(watched: Watched) -> None:
    watched.keep("3000", unit="µmol/mol")
    watched.task.judge()
    assert watched.told == []


def test_who_is_told_and_that_an_acknowledgement_ends_it(tmp_path: Path) -> None:
    watched = rule(tmp_path, ROUTE)
    watched.see("30")
    assert watched.look(299) == []
    assert watched.look(1) == [("escalated", "high")]
    watched.again()
    assert watched.look(599) == []
    watched.alarms.acknowledge(1, "A002", " valve\nclosed ", watched.clock.now())
    assert watched.look(3600) == []
    told = [(h.kind, h.people, h.level, h.by, h.note) for h in watched.alarms.happenings()]
    assert told == [
        ("raised", "role:shift", 0, "", ""),
        ("escalated", "A001, A002", 1, "", ""),
        ("acknowledged", "", 1, "A002", "valve closed"),
    ]


def test_every_level_is_told_after_its_minutes(tmp_path: Path) -> None:
    watched = rule(tmp_path, ROUTE)
    watched.see("30")
    watched.look(900)
    watched.look()
    assert [h.level for h in watched.alarms.happenings()] == [0, 1, 2]
    assert watched.task._watch.next() == float("inf")


def test_an_alarm_whose_rule_is_gone_clears(watched: Watched) -> None:
    watched.see("30")
    watched.path.write_text(
        watched.path.read_text("utf-8").replace("[alarms.high]", "[alarms.other]"), encoding="utf-8"
    )
    watched.again()
    assert watched.states() == ["cleared"]


def test_rules_that_are_written_later_do_not_judge_the_past(tmp_path: Path) -> None:
    watched = Watched(tmp_path, "")
    watched.keep("99")
    watched.path.write_text(watched.path.read_text("utf-8") + HIGH, encoding="utf-8")
    watched.again()
    watched.task.judge()
    assert watched.told == []


def test_points_that_no_rule_watches_raise_nothing(watched: Watched) -> None:
    watched.keep("99", of=Point("G-1", "zero_reading", "day"))
    watched.task.judge()
    assert watched.told == []
    assert GAS.quantity == "gas_content"
