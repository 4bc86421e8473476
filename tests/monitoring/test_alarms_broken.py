"""Alarms under bad conditions: two people at once, a full disk, a kill between sample and alarm or anywhere."""

import threading
from pathlib import Path

import pytest

from monitoring.alarm_store import AlarmStore
from monitoring.errors import MonitorError, NotKept
from monitoring.store import SampleStore
from tests.evidence.alarm_kill import killed
from tests.monitoring.watched import Watched


def test_of_two_people_who_acknowledge_at_once_one_does(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    watched.see("30")
    start, done, refused = threading.Barrier(8), list[str](), list[str]()

    def acknowledge(who: str) -> None:
        store = SampleStore(watched.file.database)
        try:
            start.wait()
            AlarmStore(store).acknowledge(1, who, "", 1.0)
            done.append(who)
        except MonitorError as error:
            refused.append(str(error))
        finally:
            store.close()

    people = [threading.Thread(target=acknowledge, args=(f"A{n}",)) for n in range(8)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert len(done) == 1
    assert refused == [f"alarm 1 was acknowledged by {done[0]} before"] * 7
    assert [h.kind for h in watched.alarms.happenings()] == ["raised", "acknowledged"]
    assert watched.alarms.open()[0].by == done[0]


@pytest.mark.parametrize(("n", "by", "said"), [(7, "A001", "there is no alarm 7"), (1, " \t", "name the person")])
def test_what_cannot_be_acknowledged_is_refused(tmp_path: Path, n: int, by: str, said: str) -> None:
    watched = Watched(tmp_path)
    watched.see("30")
    with pytest.raises(MonitorError, match=said):
        watched.alarms.acknowledge(n, by, "", 1.0)


def test_a_sample_that_was_kept_and_not_judged_is_judged_at_the_next_start_and_once(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    watched.see("1")
    watched.keep("30")
    watched.again()
    watched.task.judge()
    watched.again()
    watched.task.judge()
    assert watched.told == [("raised", "high")]
    watched.keep("1")
    watched.keep("30")  # over, back and over again while nobody judged: the alarm returned
    watched.again()
    watched.task.judge()
    assert watched.told[1:] == [("cleared", "high"), ("returned", "high")]


def test_what_a_full_disk_keeps_from_being_written_is_raised_later(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    watched.see("1")
    watched.keep("30")
    asked: list[int] = []

    def make_room() -> bool:
        asked.append(1)
        return False

    watched.make_room = make_room
    broken = watched.task._watch._alarms.deciding

    def fails(*_: object) -> object:
        raise NotKept("database or disk is full", full=True)

    watched.task._watch._alarms.deciding = fails  # type: ignore[method-assign,assignment]
    watched.task.judge()
    assert watched.told == []
    assert watched.failed == ["database or disk is full"]
    assert asked
    watched.task._watch._alarms.deciding = broken  # type: ignore[method-assign]
    watched.task.judge()
    assert watched.told == [("raised", "high")]


@pytest.mark.systems
def test_alarms_survive_kills_at_any_moment(tmp_path: Path) -> None:
    samples, alarms = killed(2, tmp_path)
    assert samples >= 2
    assert alarms >= 1
