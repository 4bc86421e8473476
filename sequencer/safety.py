"""Whatever ends a run, its outputs are brought to their safe state and the end is written down."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

from drivers.errors import InstrumentError
from sequencer.errors import EntryRefused, Interrupted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from sequencer.record import Record

STOPPING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))


@contextmanager
def signals_as_interrupt() -> Iterator[None]:
    """Let SIGINT, SIGTERM and SIGHUP end a run the same way: by an exception that no clean-up misses."""

    def stop(number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt(signal.Signals(number).name)

    before = {number: signal.signal(number, stop) for number in STOPPING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def stopping_safely(record: Record, make_safe: Callable[[], list[str]]) -> Iterator[None]:
    """Make the bench safe on every way out; journal why a run stopped before its end.

    Raises:
        Interrupted: In place of what an operator, an instrument or the store did to the run; other errors pass.
    """
    try:
        yield
    except (KeyboardInterrupt, InstrumentError, EntryRefused) as stop:
        reason = _reason(stop)
        _write_stop(record, reason, _deaf_to_signals(make_safe))
        raise Interrupted(reason) from stop
    except BaseException as error:
        _write_stop(record, _reason(error), _deaf_to_signals(make_safe))
        raise
    else:
        _deaf_to_signals(make_safe)


def _reason(stop: BaseException) -> str:
    if isinstance(stop, KeyboardInterrupt):
        return f"stopped by {stop.args[0] if stop.args else 'SIGINT'}"
    return f"{type(stop).__name__}: {stop}"


def _write_stop(record: Record, reason: str, safe: list[str]) -> None:
    record.write("interrupted", {"reason": reason, "safe": safe})


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
