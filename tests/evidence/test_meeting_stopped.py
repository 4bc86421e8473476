"""A stop in the middle of a call: what the call answers is not used, and nobody else is let through."""

from concurrent.futures import ThreadPoolExecutor
from typing import NoReturn

import pytest

from sequencer.answers import Call
from sequencer.meeting import Meeting

STOP = KeyboardInterrupt("SIGINT")
READ = Call("gauge", "after_tap")


def stopping(meeting: Meeting) -> str:
    """A reading during which somebody presses Ctrl-C: by now the pressure may be on its way down."""
    meeting.stop(STOP, patience=0.0)
    return "0.04"


@pytest.mark.parametrize("way", ["in_turn", "once", "alone"])
def test_a_reading_that_ends_after_the_stop_is_not_used(way: str) -> None:
    meeting = Meeting(["1"])
    where = () if way == "alone" else ("1", READ)
    with pytest.raises(KeyboardInterrupt):
        getattr(meeting, way)(*where, lambda: stopping(meeting))


def test_nobody_is_let_through_after_a_stop() -> None:
    meeting = Meeting(["1", "2"])

    def never() -> NoReturn:
        raise AssertionError("position 2 touched the bench after the stop")

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(meeting.in_turn, "1", READ, lambda: stopping(meeting))
        second = pool.submit(meeting.in_turn, "2", READ, never)
        assert first.exception() is STOP
        assert second.exception() is STOP


def test_a_stop_waits_for_the_call_that_is_being_made() -> None:
    """So that two threads never talk on one link, unless the call takes too long."""
    meeting, done = Meeting(["1"]), []
    with ThreadPoolExecutor(2) as pool:
        stops = []

        def call() -> None:
            stops.append(pool.submit(lambda: (meeting.stop(STOP, patience=30.0), list(done))[1]))
            while meeting._stop is None:
                pass
            done.append("read")

        assert pool.submit(meeting.in_turn, "1", READ, call).exception() is STOP
        assert stops[0].result() == ["read"]
