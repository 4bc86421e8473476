"""The environment gate during a run: nothing is measured while the room is outside the regulation's band."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from metrology.exact import plain
from metrology.physical_bounds import implausible
from metrology.units import convert
from procedures.errors import Void
from procedures.standards import corrected_by
from procedures.text import Text
from records.entries import Because, ConditionReading, Continued, Paused
from records.entries import Environment as EnvironmentEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drivers.roles import Clock, Environment, Reading
    from procedures.base import Conditions
    from procedures.standards import Standard
    from records.event import Event
    from sequencer.journal_memory import JournalMemory

# How often the room is looked at, how long it must have been inside again, and how long that is waited for, in s. No
# regulation gives these figures; they are Steelyard's own.
INTERVAL, SETTLE, PATIENCE = 60, 600, 7200


class EnvironmentMonitor:
    """Reads the room before measurements, pauses the run while it is outside, gives up after a time.

    Every look is journaled as `environment`, so are `paused` and `continued`. None of these is read again by a replay:
    they say why time passed, and no conclusion rests on them.

    Args:
        conditions: What the regulation asks for.
        room: The instrument that is read.
        clock: The run's clock.
        pause: Lets a number of seconds pass while the run is held.
        record: The run's journal.
        past: Entries already there, when a run goes on: a pause goes on too.
        standards: The standards that stand behind the room; their certificates correct what it shows, as in the
            environment item.
        interval: Least time between two looks, s.
        settle: Time for which the room must have been inside before the run continues, s.
        patience: Longest pause, s.
    """

    def __init__(
        self,
        conditions: Conditions,
        room: Environment,
        clock: Clock,
        pause: Callable[[int], None],
        record: JournalMemory,
        past: Sequence[Event] = (),
        *,
        standards: Sequence[Standard] = (),
        interval: int = INTERVAL,
        settle: int = SETTLE,
        patience: int = PATIENCE,
    ) -> None:
        self._conditions, self._room, self._clock, self._pause = conditions, room, clock, pause
        self._record, self._standards = record, standards
        self._interval, self._settle, self._patience = interval, settle, patience
        self._looks = sum(e.kind == "environment" for e in past)
        self._paused = next((e.kind for e in reversed(past) if e.kind in {"paused", "continued"}), "") == "paused"
        self._seen: Decimal | None = None

    def watch(self) -> Text | None:
        """Look at the room if that is due, and hold the run while it is outside.

        Returns:
            None when measuring may go on, else why the run gives up.

        Raises:
            InstrumentError: The room cannot be read.
            Void: It is not known which of its standards corrects the reading.
        """
        due = self._seen is None or self._clock.elapsed() - self._seen >= self._interval
        if not (due or self._paused):
            return None
        broken = self._look()
        if broken is None and not self._paused:
            return None
        return self._hold(broken)

    def _hold(self, broken: Text | None) -> Text | None:
        if not self._paused and broken is not None:
            limits, words = self._conditions.to_dict(), Because(reason=broken)
            self._record.write(Paused(limits=limits, elapsed=self._elapsed(), words=words))
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
            self._pause(self._interval)
            broken, now = self._look(), self._clock.elapsed()

    def _look(self) -> Text | None:
        t, h = self._room.temperature(), self._room.humidity()
        shown, damp = _in(t, "°C"), _in(h, "%RH")
        temperature, humidity, beyond = shown, damp, None
        try:
            temperature = corrected_by(self._standards, shown, "°C")
            humidity = corrected_by(self._standards, damp, "%RH")
        except Void as void:  # beyond the certified range: the environment is not known to be inside
            beyond = void.reason
        self._looks += 1
        self._seen = self._clock.elapsed()
        readings = (
            ConditionReading("temperature", plain(temperature), plain(shown), "°C", t.text),
            ConditionReading("humidity", plain(humidity), plain(damp), "%RH", h.text),
        )
        address = f"environment_monitor#{self._looks}"
        self._record.write(EnvironmentEntry(readings=readings, elapsed=self._elapsed()), address)
        return _impossible(shown, damp) or beyond or self._conditions.outside(temperature, humidity)

    def _given_up(self) -> Text:
        minutes = plain(Decimal(self._patience) / 60)
        return Text(
            f"环境条件超出要求，等待 {minutes} min 后仍未恢复并稳定",
            f"the environment left its limits and was not back and steady within {minutes} min",
        )

    def _elapsed(self) -> str:
        return plain(self._clock.elapsed())


def _in(reading: Reading, unit: str) -> Decimal:
    return reading.value if reading.unit == unit else convert(reading.value, reading.unit, unit)


def _impossible(t: Decimal, h: Decimal) -> Text | None:
    """What cannot be, of an air temperature in °C and a relative humidity in %RH."""
    found = (implausible(t, "°C", "air_temperature"), implausible(h, "%RH", "relative_humidity"))
    return next((Text(doubt.zh, doubt.en) for doubt in found if doubt is not None and doubt.impossible), None)
