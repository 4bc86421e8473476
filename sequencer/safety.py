"""Whatever ends a run, its outputs are brought to their safe state and the end is written down."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from drivers.errors import InstrumentError
from drivers.outputs import NOT_CONFIRMED
from records import entries
from records.errors import RecordsError
from sequencer.errors import EntryRefused, Interrupted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from sequencer.journal_memory import JournalMemory

STOPPING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))


@contextmanager
def signals_as_interrupt() -> Iterator[None]:
    """Let SIGINT, SIGTERM and SIGHUP end a run the same way: by an exception that no clean-up misses.

    Signals arrive in the main thread: a run in another is stopped by those who started it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt(signal.Signals(number).name)

    before = {number: signal.signal(number, stop) for number in STOPPING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def stopping_safely(record: JournalMemory, make_safe: Callable[[], list[str]]) -> Iterator[None]:
    """Make the bench safe on every way out; journal why a run stopped before its end.

    The outputs come first: they are safe before anything is written, and also when nothing can be written any more.

    Raises:
        Interrupted: In place of what an operator, an instrument or the store did to the run; other errors pass.
    """
    try:
        yield
    except (KeyboardInterrupt, InstrumentError, EntryRefused, RecordsError) as stop:
        reason = _reason(stop)
        raise Interrupted(reason + _stopped(record, reason, make_safe)) from stop
    except BaseException as error:
        _stopped(record, _reason(error), make_safe)
        raise
    else:
        _deaf_to_signals(make_safe)


def _stopped(record: JournalMemory, reason: str, make_safe: Callable[[], list[str]]) -> str:
    safe = _deaf_to_signals(make_safe)
    missing = "".join(f"; {line}" for line in safe if NOT_CONFIRMED in line)
    try:
        record.write(entries.Interrupted(reason=reason, safe=tuple(safe)))
    except RecordsError as error:  # a full disk stops the run, not the clean-up
        return f"{missing} (and this could not be written down: {error})"
    return missing


def _reason(stop: BaseException) -> str:
    if isinstance(stop, KeyboardInterrupt):
        return f"stopped by {stop.args[0] if stop.args else 'SIGINT'}"
    return f"{type(stop).__name__}: {stop}"


def _deaf_to_signals(make_safe: Callable[[], list[str]]) -> list[str]:
    """A second Ctrl-C must not stop the outputs from being switched off."""
    try:
        before = {number: signal.signal(number, signal.SIG_IGN) for number in STOPPING}
    except ValueError:  # not the main thread: signals do not arrive here
        return make_safe()
    try:
        return make_safe()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
