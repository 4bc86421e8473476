"""Which runs are being performed at this moment, on this computer or on one that shares a PostgreSQL store."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from metrology.text import Text
from records.journal import utc_now
from records.run_locks import held_in_store
from sequencer.errors import Refused
from services.locks.lock_files import Held, held
from services.operational_log.log import logger

if TYPE_CHECKING:
    from collections.abc import Iterator

KILLED = Text(
    "计算机或程序中断，没有记下原因；已记录的读数均保留",
    "the computer or the program stopped, so no reason was recorded; every reading that was recorded is kept",
)
"""Why a run ended that no process performs and that states no reason."""


@contextmanager
def performing(run: str, url: str) -> Iterator[None]:
    """Hold a run while it is performed: it is shown as running, and nobody else can resume it.

    Raises:
        Refused: Another process performs it.
    """
    said = [str(os.getpid()), utc_now().astimezone().isoformat(timespec="seconds"), run, "run"]
    with ExitStack() as stack:
        try:
            stack.enter_context(held(f"run {run}", said))
        except Held as other:
            pid = other.holder[0] if other.holder else "?"
            logger().warning("run is performed by another process", run=run, holder=pid)
            en = f"run {run} is being performed (process {pid})"
            raise Refused([Text(f"检定 {run} 正在进行（进程 {pid}）", en)]) from other
        if not stack.enter_context(held_in_store(url, f"run {run}")):
            logger().warning("run is performed by another computer", run=run)
            raise Refused(
                [Text(f"另一台计算机正在进行检定 {run}", f"run {run} is being performed by another computer")]
            )
        yield


@contextmanager
def deciding(form: str, url: str) -> Iterator[None]:
    """Hold a form while a run is decided by it: it decides once.

    Raises:
        Refused: Another process decides by it.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(held(f"form {form}", [str(os.getpid()), form]))
        except Held as other:
            zh, en = f"记录表 {form} 正由另一进程判定", f"form {form} is being decided by another process"
            raise Refused([Text(zh, en)]) from other
        if not stack.enter_context(held_in_store(url, f"form {form}")):
            zh, en = f"记录表 {form} 正由另一台计算机判定", f"form {form} is being decided by another computer"
            raise Refused([Text(zh, en)])
        yield


def is_running(run: str, url: str) -> bool:
    """Whether a process performs a run: one of this computer, or one of another that shares a PostgreSQL store."""
    try:
        with held(f"run {run}", []), held_in_store(url, f"run {run}") as ours:
            return not ours
    except Held:
        return True
    except OSError:
        return False
