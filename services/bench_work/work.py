"""One work: the runs of one bench, performed in a thread, shown and answered from anywhere."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any

from msgspec import structs, to_builtins

from messages import both
from metrology.text import NO_TEXT, Text
from sequencer.correcting import Correcting
from services.bench_work.ending import Ending, ended_by
from services.bench_work.following import Numbered
from services.bench_work.looking import Looking
from services.bench_work.state import Pending, Waiting, WorkState
from services.bench_work.tracking import Tracking, blind_at, past_of
from services.bench_work.uploads import FILES, Uploads, left_out
from services.events import EntryWritten, Events, Notice, PositionStopped, RunStarted, Seen
from services.failures import failure
from services.operational_log.log_events import log_event
from services.runs.run_control import RunControl

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from records.entries import Person
    from services.bench_work.following import WorkEvent
    from services.bench_work.state import Phase
    from services.events import ServiceEvent

HELD_BY = Text("{person} 要求暂停", "{person} asked for a pause")
KEPT = 20
"""Announcements and notices that are kept."""


class Taken(StrEnum):
    """What became of an answer."""

    TAKEN = "taken"
    NOT_ASKED = "not-asked"
    HELD = "held"
    NO_FILE = "no-file"


class BenchWork:
    """The runs of one bench.

    Args:
        id_: Its id at this server.
        title: What is done, until the run says it.
        person: Id of the person who started it.
        store: Address of the store.
        perform: Performs the runs with these events, this operator and this control; returns their ids.
        order: The job or order of the register that it is for.
        resumes: The runs that it resumes; none where it begins one.
        override: What somebody overrides for it.
    """

    def __init__(
        self, id_: str, title: Text, person: str, store: str, perform: Callable[..., Sequence[str]], *, order: str = "",
        resumes: Sequence[str] = (), override: Sequence[str] = (),
    ) -> None:  # fmt: skip
        self.id, self.title, self.person = id_, title, person
        self.order, self.override, self.resumes = order, tuple(override), tuple(resumes)
        self.control, self.events = RunControl(), Numbered()
        self._store = store
        self._lock = Condition()
        self._positions: dict[str, Tracking] = {}
        self._pending: Pending | None = None
        self._answer: str | None = None
        self._asked = 0
        self._waiting: Waiting | None = None
        self._announced: tuple[Text, ...] = ()
        self._notices: tuple[Text, ...] = ()
        self._ended: tuple[Text, ...] = ()
        self._ending = Ending()
        self._kept, self._looking = Uploads(), Looking()
        self._thread = Thread(target=self._run, args=(perform,), name=f"work {id_}", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def join(self, seconds: float | None = None) -> None:
        """Wait until it has ended."""
        self._thread.join(seconds)

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return bool(self._ended)

    def state(self) -> WorkState:
        """The work as it is now."""
        with self._lock:
            positions = tuple(tracking.shown() for tracking in self._positions.values())
            return WorkState(
                id=self.id, number=self.events.newest, phase=self._phase(), title=self.title, person=self.person,
                positions=positions, pending=self._pending, waiting=self._waiting, seen=self._looking.shown, announcements=self._announced,
                notices=self._notices, ended=self._ended, refused=self._ending.refused, refused_by=self._ending.gates,
                refused_resume=self._ending.again, order=self.order,
                resumable=bool(self._ended) and (bool(self._ending.again) or any(not p.outcome for p in positions)),
            )  # fmt: skip

    def after(self, number: int) -> list[WorkEvent]:
        """The events after a number."""
        return self.events.after(number)

    def answer(self, number: int, text: str) -> Taken:
        """Answer the question of this number, once: later answers to it are taken for nothing."""
        with self._lock:
            if self._pending is None or self._pending.number != number:
                return Taken.NOT_ASKED
            if self.control.held() is not None:
                return Taken.HELD
            if self._pending.form in FILES and not left_out(text):
                return Taken.NO_FILE
            self._pending, self._answer = None, text
            self._lock.notify_all()
            return Taken.TAKEN

    def correct(self, number: int, address: str, text: str, why: str, by: Person | None = None) -> Taken:
        """Correct an earlier entry of the item instead of answering the question of this number, which is put again."""
        with self._lock:
            if self._pending is None or self._pending.number != number or not self._pending.earlier:
                return Taken.NOT_ASKED
            if self.control.held() is not None:
                return Taken.HELD
            self._pending, self._answer = None, Correcting(address, text, why, by)
            self._lock.notify_all()
            return Taken.TAKEN

    def attach(self, number: int, name: str, content: bytes) -> Taken:
        """Answer a question for a file with its content; a path is never taken, since it would be one of the server."""
        with self._lock:
            if self._pending is None or self._pending.number != number or self._pending.form not in FILES:
                return Taken.NOT_ASKED
            if self.control.held() is not None:
                return Taken.HELD
            self._pending, self._answer = None, str(self._kept.keep(name, content))
            self._lock.notify_all()
            return Taken.TAKEN

    def pause(self, person: str) -> None:
        """Hold the run before its next step; questions wait."""
        if not self.over:
            self.control.pause(Text(*(form.format(person=person) for form in HELD_BY)))
            self.events.add("paused", person=person)

    def proceed(self, person: str) -> None:
        """Let it go on."""
        self.control.proceed()
        self.events.add("continued", person=person)

    def stop(self, person: str) -> None:
        """Stop to the safe state, whatever it does; what is in the journal stays, and the runs can be resumed."""
        if self.over:
            return
        self.events.add("stopping", person=person)
        self.control.stop(person)
        with self._lock:
            self._lock.notify_all()

    def question(self, **asked: Any) -> str:
        """Put a question and wait for its answer; called in the thread of the run.

        Raises:
            KeyboardInterrupt: The run is to stop.
        """
        with self._lock:
            self.control.check()
            self._asked += 1
            pending = Pending(number=self._asked, **asked)
            self._pending, self._answer, self._waiting = pending, None, None
            self._looking.over(pending.position)
        self.events.add("asked", pending.position, question=to_builtins(pending))
        with self._lock:
            self._lock.wait_for(lambda: self._answer is not None or self.control.stopped)
            given = self._given()
        self.events.add("answered", pending.position, number=pending.number, stopped=given is None)
        if given is None:
            self.control.check()
        return given if given is not None else ""

    def _given(self) -> str | None:
        """The answer, taken; None where the run stops instead."""
        given, self._pending, self._answer = self._answer, None, None
        return given

    def announced(self, text: Text, position: str) -> None:
        """Show a warning."""
        with self._lock:
            self._announced = (*self._announced, text)[-KEPT:]
        self.events.add("announced", position, text=text.to_dict())

    def waits(self, waiting: Waiting | int) -> None:
        """Show a waiting time, or how much of it is left.

        Raises:
            KeyboardInterrupt: The run is to stop.
        """
        self.control.check()
        with self._lock:
            if isinstance(waiting, int):
                before = self._waiting or Waiting(total=waiting, left=waiting)
                waiting = structs.replace(before, left=waiting)
            self._waiting = waiting if waiting.left else None
        self.events.add("waiting", **to_builtins(waiting))

    def _phase(self) -> Phase:
        if self._ended:
            return "ended"
        if self.control.stopped:
            return "stopping"
        if self.control.held() is not None:
            return "paused" if self._pending is not None or self.control.waiting else "pausing"
        if self._pending is not None:
            return "asking"
        if self._waiting is not None:
            return "waiting"
        return "measuring" if self._positions else "starting"

    def _run(self, perform: Callable[..., Sequence[str]]) -> None:
        found = ended_by(partial(self._work, perform), lambda: bool(self._positions), self._store, self.resumes)
        self._kept.clear()
        stopped = tuple(t.state.stopped for t in self._positions.values() if t.state.stopped != NO_TEXT)
        with self._lock:
            self._pending, self._waiting = None, None
            self._looking.over()
            self._ending = found
            self._ended = tuple(dict.fromkeys(stopped)) or found.reasons
        self.events.add("ended", reasons=[text.to_dict() for text in self._ended])
        self.events.pack()

    def _work(self, perform: Callable[..., Sequence[str]]) -> None:
        from services.bench_work.asking import Asking

        events = Events()
        events.subscribe(log_event)
        events.subscribe(self._take)
        perform(events, Asking(self), self.control)

    def _take(self, event: ServiceEvent) -> None:
        """Take an event of the use case in."""
        if isinstance(event, RunStarted):
            past = past_of(self._store, event.run)
            with self._lock:
                self._positions[event.run] = Tracking(event, past, blind=blind_at(event.opened.bench.file))
                self.title = event.title
            self.events.add("started", event.position, run=event.run, total=event.total)
        elif isinstance(event, EntryWritten):
            entry, position = event.entry, self._positions[event.run]
            with self._lock:
                position.take(entry)
                self._looking.over(event.position)
            body = {} if position.hides(entry) else entry.body
            self.events.add(
                "entry",
                event.position,
                run=event.run,
                seq=entry.seq,
                entry=entry.kind,
                address=entry.address,
                body=body,
            )
        elif isinstance(event, PositionStopped):
            found = failure(event.reason)
            why = found.reasons[0] if found is not None else both(str(event.reason))
            with self._lock:
                self._positions[event.run].stop(why)
            self.events.add("position-stopped", event.position, run=event.run, reason=why.to_dict())
        elif isinstance(event, Seen):
            with self._lock:
                tell = self._looking.take(event)
            if tell:
                self.events.add("seen", seen=to_builtins(self._looking.shown))
        elif isinstance(event, Notice):
            with self._lock:
                self._notices = (*self._notices, event.text)[-KEPT:]
            self.events.add("notice", text=event.text.to_dict())
