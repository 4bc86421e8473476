"""What instruments show while a run waits: the newest of each, until the next entry of its position."""

from services.bench_work.looking import Looking
from services.events import Seen


def test_the_newest_of_each_and_told_once_a_second() -> None:
    seconds = iter([0.0, 0.4, 1.1])
    looking = Looking(lambda: next(seconds))
    told = [looking.take(Seen("source", "", text)) for text in ("0.1", "0.2", "0.3")]
    assert (told, [one.text for one in looking.shown]) == ([True, False, True], ["0.3"])


def test_an_entry_of_one_position_leaves_what_another_waits_for() -> None:
    looking = Looking(lambda: 0.0)
    for role, position in (("source", ""), ("probe", "1"), ("probe", "2")):
        looking.take(Seen(role, position, "20 °C"))
    looking.over("1")
    assert [one.position for one in looking.shown] == ["2"]
    looking.over()
    assert looking.shown == ()
