"""Correcting what a person entered: a new run over the old run's readings, with one entry as it should have been.

The old run stays as it is. The new one cites it (`amends` of its first entry) and decides everything again, so that
conclusions, verdict and documents follow from the corrected entry as they would have from the beginning.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from records.entries import Amends, Attachment, Closed, Finding, Observation, Refused, Series, of_kind, opened, read
from sequencer.attempts import first, last
from sequencer.errors import NotAmendable
from sequencer.file_forms import AttachmentForm, SeriesForm
from sequencer.journal_sources import ArchiveSource
from sequencer.reading_source import Answer, entered, found
from sequencer.session import StoppedClock
from sequencer.value_forms import NumberForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.entries import Person
    from records.event import Event
    from sequencer.reading_source import Call, Question
    from sequencer.value_forms import Form

BY_A_PERSON = frozenset({"operator", "form"})
NOT_ASKED = "not_asked"
NOT_MEASURED = ("not measured", "not_measured")


@dataclass(frozen=True, slots=True)
class Amendment:
    """A correction of one entry.

    Attributes:
        address: Address of the entry.
        text: What should have been entered, as a person writes it.
        who: Who corrects it.
        when: Time of the correction, ISO 8601 UTC.
        why: The reason.
        evidence: What shows the right value.
        checked_by: Who held the correction against the evidence.
    """

    address: str
    text: str
    who: Person
    when: str
    why: str
    evidence: str
    checked_by: Person

    def cites(self, old: Event) -> Amends:
        """The last of `amends` of the new run's first entry."""
        return Amends(
            run=old.run,
            entry=old.seq,
            hash=old.hash,
            address=self.address,
            old=written(old),
            new=self.text.strip(),
            who=self.who,
            when=self.when,
            why=self.why,
            evidence=self.evidence,
            checked_by=self.checked_by,
        )


def amendable(events: Sequence[Event], address: str, text: str) -> Event:
    """The entry of a finished run that a person made at an address, and that `text` would change.

    Raises:
        NotAmendable: The run is not finished or was given up, there is no such entry, an instrument made it, or it says
            the same already.
    """
    if events[-1].kind != Closed.entry_kind:
        raise NotAmendable(f"run {events[0].run} is not finished; `steelyard resume` goes on with it")
    if any(e.kind == "abandoned" for e in events):
        raise NotAmendable(f"run {events[0].run} was given up because of the room; verify the instrument again")
    entries = {e.address: e for e in events if e.kind in {"observation", "finding"}}
    old = entries.get(address)
    counts = last(events).get(first(address))
    if old is not None and counts is not None and counts.seq != old.seq:
        raise NotAmendable(f"{address} was broken off and measured again: amend {counts.address}")
    if old is None:
        near = "; ".join(get_close_matches(address, entries, 3, 0.3))
        raise NotAmendable(f"run {events[0].run} has no entry {address!r}; the nearest are: {near or 'none'}")
    if read_back(old).how not in BY_A_PERSON:
        raise NotAmendable(
            f"{address} was read by an instrument ({written(old)}); a reading is never amended, verify again instead"
        )
    if written(old).startswith(NOT_MEASURED):
        raise NotAmendable(f"{address} was not measured; what was not measured is no entry error: verify again")
    if written(old) == text.strip() and not _a_file(old):
        raise NotAmendable(f"{address} says {written(old)} already")
    return old


def _a_file(entry: Event) -> bool:
    """Whether an entry is known by the name of a file, which does not say what the file holds."""
    found = read_back(entry)
    return isinstance(found, Observation) and isinstance(found.value, Series | Attachment)


def written(entry: Event) -> str:
    """An entry as a person would write it."""
    found = read_back(entry)
    if isinstance(found, Finding):
        second = f" ({found.confirmed_by.id})" if found.confirmed_by else ""
        return f"{found.answer}{second}: {found.note}" if found.note else found.answer
    return found.text if found.value is not None else f"not measured: {found.note}"


def read_back(entry: Event) -> Observation | Finding:
    """A reading or the answer to a check, in its type."""
    return read(entry, Finding) if entry.kind == Finding.entry_kind else read(entry, Observation)


class PastClock(StoppedClock):
    """The old run's clock: it shows when what was answered last had been read."""

    def show(self, elapsed: Decimal) -> None:
        """Go to a moment, in seconds."""
        self._at = elapsed


class AmendedSource(ArchiveSource):
    """The answers of an old run, one of them amended.

    What the old run never asked for was not measured; a form may hold it all the same.

    Args:
        events: Entries of the old run.
        amendment: The correction.
    """

    def __init__(self, events: Sequence[Event], amendment: Amendment) -> None:
        super().__init__(acts=opened(events).commands)
        self.clock = PastClock()
        self._amendment = amendment
        self._entries, self._amended_at = last(events), first(amendment.address)
        self._unasked = {
            e.address.rpartition("#")[0]: refused.text
            for e, refused in of_kind(events, Refused)
            if refused.code == NOT_ASKED
        }
        self._used: set[str] = set()

    def read(self, call: Call, question: Question) -> Answer:
        """The reading of the old run."""
        old = self._recall(question.address)
        if question.address == self._amended_at and old is not None:
            answer = self._amended(lambda text: entered(text, question, read_back(old).how))
            self._refuse_same(read(old, Observation), answer, question)
            return answer if answer.reading is None else answer._replace(note=self._amendment.why)
        if old is not None:
            return _observed(read(old, Observation), question)
        if question.address in self._unasked and not isinstance(question.form, SeriesForm | AttachmentForm):
            return entered(self._unasked[question.address], question, "form")
        return super().read(call, question)

    def find(self, call: Call, question: Question) -> Answer:
        """The answer to a check of the old run."""
        old = self._recall(question.address)
        if question.address == self._amended_at and old is not None:
            return self._amended(lambda text: found(text, read_back(old).how))
        if old is not None:
            return _found(read(old, Finding))
        if question.address in self._unasked:
            return found(self._unasked[question.address], "form")
        return super().find(call, question)

    def unread(self) -> list[tuple[str, str]]:
        """Entries of a form that the corrected run does not ask for, as address and text."""
        if self.acts:
            return []
        entries = {address: written(e) for address, e in self._entries.items()} | self._unasked
        return [(address, text) for address, text in entries.items() if address not in self._used]

    def _refuse_same(self, old: Observation, answer: Answer, question: Question) -> None:
        """Refuse a file of the same content; its name alone says nothing."""
        form = question.form
        if not isinstance(form, SeriesForm | AttachmentForm) or answer.reading is None:
            return
        try:
            new = form.value(answer.reading)  # type: ignore[arg-type]  # entered by this form
        except ValueError as error:
            raise NotAmendable(f"{self._amendment.address}: {error}") from error
        if new == old.value:
            raise NotAmendable(f"{self._amendment.address} holds the same content already")

    def _recall(self, address: str) -> Event | None:
        self._used.add(address)
        old = self._entries.get(address)
        if old is not None:
            self.clock.show(Decimal(read_back(old).elapsed))
        return old

    def _amended(self, parse: Any) -> Answer:
        try:
            answer: Answer = parse(self._amendment.text)
        except ValueError as error:
            raise NotAmendable(f"{self._amendment.address}: {error}") from error
        return answer


def _found(finding: Finding) -> Answer:
    return Answer(finding=finding.answer, note=finding.note, how=finding.how, confirmed_by=finding.confirmed_by)


def _observed(observed: Observation, question: Question) -> Answer:
    form: Form = question.form or NumberForm(question.unit)
    if not isinstance(observed.value, form.kept):
        return Answer(note=observed.note, how=observed.how)
    reading = form.recalled(observed.text, observed.value, observed.trail)
    return Answer(reading, note=observed.note, how=observed.how)
