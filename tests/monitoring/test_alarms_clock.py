"""Alarms of limits and rates while somebody sets the clock of the computer: none is lost, and a jump raises none."""

from pathlib import Path

import pytest

from services.monitoring.board import Board
from tests.monitoring.watched import GAS, HIGH, Watched

DAY = 86_400
RATE = '[alarms.rate]\nkind = "rate"\nmeters = "G-1"\nquantity = "gas_content"\nlimit = 10\nunit = "%"\nper = "min"\n'


@pytest.mark.parametrize("jump", [DAY, -DAY])
def test_a_limit_is_judged_across_a_jump(tmp_path: Path, jump: int) -> None:
    watched = Watched(tmp_path, HIGH)
    watched.see("1")
    assert watched.see("2", seconds=jump) == []
    assert watched.see("30") == [("raised", "high")]  # and it stays: it is no value of an earlier time
    assert watched.states() == ["raised"]
    assert watched.see("31", seconds=-jump) == []
    assert watched.see("1") == [("cleared", "high")]


def test_a_jump_back_clears_and_raises_after_a_restart_too(tmp_path: Path) -> None:
    watched = Watched(tmp_path, HIGH)
    watched.see("1")
    watched.clock.turn(-DAY)
    watched.again()  # the newest sample in the store is one of tomorrow
    assert watched.see("30", "1") == [("raised", "high"), ("cleared", "high")]


def test_a_delay_begins_again_behind_a_jump_back(tmp_path: Path) -> None:
    watched = Watched(tmp_path, HIGH + "delay = 120\n")
    assert watched.see("30", "30") == []
    assert watched.see("30", seconds=-DAY) == []
    assert watched.see("30") == []
    assert watched.see("30") == [("raised", "high")]


@pytest.mark.parametrize("jump", [DAY, -DAY])
def test_no_rate_is_taken_across_a_jump_and_the_next_one_is(tmp_path: Path, jump: int) -> None:
    watched = Watched(tmp_path, RATE)
    watched.see("1")
    assert watched.see("2", seconds=jump) == []
    assert watched.see("11.9") == []
    assert watched.see("21.9") == [("raised", "rate")]


def test_what_was_back_filled_or_entered_behind_is_still_of_the_past(tmp_path: Path) -> None:
    watched = Watched(tmp_path, HIGH)
    watched.see("1")
    at = int(watched.clock.now()) - 30
    for flag in ("back-filled", "manual", "late+skew"):
        watched.keep("40", flag=flag, at=at)
        at -= 1
        watched.task.judge()
        assert watched.states() == ["cleared"]


def test_the_page_shows_the_newest_value_behind_a_jump_back(tmp_path: Path) -> None:
    watched, shown = Watched(tmp_path, HIGH), list[str]()
    board = Board(watched.path)
    for value, seconds, flag in (("1", 60, "good"), ("2", -DAY, "good"), ("3", -60, "back-filled")):
        watched.keep(value, seconds, flag=flag)
        shown += [row.value for row in board.look().points if row.point == GAS]
    board.close()
    assert shown == ["1", "2", "2"]
