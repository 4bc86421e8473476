"""Many gauges on one pressure line: each its own record, one stimulus, nobody falls with a neighbour."""

import os
import re
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from drivers.errors import LinkError
from records.event import Body, Event
from records.journal import Journal
from records.store import Store
from sequencer.errors import EntryRefused, Refused
from sequencer.wire_log import unpack
from services.events import Events
from services.runs import positions as together
from services.runs.resume import resume
from tests.evidence.laboratory import CASES, FOUR, TOGETHER, Case, Laboratory, concluded, quiet

ALONE = CASES[2]
Start = Callable[..., object]


def perform(laboratory: Laboratory, case: Case, url: str) -> list[list[Event]]:
    """Run a case; the journal of each position."""
    with quiet():
        laboratory.starting(case, url)()
    store = Store(url)
    return [store.events(run) for run in store.names()]


def content(events: list[Event]) -> list[tuple[Any, ...]]:
    return [(e.seq, e.kind, e.address, e.body) for e in events]


def outcome(events: list[Event]) -> str:
    return next((e.body["outcome"] for e in events if e.kind == "verdict"), "interrupted")


def told(events: list[Event]) -> list[bytes]:
    """Every set-point that was sent to the pressure source."""
    frames = [f for e in events if "traffic" in e.body for f in unpack(e.body["traffic"])]
    sent = b"".join(data for _, role, direction, data in frames if (role, direction) == ("source", "sent"))
    return re.findall(rb":AMPL ([0-9.]+)", sent)


def test_the_same_seed_twice(laboratory: Laboratory, tmp_path: Path) -> None:
    first, second = (perform(laboratory, FOUR, str(tmp_path / f"{n}.sqlite")) for n in range(2))
    assert [content(events) for events in first] == [content(events) for events in second]
    assert [outcome(events) for events in first] == ["conform", "conform", "not_conform", "conform"]


def test_the_source_is_told_once_for_all(laboratory: Laboratory, tmp_path: Path) -> None:
    (alone,) = perform(laboratory, ALONE, str(tmp_path / "alone.sqlite"))
    four = perform(laboratory, FOUR, str(tmp_path / "four.sqlite"))
    assert len(told(alone)) > 6
    for events in four:
        assert told(events) == told(alone)


@pytest.mark.parametrize("error", [LinkError, EntryRefused])
def test_a_dead_position_drops_out(
    laboratory: Laboratory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: type[Exception]
) -> None:
    """Position 2 stops in the middle, the others end; then it is gone on with by itself."""
    url = str(tmp_path / "store.sqlite")

    class Dying(Journal):
        def append(self, kind: str, body: Body, address: str = "") -> Event:
            if self.run.endswith("-02") and "up/0.8MPa" in address and kind == "observation":
                raise error(*(["gone"] if error is EntryRefused else []), **_where(error))
            return super().append(kind, body, address)

    with monkeypatch.context() as patch:
        patch.setattr(together, "Journal", Dying)
        journals = perform(laboratory, FOUR, url)
    assert [outcome(events) for events in journals] == ["conform", "interrupted", "not_conform", "conform"]
    assert journals[1][-1].kind == "interrupted"
    with quiet():
        run = resume(journals[1][0].run, url, Events())
    assert outcome(Store(url).events(run)) == "conform"


def _where(error: type[Exception]) -> dict[str, str]:
    return {"what": "gone", "where": "gauge at 2", "remedy": "look"} if error is LinkError else {}


def test_ctrl_c_leaves_twelve_runs_to_be_resumed(laboratory: Laboratory, stopped: Start, tmp_path: Path) -> None:
    url = str(tmp_path / "store.sqlite")
    stopped(TOGETHER, url, 150, lambda _journal: os.kill(os.getpid(), signal.SIGINT))
    store = Store(url)
    runs = store.names()
    assert len(runs) == 12
    for run in runs:
        last = store.events(run)[-1]
        assert (last.kind, "SIGINT" in last.body["reason"]) == ("interrupted", True)
    laboratory.learn(TOGETHER)
    for at in (0, 4, 11):
        with quiet():
            resume(runs[at], url, Events())
        assert concluded(store.events(runs[at])) == laboratory.expected[TOGETHER.name][at]


def test_gauges_of_another_range_are_refused(laboratory: Laboratory, tmp_path: Path) -> None:
    subject = laboratory.folder / "config/subjects/gauge.toml"
    other = subject.with_name("other-2.toml")
    other.write_text(subject.read_text("utf-8").replace('"1.6 MPa"', '"2.0 MPa"').replace("0101", "0102"), "utf-8")
    url = tmp_path / "store.sqlite"
    with quiet(), pytest.raises(Refused, match="position 2"):
        laboratory.starting(replace(FOUR, subjects=("gauge", "other")), str(url))()
    assert not url.exists() or Store(str(url)).names() == []
