"""The environment gate during a run: nothing is measured while a watched quantity is outside its limits."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from metrology.exact import plain
from metrology.units import convert
from procedures.errors import Void
from procedures.standards import corrected_by
from procedures.text import Text
from records.entries import Because, ConditionReading, Continued, Paused, of_kind, read
from records.entries import Environment as EnvironmentEntry
from sequencer.bounds import doubted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drivers.roles import Clock
    from procedures.conditions import Condition
    from procedures.standards import Standard
    from records.event import Event
    from sequencer.journal_memory import JournalMemory
    from sequencer.reading_source import Call, EnvironmentReader

# How long every quantity must have been inside again, and how long that is waited for, in s. No regulation gives these
# figures; they are Steelyard's own.
SETTLE, PATIENCE = 600, 7200


class EnvironmentMonitor:
    """Reads the environment before measurements, pauses the run while it is outside, gives up after a time.

    Every look is journaled as `environment`, so are `paused` and `continued`. None of these is read again by a replay:
    they say why time passed, and no conclusion rests on them. A quantity that has changed by more than the regulation
    allows since the run began cannot become right again: the monitor gives up at once.

    Args:
        watched: The conditions that are watched, each with the reading that gives it.
        source: Takes the readings, and lets time pass while the run is held.
        clock: The run's clock.
        record: The run's journal.
        past: Entries already there, when a run goes on: a pause goes on too.
        standards: The standards behind each role; their certificates correct what is read, as in the environment item.
        settle: Time for which everything must have been inside before the run continues, s.
        patience: Longest pause, s.
    """

    def __init__(
        self,
        watched: Mapping[Condition, Call],
        source: EnvironmentReader,
        clock: Clock,
        record: JournalMemory,
        past: Sequence[Event] = (),
        *,
        standards: Mapping[str, Sequence[Standard]] | None = None,
        settle: int = SETTLE,
        patience: int = PATIENCE,
    ) -> None:
        self._watched, self._source, self._clock, self._record = watched, source, clock, record
        self._standards = standards or {}
        self._settle, self._patience = settle, patience
        self._interval = min(c.watched for c in watched)
        self._looks = sum(e.kind == "environment" for e in past)
        self._paused = _still_held(past)
        self._seen: dict[str, Decimal] = {}
        self._values: dict[str, list[Decimal]] = {c.quantity: _extremes(c, past) for c in watched}
        self._noted: dict[str, list[Decimal]] = {c.quantity: [] for c in watched}

    def watch(self) -> Text | None:
        """Look at what is due, and hold the run while anything is outside.

        Returns:
            None when measuring may go on, else why the run gives up.

        Raises:
            InstrumentError: An instrument of the environment cannot be read.
            Void: It is not known which standard corrects a reading.
        """
        now = self._clock.elapsed()
        due = [c for c in self._watched if self._paused or self._is_due(c, now)]
        if not due:
            return None
        broken = self._look(due)
        if broken is None and not self._paused:
            return self._changed()
        return self._changed() or self._hold(broken)

    def note(self, call: Call, shown: Decimal) -> Text | None:
        """Take in a reading of the environment item, which is made before and after everything else.

        Args:
            call: What was read.
            shown: The reading, in the unit of the condition.

        Returns:
            That the looks between the readings were further from them than the regulation allows; None where they were
            not, or where the readings alone show it.
        """
        for c in (c for c, watched in self._watched.items() if (watched.role, watched.method) == call[:2]):
            try:
                value = corrected_by(self._standards.get(c.role, ()), shown, c.unit)
            except Void:
                continue  # the item itself finds that
            self._noted[c.quantity].append(value)
            self._values[c.quantity].append(value)
            if c.changed(self._noted[c.quantity]) is None:
                return c.changed(self._values[c.quantity])
        return None

    def _is_due(self, c: Condition, now: Decimal) -> bool:
        return c.quantity not in self._seen or now - self._seen[c.quantity] >= c.watched

    def _hold(self, broken: Text | None) -> Text | None:
        if not self._paused and broken is not None:
            self._record.write(Paused(limits=self._limits(), elapsed=self._elapsed(), words=Because(reason=broken)))
        self._paused = True
        began = now = self._clock.elapsed()
        inside: Decimal | None = None
        while True:
            inside = None if broken is not None else now if inside is None else inside
            if inside is not None and now - inside >= self._settle:
                self._paused = False
                self._record.write(Continued(waited=plain(now - began), elapsed=plain(now)))
                return None
            if now - began >= self._patience:
                return self._given_up()
            self._source.pause(self._interval)
            broken, now = self._look(list(self._watched)), self._clock.elapsed()
            changed = self._changed()
            if changed is not None:
                return changed

    def _look(self, due: Sequence[Condition]) -> Text | None:
        readings, reasons = [], []
        for c in due:
            reading, reason = self._read(c)
            readings.append(reading)
            reasons += [reason] if reason is not None else []
        self._looks += 1
        seen = self._clock.elapsed()
        self._seen |= {c.quantity: seen for c in due}
        entry = EnvironmentEntry(readings=tuple(readings), elapsed=self._elapsed())
        self._record.write(entry, f"environment_monitor#{self._looks}")
        return next(iter(reasons), None)

    def _read(self, c: Condition) -> tuple[ConditionReading, Text | None]:
        call = self._watched[c]
        read = self._source.look(call)
        shown = read.value if read.unit == c.unit else convert(read.value, read.unit, c.unit)
        value, reason = shown, None
        impossible, _ = doubted(call, shown, c.unit, "")
        if impossible is not None:
            reason = Text(impossible.zh, impossible.en)
        else:
            try:
                value = corrected_by(self._standards.get(c.role, ()), shown, c.unit)
                reason = c.outside(value)
                self._values[c.quantity].append(value)
            except Void as beyond:  # beyond the certified range: the environment is not known to be inside
                reason = beyond.reason
        return ConditionReading(c.quantity, plain(value), plain(shown), c.unit, read.text), reason

    def _changed(self) -> Text | None:
        """Which quantity has changed by more than the regulation allows."""
        found = (c.changed(self._values[c.quantity]) for c in self._watched if self._values[c.quantity])
        return next((reason for reason in found if reason is not None), None)

    def _limits(self) -> dict[str, str]:
        sides = {}
        for c in self._watched:
            sides[f"{c.quantity}_lowest"] = "" if c.lower is None else plain(c.lower)
            sides[f"{c.quantity}_highest"] = "" if c.upper is None else plain(c.upper)
        return sides

    def _given_up(self) -> Text:
        minutes = plain(Decimal(self._patience) / 60)
        return Text(
            f"环境条件超出要求，等待 {minutes} min 后仍未恢复并稳定",
            f"the environment left its limits and was not back and steady within {minutes} min",
        )

    def _elapsed(self) -> str:
        return plain(self._clock.elapsed())


def _extremes(c: Condition, past: Sequence[Event]) -> list[Decimal]:
    """Lowest and highest value of a quantity that earlier looks of the run have seen."""
    found = [
        Decimal(reading.value)
        for _, look in of_kind(past, EnvironmentEntry)
        for reading in look.readings
        if reading.quantity == c.quantity
    ]
    return [min(found), max(found)] if found else []


def _still_held(past: Sequence[Event]) -> bool:
    """Whether the environment holds the run still; a pause of a person, which has no limits, ended with the run."""
    last = next((e for e in reversed(past) if e.kind in {"paused", "continued"}), None)
    return last is not None and last.kind == "paused" and bool(read(last, Paused).limits)
