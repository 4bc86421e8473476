"""The sign test over the runs of a case: one result for each instrument, on the side of the customer's disadvantage."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest

from records.entries import Opened, read
from records.event import Event
from records.journal import MemoryJournal
from sequencer.session import StoppedClock, perform
from services.cases.signs import signs
from tests.evidence.direct import DirectSource
from tests.evidence.investigated_samples import laboratory, prepared
from tests.real_runs import performed

NUMBER = "INV 162"


@cache
def investigation(case: str, seed: int) -> tuple[Event, ...]:
    """One simulated investigation of a water meter."""
    folder, name = laboratory(NUMBER)
    setup, journal = prepared(NUMBER, case), MemoryJournal("case")
    source = DirectSource(folder / f"benches/{name}.toml", setup.opened.nameplate, seed)
    perform(setup, journal, source, StoppedClock())
    return tuple(journal.events)


def of_another(events: Sequence[Event], serial: str, **plate: str) -> list[Event]:
    """The same run, of an instrument with another serial number."""
    first = events[0]
    body: Any = {**first.body, "subject": {**first.body["subject"], "serial": serial}}
    body["nameplate"] = {**body["nameplate"], **plate}
    return [first._replace(body=body, hash=f"{serial} {plate}"), *events[1:]]


def test_ten_of_ten_are_less_than_chance_explains_and_nine_are_not() -> None:
    short = investigation("worn", 1)  # shows 12 % less than passed: to the disadvantage of who sells
    ten = {f"r{n}": of_another(short, f"M{n}") for n in range(10)}
    found = signs(ten, "low")
    assert found is not None
    assert (found.against, found.others, found.flagged) == (10, 0, True)
    assert found.p_value == pytest.approx(2**-10)
    assert found.power == pytest.approx(0.99**10)
    assert "10 of 10" in found.said.en
    assert all(r.error < -10 and not r.of_limit for r in found.results)
    nine = signs(dict(list(ten.items())[:9]), "low")
    assert nine is not None
    assert (nine.against, nine.flagged, nine.power) == (9, False, 0.0)
    assert "so few instruments cannot show" in nine.said.en
    other = signs(ten, "high")
    assert other is not None
    assert (other.against, other.others, other.flagged) == (0, 10, False)


def test_an_instrument_counts_once_with_its_last_run_and_each_nozzle_by_itself() -> None:
    worn, honest = investigation("worn", 1), investigation("honest", 3)
    again = signs({"r1": of_another(worn, "M1"), "r2": of_another(honest, " m1"), "r3": of_another(worn, "M2")}, "low")
    assert again is not None
    assert [r.run for r in again.results] == ["r2", "r3"]
    nozzles = signs({f"r{n}": of_another(worn, "M1", nozzle=str(n)) for n in range(3)}, "low")
    assert nozzles is not None
    assert len(nozzles.results) == 3
    assert nozzles.results[1].instrument.endswith("M1 / 1")


def test_a_verification_counts_by_its_errors_as_parts_of_their_limits() -> None:
    run = performed("JJG 52", {})
    found = signs({"a": of_another(run, "G1"), "b": of_another(run, "G2")}, "high")
    assert found is not None
    assert all(r.of_limit for r in found.results)
    assert "允差" in found.results[0].shown.zh


def test_what_has_no_error_is_no_result() -> None:
    cut = list(investigation("worn", 1))[:-1]
    assert signs({"a": of_another(cut, "M1"), "b": of_another(cut, "M2")}, "low") is None  # not closed
    assert signs({"a": investigation("worn", 1)}, "low") is None
    assert read(investigation("worn", 1)[0], Opened).kind == "anti-fraud"
