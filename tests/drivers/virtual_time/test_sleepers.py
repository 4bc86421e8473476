"""Waits of several positions on a simulated bench pass at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from drivers.simulated_bench.sleepers import Sleepers
from sequencer.position_barrier import PositionBarrier


class World:
    """A time that is moved on."""

    def __init__(self) -> None:
        self.now = Decimal(0)
        self.sleepers = Sleepers(lambda: self.now, self.advance)

    def advance(self, seconds: Decimal) -> None:
        self.now += seconds


def at_once(count: int, work: Callable[[PositionBarrier, Sleepers, int], Decimal]) -> tuple[Decimal, list[Decimal]]:
    """Every position does its work; gives the time at the end, and what each of them gave."""
    world = World()
    barrier = PositionBarrier([str(n) for n in range(count)], world.sleepers)

    def one(number: int) -> Decimal:
        try:
            return work(barrier, world.sleepers, number)
        finally:
            barrier.leave(str(number))

    with ThreadPoolExecutor(count) as pool:
        found = list(pool.map(one, range(count)))
    return world.now, found


@pytest.mark.parametrize("count", [1, 2, 5, 12])
def test_equal_waits_pass_once(count: int) -> None:
    def work(barrier: PositionBarrier, sleepers: Sleepers, _number: int) -> Decimal:
        for _ in range(3):
            barrier.own_call(lambda: sleepers.sleep(Decimal(5)))
        return Decimal(0)

    assert at_once(count, work)[0] == 15


def test_different_waits_end_each_at_its_own_time() -> None:
    def work(barrier: PositionBarrier, sleepers: Sleepers, number: int) -> Decimal:
        barrier.own_call(lambda: sleepers.sleep(Decimal(number + 1)))
        return sleepers._elapsed()

    assert at_once(4, work) == (4, [1, 2, 3, 4])


def test_what_is_shared_waits_for_the_slowest_and_passes_once() -> None:
    def work(barrier: PositionBarrier, sleepers: Sleepers, number: int) -> Decimal:
        barrier.own_call(lambda: sleepers.sleep(Decimal(number)))
        barrier.shared_call(str(number), 60, lambda: sleepers.sleep(Decimal(60)))
        return sleepers._elapsed()

    assert at_once(4, work) == (63, [63] * 4)


def test_nobody_takes_part_after_a_stop() -> None:
    world = World()
    barrier = PositionBarrier(["1", "2"], world.sleepers)
    with ThreadPoolExecutor(1) as pool:
        asleep = pool.submit(world.sleepers.sleep, Decimal(5))  # the other position is busy: it would sleep for ever
        while not world.sleepers._asleep:
            pass
        barrier.stop(KeyboardInterrupt())
        assert asleep.result(timeout=5) is None
    world.sleepers.sleep(Decimal(7))
    assert world.now == 7


def test_who_waited_gets_what_moving_the_time_on_raises() -> None:
    def refuse(_seconds: Decimal) -> None:
        raise ValueError("gone")

    sleepers = Sleepers(lambda: Decimal(0), refuse)
    sleepers.begin(1)
    with pytest.raises(ValueError, match="gone"):
        sleepers.sleep(Decimal(1))
