"""A stop in the middle of a call: what the call answers is not used, and nobody else is let through."""

from concurrent.futures import ThreadPoolExecutor
from typing import NoReturn

import pytest

from sequencer.position_barrier import PositionBarrier
from sequencer.reading_source import Call

STOP = KeyboardInterrupt("SIGINT")
READ = Call("gauge", "after_tap")


def stopping(barrier: PositionBarrier) -> str:
    """A reading during which somebody presses Ctrl-C: by now the pressure may be on its way down."""
    barrier.stop(STOP, patience=0.0)
    return "0.04"


@pytest.mark.parametrize("way", ["operator_turn", "shared_call", "own_call"])
def test_a_reading_that_ends_after_the_stop_is_not_used(way: str) -> None:
    barrier = PositionBarrier(["1"])
    where = () if way == "own_call" else ("1", READ)
    with pytest.raises(KeyboardInterrupt):
        getattr(barrier, way)(*where, lambda: stopping(barrier))


def test_nobody_is_let_through_after_a_stop() -> None:
    barrier = PositionBarrier(["1", "2"])

    def never() -> NoReturn:
        raise AssertionError("position 2 touched the bench after the stop")

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(barrier.operator_turn, "1", READ, lambda: stopping(barrier))
        second = pool.submit(barrier.operator_turn, "2", READ, never)
        assert first.exception() is STOP
        assert second.exception() is STOP


def test_a_stop_waits_for_the_call_that_is_being_made() -> None:
    """So that two threads never talk on one link, unless the call takes too long."""
    barrier, done = PositionBarrier(["1"]), []
    with ThreadPoolExecutor(2) as pool:
        stops = []

        def call() -> None:
            stops.append(pool.submit(lambda: (barrier.stop(STOP, patience=30.0), list(done))[1]))
            while barrier._stop is None:
                pass
            done.append("read")

        assert pool.submit(barrier.operator_turn, "1", READ, call).exception() is STOP
        assert stops[0].result() == ["read"]
