"""The world's clock and its fence, over the control port."""

import socket
from collections.abc import Iterator
from decimal import Decimal
from threading import Thread
from typing import Any

import pytest

from drivers.errors import LinkError, Reported
from drivers.simulated_bench.client import ControlClient
from drivers.simulated_bench.clock import VirtualClock
from drivers.simulation import control
from drivers.simulation.laboratory import Laboratory


@pytest.fixture
def laboratory(shipped: Any) -> Iterator[Laboratory]:
    with Laboratory(shipped("scale"), {"1": {}}, seed=1) as opened:
        yield opened


def wire(laboratory: Laboratory) -> socket.socket:
    """A client of the scale."""
    host, _, port = laboratory.addresses["scale"].removeprefix("socket://").rpartition(":")
    return socket.create_connection((host, int(port)), timeout=5)


def test_the_clock_does_not_overtake_bytes_on_their_way(laboratory: Laboratory) -> None:
    fence: dict[int, int] = {}
    client = ControlClient(laboratory.control, lambda: fence)
    with wire(laboratory) as scale:
        fence[scale.getsockname()[1]] = len(b"S\r\n")
        sleeper = Thread(target=VirtualClock(client).sleep, args=(Decimal(5),))
        sleeper.start()
        sleeper.join(0.1)
        assert sleeper.is_alive()
        assert laboratory.time.now() == 0
        scale.sendall(b"S\r\n")
        sleeper.join(5)
        assert laboratory.time.now() == 5
    client.close()


def test_bytes_that_never_arrive_are_reported(laboratory: Laboratory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control, "_FENCE_SECONDS", 0.05)
    fence: dict[int, int] = {}
    client = ControlClient(laboratory.control, lambda: fence)
    with wire(laboratory) as scale:
        fence[scale.getsockname()[1]] = 99
        with pytest.raises(Reported, match="has not received"):
            client.ask("sleep", seconds="5")
    assert laboratory.time.now() == 0
    client.close()


@pytest.mark.parametrize(
    ("do", "arguments"),
    [
        ("sleep", {"seconds": "-1"}),
        ("sleep", {"seconds": "soon"}),
        ("sleep", {}),
        ("dance", {}),
        ("place", {"load": "5", "unit": "kg"}),
        ("place", {"load": "5", "unit": "l", "position": "centre"}),
        ("place", {"load": "5", "unit": "kg", "position": "roof"}),
        ("before_tap", {}),
    ],
)
def test_what_cannot_be_done_is_refused_and_takes_no_time(
    laboratory: Laboratory, do: str, arguments: dict[str, str]
) -> None:
    client = ControlClient(laboratory.control)
    with pytest.raises(Reported):
        client.ask(do, **arguments)
    assert client.ask("now")["elapsed"] == "0"
    client.close()


def test_a_laboratory_that_has_closed(shipped: Any) -> None:
    with Laboratory(shipped("scale"), {"1": {}}, seed=1) as opened:
        address = opened.control
    with pytest.raises(LinkError):
        ControlClient(address)
