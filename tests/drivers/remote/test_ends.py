"""How an agent begins and ends: with outputs that are safe, or with what is not known about them."""

import contextlib
import signal
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest

from drivers.errors import SupervisionLost
from drivers.outputs import CONFIRMED, NOT_CONFIRMED
from drivers.remote.owner import Owner
from drivers.simulation.standalone import serve
from drivers.supervision import Pulse
from drivers.watchdog_keeper import Watchdog
from services.agent import _watch_again
from tests.drivers.remote.test_agent import ROLE, WORLD, Tower, device, energised, on, until

__all__ = ["device"]


def test_an_agent_that_is_started_makes_the_outputs_safe_before_anybody_is_let_in(tmp_path: Path, device: Any) -> None:
    device.node.target = 80.0  # as a computer that lost its power has left it
    with serve({"source": device}, WORLD, {"source": ()}) as served:
        tower = Tower(tmp_path, served.addresses["source"])
        until(lambda: not on(device))
        tower.process.terminate()
        assert tower.process.wait(60) == 0
        until(lambda: "the agent has stopped\n" in tower.said)
        tower.relay.close()


@pytest.mark.waits
def test_an_agent_whose_instrument_is_gone_ends_in_seconds_and_says_what_is_not_known(
    tmp_path: Path,
    device: Any,
) -> None:
    with serve({"source": device}, WORLD, {"source": ()}) as served:
        tower = Tower(tmp_path, served.addresses["source"])
        held = contextlib.ExitStack()
        energised(held.enter_context(tower.bench()), device)
    tower.process.send_signal(signal.SIGTERM)
    try:
        assert tower.process.wait(300) == 1  # it takes 10 s; it was 600 s
    except subprocess.TimeoutExpired:
        tower.process.kill()
        raise
    until(lambda: any("Whether they are on is not known" in line for line in tower.said))
    held.close()
    tower.relay.close()


def test_the_end_waits_for_outputs_only_so_long() -> None:
    held, safe = threading.Event(), [f"source: {CONFIRMED}", f"source: {NOT_CONFIRMED}"]

    def secure(_why: str) -> str:
        held.wait()
        return safe.pop()

    owner = Owner(secure)
    first = threading.Thread(target=owner.begin)
    first.start()
    until(lambda: owner._securing)
    assert not owner.stop(0.01)
    held.set()
    first.join()
    assert not owner.stop(10)  # over, and not confirmed
    owner.begin()
    assert owner.stop(10)


def test_a_clock_that_was_set_is_forgotten_once_the_outputs_are_safe() -> None:
    wall = [1000.0]
    pulse = Pulse(wall=lambda: wall[0], steady=lambda: 5.0)
    wall[0] += 600  # the clock of the agent was wrong and is set
    with pytest.raises(SupervisionLost, match="600 s are missing"):
        pulse.check()
    with pytest.raises(SupervisionLost):
        pulse.check()
    pulse.renew()
    pulse.check()


def test_a_watchdog_that_has_acted_watches_again_once_the_outputs_are_safe(tmp_path: Path, device: Any) -> None:
    with serve({"source": device}, WORLD, {"source": ()}) as served:
        (tmp_path / "b.toml").write_text(f'[bench]\nname = "b"\n{ROLE.format(served.addresses["source"])}', "utf-8")
        pulse = Pulse()
        with Watchdog(tmp_path / "b.toml", ["source"], pulse, silence=1.5) as watchdog, pulse.watched():
            for _ in range(2):
                device.node.target = 80.0
                pulse.alive = lambda: False  # type: ignore[method-assign]  a line hangs
                until(lambda: not on(device))
                with pytest.raises(SupervisionLost, match="has taken the outputs away"):
                    pulse.check()
                pulse.alive = lambda: True  # type: ignore[method-assign]
                _watch_again(pulse, watchdog)
                pulse.check()
