"""Readings: from the journal if they are there, else asked for, doubted, made durable, and only then returned."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from drivers.roles import FileReading, InstantReading, Reading, SeriesReading, TextReading
from inputs.media import PHOTOGRAPHS
from procedures.errors import Drifted, Void
from procedures.text import Text
from records.entries import Abandoned, Asked, Because, Objection, Observation, Refused
from sequencer.answered import kept, method_of, refuse_other_form, returned
from sequencer.correcting import BY_A_PERSON
from sequencer.entering import Entering
from sequencer.errors import EntryRefused
from sequencer.file_forms import AttachmentForm, SeriesForm
from sequencer.reading_source import Answer, Call, Question, entered
from sequencer.value_forms import InstantForm, NumberForm, TextForm

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from drivers.roles import Points
    from procedures.observed import Attached, Curve
    from procedures.run import Effect, Problem
    from procedures.run_readings import Recorded
    from records.entries import Value
    from sequencer.environment_monitor import EnvironmentMonitor
    from sequencer.value_forms import Form

MOST_REFUSALS = 20


class Observing(Entering):
    """The part of the run handle that takes readings."""

    _guard: EnvironmentMonitor | None

    def observe(
        self,
        name: str,
        query: Callable[..., Reading],
        *args: Decimal | str,
        unit: str,
        expect: Decimal,
        ask: Text,
        check: Callable[[Decimal], Problem | None] | None = None,
        leaves: Callable[[Decimal], Effect] | None = None,
    ) -> Decimal:
        """One number, see `procedures.run.Run.observe`."""
        found = self._value(NumberForm(unit), name, query, args, expect, ask, check, leaves=leaves)
        assert isinstance(found, Decimal)  # noqa: S101  it is required
        if self._examined().key == "environment":
            self._hold_against_looks(self._address(name), method_of(query).call(args), found)
        return found

    def _hold_against_looks(self, address: str, call: Call, value: Decimal) -> None:
        """Hold a reading of the environment item against what was seen while the run went on.

        Raises:
            Drifted: Both together changed more than the regulation allows.
        """
        given_up = self._record.known(Abandoned, address)
        if given_up is None and self._guard is not None:
            reason = self._guard.note(call, value)
            if reason is not None:
                given_up = Abandoned(elapsed=self._elapsed(), words=Because(reason=reason))
                self._record.write(given_up, address)
        if given_up is not None:
            raise Drifted(given_up.words.reason)

    def observe_text(
        self,
        name: str,
        query: Callable[..., TextReading],
        *args: Decimal | str,
        expect: str,
        ask: Text,
        required: bool = True,
        check: Callable[[str], Problem | None] | None = None,
    ) -> str | None:
        """One line of text, see `procedures.run.Run.observe_text`."""
        text: str | None = self._value(TextForm(), name, query, args, expect, ask, check, required=required)
        return text

    def observe_instant(
        self,
        name: str,
        query: Callable[..., InstantReading],
        *args: Decimal | str,
        expect: datetime,
        ask: Text,
        required: bool = True,
        check: Callable[[datetime], Problem | None] | None = None,
    ) -> datetime | None:
        """What a clock shows, see `procedures.run.Run.observe_instant`."""
        found: datetime | None = self._value(InstantForm(), name, query, args, expect, ask, check, required=required)
        return found

    def observe_series(
        self,
        name: str,
        query: Callable[..., SeriesReading],
        *args: Decimal | str,
        unit: str,
        place_unit: str,
        expect: Points,
        ask: Text,
        required: bool = True,
        check: Callable[[Curve], Problem | None] | None = None,
    ) -> Curve | None:
        """Many points as one reading, see `procedures.run.Run.observe_series`."""
        form = SeriesForm(unit, place_unit)
        found: Curve | None = self._value(form, name, query, args, expect, ask, check, required=required)
        return found

    def attach(
        self,
        name: str,
        query: Callable[..., FileReading],
        *args: Decimal | str,
        ask: Text,
        media: tuple[str, ...] = PHOTOGRAPHS,
        required: bool = True,
    ) -> Attached | None:
        """A file, see `procedures.run.Run.attach`."""
        form = AttachmentForm(media)
        found: Attached | None = self._value(form, name, query, args, None, ask, None, required=required)
        return found

    def _value(
        self,
        form: Form,
        name: str,
        query: Callable[..., Any],
        args: tuple[Decimal | str, ...],
        expect: Any,
        ask: Text,
        check: Callable[[Any], Problem | None] | None,
        *,
        required: bool = True,
        leaves: Callable[[Decimal], Effect] | None = None,
    ) -> Any:
        address = self._address(name)
        known = self._record.known(Observation, address)
        if known is not None:
            self._recalled()
            self._enter(method_of(query).call(args), address, known, form, check, required=required)
            value = returned(form, known, address)
            if leaves is not None:
                command, *values = leaves(value)
                self._passed.append(method_of(command).command(tuple(values)))
            return value
        given = self._record.given(address)
        if given is None:
            self._watch(address)
            self._restore()
        call = method_of(query).call(args)
        refuse_other_form(call, form)
        question = self._question(address, ask, getattr(form, "unit", ""), expect)._replace(
            form=form, required=required
        )
        observed = self._asked(call, question, form, check, given)
        self._enter(call, address, observed, form, check, required=required)
        return returned(form, observed, address)

    def _asked(
        self,
        call: Call,
        question: Question,
        form: Form,
        check: Callable[[Any], Problem | None] | None,
        given: str | None = None,
    ) -> Observation:
        for _ in range(MOST_REFUSALS):
            if given is None:
                answer = self._answers.read(call, question)
            else:
                answer, given = entered(given, question, BY_A_PERSON), None
            if answer.correcting is not None:
                self._answers.doubt(question, str(answer.correcting), self._entered.take(answer.correcting))
                continue
            if answer.reading is None:
                return self._observed(call, question, answer, None)
            value, problem = kept(call, form, answer)
            problem = problem or self._problem(call, form, value, check)
            reason = self._resolve(question, answer, problem) if problem else ""
            if value is not None and (problem is None or reason):
                return self._observed(call, question, answer, value, reason)
        raise EntryRefused(
            f"{question.address}: refused {MOST_REFUSALS} times; the reading cannot be what the display showed"
        )

    def _wait_recording(self, seconds: int, record: Recorded) -> Curve | None:
        """Wait and read an instrument every so many seconds; only wait where none fills the role."""
        call, reader = method_of(record.query).call(()), self._answers.environment
        address = self._address(record.name)
        if reader is None or not reader.watches(call.role):
            self._answers.wait(seconds)
            return None
        begun, number, points = self._clock.elapsed(), NumberForm(record.unit), []
        for left in range(seconds, -1, -record.every):
            shown = number.value(reader.look(call))
            points.append((self._clock.elapsed() - begun, Decimal(shown.number)))
            if left:
                self._answers.wait(min(left, record.every))
        reading = SeriesReading(f"{call.role}.{call.method}", tuple(points), record.unit, "s")
        question, form = self._question(address, record.ask, record.unit), SeriesForm(record.unit, "s")
        found: Curve = returned(form, self._observed(call, question, Answer(reading), form.value(reading)), address)
        return found

    def _recorded(self, record: Recorded) -> Curve | None:
        """What the journal says was recorded during a wait; None where nothing was."""
        address = self._address(record.name)
        known = self._record.known(Observation, address)
        return None if known is None else returned(SeriesForm(record.unit, "s"), known, address)

    def _watch(self, address: str) -> None:
        """Hold a measurement while the room is outside; that it was given up is what a replay finds at its address."""
        given_up = self._record.known(Abandoned, address)
        if given_up is None and self._guard is not None and self._examined().measured:
            reason = self._guard.watch()
            if reason is not None:
                given_up = Abandoned(elapsed=self._elapsed(), words=Because(reason=reason))
                self._record.write(given_up, address)
        if given_up is not None:
            raise Void(given_up.words.reason)

    def _resolve(self, question: Question, answer: Answer, problem: Problem) -> str:
        """Keep a doubted entry with a reason, or refuse it; either way it stays on record."""
        text = answer.reading.text if answer.reading else answer.check
        reason = ""
        if problem.severity == "confirm":
            reason = answer.note or self._answers.doubt(question, text, problem)
        elif self._answers.correctable:
            self._answers.doubt(question, text, problem)
        words = Objection(problem=Text(problem.zh, problem.en))
        entry = Refused(text=text, code=problem.code, reason=reason, how=answer.how, words=words)
        self._record.write(entry, f"{question.address}#{self._count(question.address + '#')}")
        if not (reason or self._answers.correctable):
            raise EntryRefused(f"{question.address}: {text!r} refused: {problem.en}")
        return reason

    def _observed(
        self, call: Call, question: Question, answer: Answer, value: Value | None, reason: str = ""
    ) -> Observation:
        """Write an observation; it is durable when this returns, and the bytes of a file before it."""
        reading = answer.reading
        if isinstance(reading, FileReading):
            self._record.attach(reading.content)
        entry = Observation(
            role=call.role,
            method=call.method,
            args=tuple(call.texts()),
            how=answer.how,
            text=reading.text if reading else "",
            value=value,
            trail=tuple(getattr(reading, "trail", ())),
            note=reason or answer.note,
            elapsed=self._elapsed(),
            words=Asked(question=question.text),
        )
        self._record.write(entry, question.address)
        return entry

    def _question(self, address: str, ask: Text, unit: str = "", expect: Any = None) -> Question:
        return Question(
            address, self._examined().name, ask, unit, expect, optional=self._answers.extra,
            earlier=self._entered.earlier(),
        )  # fmt: skip
