"""One run at a time on a physical bench: the process that opens it holds a lock on it and on each instrument of it.

Two bench files that name the same instrument exclude each other as well, however they spell its address.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from drivers.addresses import UnknownAddress, canonical
from messages import chinese
from metrology.text import Text
from records.journal import utc_now
from sequencer.errors import Refused
from services.locks.lock_files import Held, cleaned, held
from services.operational_log.log import logger

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from drivers.bench import BenchFile


@contextmanager
def only_user(file: BenchFile, path: Path, places: Iterable[str] = ("1",)) -> Iterator[None]:
    """Hold the bench; nothing is held where all of it is simulated.

    Args:
        file: The bench.
        path: Where its file lies.
        places: Positions in use.

    Raises:
        Refused: Another process, or another run of this one, holds it; the reason says which, and since when.
    """
    with ExitStack() as stack:
        for key in _keys(file, path, places):
            said = [str(os.getpid()), utc_now().astimezone().isoformat(timespec="seconds"), file.name, key]
            try:
                stack.enter_context(held(key, said))
            except Held as other:
                logger().warning("bench is in use", bench=file.name, key=key)
                raise Refused([_taken(key, other.holder)]) from other
            except OSError as error:
                raise Refused([_impossible(error)]) from error
        yield


def _keys(file: BenchFile, path: Path, places: Iterable[str]) -> list[str]:
    real = {name: role for name, role in file.roles.items() if not role.simulated}
    keys = {f"bench {path.resolve()}"} if real else set()
    for name, role in real.items():
        for place in places if name in file.own_roles else ("",):
            keys |= {f"instrument {_one_spelling(role.address.replace('{position}', place))}"}
    return sorted(keys - {"instrument "})


def _one_spelling(address: str) -> str:
    try:
        return canonical(address)
    except UnknownAddress:  # a driver without a line, or an address that is refused when it is opened
        return address


def _taken(key: str, holder: list[str]) -> Text:
    pid, since, bench, *_ = [*holder, "?", "?", "?"]
    what = cleaned(key)
    if not holder:
        return Text(
            f"台架正在使用：本机另一用户或另一环境的进程占用（{what}）；待其结束后再试",
            f"the bench is in use: a process of another user or environment of this machine holds it ({what}); wait until it has ended",
        )
    return Text(
        f"台架正在使用：进程 {pid} 自 {since} 起占用（台架 {bench}，{what}）；待其结束后再试",
        f"the bench is in use: process {pid} has held it since {since} (bench {bench}, {what}); wait until it has ended",
    )


def _impossible(error: OSError) -> Text:
    return Text(
        f"无法为台架加锁：{chinese(cleaned(str(error)))}；检查该文件夹的所有者和权限",
        f"the bench cannot be locked: {cleaned(str(error))}; look at the owner and the permissions of that folder",
    )
