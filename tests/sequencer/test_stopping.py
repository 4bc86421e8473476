"""Whatever ends a run: the bench is made safe, the reason is written down, no reading is used that is not kept."""

from collections.abc import Mapping
from typing import Any

import pytest

from drivers.errors import LinkError
from records.errors import StoreError
from records.event import Event
from records.journal import MemoryJournal
from sequencer.errors import EntryRefused, Interrupted
from sequencer.run import MOST_REFUSALS
from sequencer.session import StoppedClock, perform


class Safe:
    """Counts how often the bench was made safe, and how much was in the journal at that time."""

    def __init__(self, journal: MemoryJournal) -> None:
        self.journal, self.at = journal, list[int]()

    def __call__(self) -> list[str]:
        self.at.append(len(self.journal.events))
        return ["source: off"]


def stop_at(bench: Any, end: str, error: BaseException) -> Any:
    class Stopping(bench):  # type: ignore[misc]
        def read(self, call: Any, question: Any) -> Any:
            if question.address.endswith(end):
                raise error
            return super().read(call, question)

    return Stopping()


@pytest.mark.parametrize("error", [
    KeyboardInterrupt("SIGTERM"), LinkError("no answer", where="meter", remedy="-"), StoreError("disk full"),
])  # fmt: skip
def test_what_the_world_does_to_a_run_interrupts_it(toy: Any, bench: Any, error: BaseException) -> None:
    journal = MemoryJournal("r")
    safe = Safe(journal)
    with pytest.raises(Interrupted) as stopped:
        perform(toy, journal, stop_at(bench, "up/2V/I", error), StoppedClock(), make_safe=safe)
    assert str(error.args[0]) in str(stopped.value)
    assert safe.at == [len(journal.events) - 1]
    assert journal.events[-1].kind == "interrupted"
    assert journal.events[-1].body["safe"] == ["source: off"]


def test_a_defect_of_ours_is_seen_whole_and_the_bench_is_safe(toy: Any, bench: Any) -> None:
    journal = MemoryJournal("r")
    safe = Safe(journal)
    with pytest.raises(ZeroDivisionError):
        perform(toy, journal, stop_at(bench, "up/2V/I", ZeroDivisionError("x")), StoppedClock(), make_safe=safe)
    assert len(safe.at) == 1
    assert journal.events[-1].kind == "interrupted"


def test_the_bench_is_safe_after_a_run_that_ended_well(toy: Any, bench: Any) -> None:
    journal = MemoryJournal("r")
    safe = Safe(journal)
    perform(toy, journal, bench(), StoppedClock(), make_safe=safe)
    assert len(safe.at) == 1
    assert journal.events[-1].kind == "closed"


class FullDisk(MemoryJournal):
    """Takes so many entries and no more."""

    def __init__(self, room: int) -> None:
        super().__init__("r")
        self.room = room

    def append(self, kind: str, body: Mapping[str, Any], address: str = "") -> Event:
        if len(self.events) >= self.room:
            raise StoreError("disk full")
        return super().append(kind, body, address)


def test_a_full_disk_stops_the_run_wherever_it_comes(toy: Any, bench: Any) -> None:
    whole = MemoryJournal("r")
    perform(toy, whole, bench(), StoppedClock())
    for room in range(1, len(whole.events) - 1):
        journal, answers = FullDisk(room), bench()
        safe = Safe(journal)
        with pytest.raises(Interrupted, match="disk full"):
            perform(toy, journal, answers, StoppedClock(), make_safe=safe)
        assert len(safe.at) == 1
        assert [(e.kind, e.address) for e in journal.events] == [(e.kind, e.address) for e in whole.events[:room]]
        # at most the reading that could not be written was taken in vain; nothing was asked after it
        kept = sum(e.kind in {"observation", "finding"} for e in journal.events)
        assert len(answers.asked) - kept <= 1


def test_a_command_is_on_record_before_it_is_carried_out(toy: Any, bench: Any) -> None:
    journal = MemoryJournal("r")
    seen = []

    class Watching(bench):  # type: ignore[misc]
        def act(self, call: Any) -> None:
            seen.append(
                journal.events[-1].kind == "command" and journal.events[-1].body.get("args", []) == call.texts()
            )

    perform(toy, journal, Watching(), StoppedClock())
    assert seen == [True] * 7


@pytest.mark.parametrize(("correctable", "tries"), [(False, 1), (True, MOST_REFUSALS)])
def test_an_impossible_reading_is_never_used(toy: Any, bench: Any, correctable: bool, tries: int) -> None:
    journal = MemoryJournal("r")
    answers = bench({"up/2V/I": "2.005"}, correctable=correctable)
    with pytest.raises(Interrupted) as stopped:
        perform(toy, journal, answers, StoppedClock())
    assert isinstance(stopped.value.__cause__, EntryRefused)
    refused = [e.body for e in journal.events if e.kind == "refused"]
    assert [r["text"] for r in refused] == ["2.005"] * tries
    assert not any(e.kind == "observation" and e.body["text"] == "2.005" for e in journal.events)


def test_a_reason_does_not_excuse_an_impossible_reading(toy: Any, bench: Any) -> None:
    answers = bench({"up/2V/I": "2.005"}, correctable=True, reasons=["I saw it"] * 50)
    with pytest.raises(Interrupted):
        perform(toy, MemoryJournal("r"), answers, StoppedClock())


@pytest.mark.parametrize("reason", ["", "seen twice"])
def test_a_doubtful_reading_needs_a_reason(toy: Any, bench: Any, reason: str) -> None:
    journal = MemoryJournal("r")
    answers = bench({"up/2V/I": "99"}, correctable=True, reasons=["", reason])
    if not reason:
        with pytest.raises(Interrupted):
            perform(toy, journal, answers, StoppedClock())
        return
    assert str(perform(toy, journal, answers, StoppedClock())) == "not_conform"
    assert [e.body.get("reason", "") for e in journal.events if e.kind == "refused"] == ["", "seen twice"]
    (kept,) = (e.body for e in journal.events if e.kind == "observation" and e.body["text"] == "99")
    assert kept["note"] == "seen twice"
