"""Whole verifications by both regulations with each fault in the middle: nothing wrong is kept, and on to the verdict.

The faults are all those of `drivers/simulation/faults.py`, on every instrument of the bench that has a wire. A run
either goes on to the verdict of the undisturbed run, or stops with 3 and is resumed to it when the cause is gone.
"""

from pathlib import Path
from typing import Any

import pytest

from drivers.bench import load_bench
from drivers.simulation.fault_effects import possible
from drivers.simulation.faults import OWN_KINDS, WIRE_KINDS
from drivers.simulation.inventory import set_up
from drivers.simulation.simulation_file import FaultEntry
from drivers.simulation.time import VirtualTime
from drivers.simulation.truth import energised, faults_met, violations
from tests.drivers.matrix.station import TIMEOUT, Station, dishonest, outcomes, strange
from tests.thorough import THOROUGH

BENCHES = Path(__file__).parents[3] / "config/benches"
CONFORM, NOT_CONFORM, INTERRUPTED = 0, 1, 3
#: Bench and device: the request that carries its reading, and which of them meets the fault.
PLACES = {
    ("scale", "scale"): ("S", 18),
    ("scale", "room"): ("SEND", 3),
    ("gauge", "source"): (":SENS:PRES?", 8),
    ("gauge", "room"): ("SEND", 3),
}
GOES_ON, STOPS, CHANGED, NEVER = "goes on", "stops", "the unit or the standard has changed", "cannot happen to it"
#: Fault: what the run does when it happens to the scale under test, the pressure controller, the room's transmitter.
ENDS = {
    "silence": (STOPS, STOPS, STOPS),
    "late": (STOPS, STOPS, STOPS),
    "truncated": (STOPS, STOPS, STOPS),
    "split": (GOES_ON, GOES_ON, GOES_ON),
    "duplicate": (STOPS, STOPS, STOPS),
    "garbage": (STOPS, STOPS, STOPS),
    "nul": (STOPS, STOPS, STOPS),
    "echo": (STOPS, STOPS, STOPS),
    "unsolicited": (STOPS, STOPS, STOPS),
    "preamble": (STOPS, STOPS, STOPS),
    "overload": (STOPS, STOPS, STOPS),
    "nan": (STOPS, STOPS, STOPS),
    "stale": (GOES_ON, STOPS, GOES_ON),  # the scale is asked twice; the room's last answer is of the same moment
    "disconnect": (STOPS, STOPS, STOPS),
    "disconnect_before": (STOPS, STOPS, STOPS),
    "disconnect_after": (STOPS, STOPS, STOPS),
    "refuse": (STOPS, STOPS, STOPS),
    "wrong_instrument": (GOES_ON, GOES_ON, GOES_ON),  # only its name: see the test of an exchanged instrument
    "busy": (GOES_ON, NEVER, NEVER),
    "stuck": (STOPS, STOPS, GOES_ON),
    "trip": (NEVER, GOES_ON, NEVER),  # the pressure it had is held, and the next point energises it again
    "reboot": (STOPS, STOPS, NEVER),
    "wrong_unit": (GOES_ON, STOPS, STOPS),  # the scale says its unit with every weight
    "error": (NEVER, STOPS, NEVER),
    "hardware_error": (STOPS, NEVER, NEVER),
    "checksum": (NEVER, NEVER, NEVER),  # no line of these two benches has one
    "address": (NEVER, NEVER, NEVER),
    "drift_step": (CHANGED, CHANGED, NEVER),  # of the standard: nothing on its wire states it, and a good unit fails
    "clock_wrong": (NEVER, NEVER, NEVER),  # no meter with a clock stands on these two benches
}
COLUMN = {"scale": 0, "source": 1, "room": 2}


def cases() -> list[tuple[str, str, str, str]]:
    """Every fault on every instrument that it can happen to, one of them in turn where the tests are not thorough.

    The transmitter is the same on both benches and meets every other fault on each.
    """
    found = []
    for number, (kind, ends) in enumerate(ENDS.items()):
        bench = ("scale", "gauge")[number % 2]
        places = [p for p in PLACES if ends[COLUMN[p[1]]] != NEVER and (p[1] != "room" or p[0] == bench)]
        chosen = places if THOROUGH or not places else [places[number % len(places)]]
        found += [(name, device, kind, ends[COLUMN[device]]) for name, device in chosen]
    return found


CASES = cases()


def fault(place: tuple[str, str], kind: Any, **other: Any) -> FaultEntry:
    match, request = PLACES[place]
    when = {"match": match, "request": request, "seconds": 2 * TIMEOUT} | other
    return FaultEntry(device=place[1], kind=kind, **when)


def at_rest(station: Station) -> bool:
    """Every bench was left with nothing on, and nothing dangerous was done."""
    worlds = [bench.laboratory for bench in station.benches if bench.laboratory is not None]
    return len(worlds) == len(station.benches) and not any([*map(violations, worlds), *map(energised, worlds)])


@pytest.mark.parametrize(("name", "device", "kind", "end"), CASES, ids=["-".join(case[:3]) for case in CASES])
def test_a_run_with_a_fault(
    station: Station, undisturbed: dict[str, Any], name: str, device: str, kind: str, end: str
) -> None:
    code = station.run(name, (fault((name, device), kind),))
    laboratory = station.benches[0].laboratory
    assert laboratory is not None
    assert faults_met(laboratory, device) == [kind]
    assert code == {GOES_ON: CONFORM, STOPS: INTERRUPTED, CHANGED: NOT_CONFORM}[end]
    if end == STOPS:
        assert outcomes(station.events()) == []
        assert station.resume() == CONFORM
    events = station.events()
    assert dishonest(events, station.benches) == []
    assert outcomes(events) == (["not_conform"] if end == CHANGED else outcomes(undisturbed[name]))
    assert bool(strange(events, undisturbed[name])) is (end == CHANGED)
    assert at_rest(station)
    assert (station("verify", "last"), station("replay", "last")) == (0, 0)


@pytest.mark.parametrize(("name", "device"), PLACES)
def test_an_exchanged_instrument_stops_the_run_until_the_right_one_is_back(
    station: Station, undisturbed: dict[str, Any], name: str, device: str
) -> None:
    """Anyone who exchanges an instrument interrupts its line, and then it must say who it is."""
    place, number = (name, device), PLACES[name, device][1]
    faults = (fault(place, "wrong_instrument"), fault(place, "disconnect", request=number + 1))
    assert station.run(name, faults) == INTERRUPTED
    assert station.resume() == CONFORM
    assert strange(station.events(), undisturbed[name]) == dishonest(station.events(), station.benches) == []
    assert at_rest(station) is (device != "source")  # nothing is sent to a stranger, not even that it should stop
    (stopped,) = (event.body for event in station.events() if event.kind == "interrupted")
    assert any("NOT confirmed" in said for said in stopped.get("safe", ())) is (device == "source")


def test_no_fault_is_left_out() -> None:
    assert set(ENDS) == {*WIRE_KINDS, *OWN_KINDS}
    for name, device in PLACES:
        bench = load_bench(BENCHES / f"{name}.toml")
        devices = set_up(bench, {"1": {}}, 1, VirtualTime()).devices
        assert {d for n, d in PLACES if n == name} == set(devices)
        for kind, ends in ENDS.items():
            assert possible(kind, devices[device]) is (ends[COLUMN[device]] != NEVER), (device, kind)


def test_a_lie_in_the_journal_would_be_found(station: Station, undisturbed: dict[str, Any]) -> None:
    """The checks of this module see a reading that nobody gave."""
    assert station.run("scale") == CONFORM
    events = station.events()
    assert dishonest(events, station.benches) == strange(events, undisturbed["scale"]) == []
    lie = next(event for event in events if event.kind == "observation" and event.body["method"] == "indication")
    lie.body.update(text="S S      9.999 kg", value={**lie.body["value"], "number": "9999"})
    assert len(dishonest(events, station.benches)) == len(strange(events, undisturbed["scale"])) == 1
    assert strange(events[: events.index(lie)], undisturbed["scale"]) != []


@pytest.mark.parametrize(
    ("name", "wires"),
    [
        ("gauge", {"source.output": ()}),  # the gauge hangs on nothing and reads the atmosphere
        ("scale", {"loads.hand": ("neighbour.pan",)}),  # the weights go onto the scale beside it
    ],
)
def test_a_bench_that_is_wired_wrongly_never_conforms(station: Station, name: str, wires: Any) -> None:
    assert station.run(name, wires=wires) != CONFORM
    assert "conform" not in outcomes(station.events())
    assert at_rest(station)
