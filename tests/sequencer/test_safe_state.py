"""Whatever ends a run, the output is off: asked of the instrument's own state, on three kinds of source.

Endings: success, SIGINT, SIGTERM, SIGHUP, an error of ours, a lost link of another instrument, and a fault on the
source's own line just before. A killed run and a hung driver are the watchdog's, in tests/console/test_watchdog.py.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pytest

from drivers import registry
from drivers.bench import Bench
from drivers.errors import InstrumentError
from drivers.fitting import Fitting
from drivers.link.factory import open_link
from drivers.simulated_bench.client import ControlClient
from drivers.simulated_bench.clock import VirtualClock
from drivers.simulation.catalogue import alone
from drivers.simulation.faults import Fault
from drivers.simulation.standalone import serve
from drivers.simulation.time import VirtualTime
from records.journal import MemoryJournal
from sequencer.errors import Interrupted
from sequencer.journal_memory import JournalMemory
from sequencer.safety import signals_as_interrupt, stopping_safely


@dataclass(frozen=True)
class Kind:
    """A kind of source: how it is energised, and its own word on whether it is on."""

    driver: str
    energise: Callable[[Any], None]
    on: Callable[[Any], bool]


def pressure(source: Any) -> None:
    source.set_pressure(Decimal("0.4"), "MPa")


def voltage(source: Any) -> None:
    source.set_voltage(Decimal(10), "V")
    source.operate()


def heat(source: Any) -> None:
    source.set_temperature(Decimal(80), "°C")


KINDS = {
    "pressure": Kind("mensor_cpc6050", pressure, lambda device: bool(device.mode == "CONTROL")),
    "voltage": Kind("fluke_55xx", voltage, lambda device: bool(device.energised(float(device.now)))),
    "temperature": Kind("fluke_9100", heat, lambda device: bool(device.node.target > 60)),
}


@pytest.fixture(params=list(KINDS))
def kind(request: pytest.FixtureRequest) -> Kind:
    return KINDS[request.param]


@dataclass
class Table:
    """A source on a real link, and the bench it stands on."""

    device: Any
    driver: Any
    bench: Bench


@pytest.fixture
def table(kind: Kind) -> Iterator[Callable[..., Table]]:
    with ExitStack() as stack:

        def lay(*faults: Fault) -> Table:
            time = VirtualTime()
            device = alone(kind.driver, time)
            served = stack.enter_context(serve({"source": device}, time, {"source": faults}))
            links: list[Any] = []
            client = ControlClient(
                served.control, lambda: {p: link.sent_count for link in links if (p := link.local_port()) is not None}
            )
            stack.callback(client.close)
            clock = VirtualClock(client)
            cls: Any = registry.load(kind.driver)
            link = open_link(served.addresses["source"], "source", replace(cls.LINE, timeout=0.3))
            stack.callback(link.close)
            links.append(link)
            driver: Any = cls.fit(Fitting("source", "source", clock, link))
            driver.identity()
            return Table(device, driver, Bench("table", clock, True, {}, roles={"source": driver}))

        yield lay


def ending(name: str) -> None:
    if name.startswith("SIG"):
        os.kill(os.getpid(), getattr(signal, name))
        threading.Event().wait(5)
    if name == "error":
        raise ZeroDivisionError("a defect in a procedure")
    if name == "lost link":
        raise InstrumentError("gone", where="room", remedy="none")


@pytest.mark.parametrize("name", ["success", "SIGINT", "SIGTERM", "SIGHUP", "error", "lost link"])
def test_the_output_is_off_after_every_ending(kind: Kind, table: Callable[..., Table], name: str) -> None:
    laid = table()
    record = JournalMemory(MemoryJournal())
    expected: Any = {"success": None, "error": ZeroDivisionError}.get(name, Interrupted)
    with ExitStack() as stack:
        if expected is not None:
            stack.enter_context(pytest.raises(expected))
        stack.enter_context(signals_as_interrupt())
        stack.enter_context(stopping_safely(record, laid.bench.make_safe))
        kind.energise(laid.driver)
        assert kind.on(laid.device)
        ending(name)
    assert not kind.on(laid.device)


@pytest.mark.parametrize("fault", ["silence", "garbage", "truncated", "late"])
def test_a_source_whose_line_has_just_failed_is_made_safe_all_the_same(
    kind: Kind, table: Callable[..., Table], fault: Any
) -> None:
    laid = table(Fault(fault, seconds=0.4, after=100_000.0))
    kind.energise(laid.driver)
    laid.bench.clock.sleep(Decimal(100_000))
    with pytest.raises(InstrumentError):
        laid.driver.identity()
    assert kind.on(laid.device)
    said = laid.bench.make_safe()
    assert "NOT" not in said[0]
    assert not kind.on(laid.device)
