"""Trying mutants: one forked process each, which sees the changed file in place of the one on disk."""

from __future__ import annotations

import importlib.abc
import importlib.util
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from procedures import registry
from sequencer import session
from services import prepare
from tests.procedures import answers, conftest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from importlib.machinery import ModuleSpec

    from tests.mutations.mutant import Mutant
    from tests.mutations.targets import Target

PRELOADED = (session, prepare, answers, conftest)
"""What every trial needs is imported once, before processes are forked."""
LONGEST_S = 60
"""A mutant that takes longer is noticed: it does not end."""
OPTIONS = ("-q", "-x", "-n0", "--no-header", "--tb=no", "-p", "no:randomly")


class Changed(importlib.abc.MetaPathFinder, importlib.abc.SourceLoader):
    """Imports one module from another text."""

    def __init__(self, name: str, mutant: Mutant) -> None:
        self._name, self._file, self._text = name, str(mutant.file), mutant.text

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: object = None) -> ModuleSpec | None:
        """The changed module; every other one is left to the finders behind."""
        del path, target
        return importlib.util.spec_from_loader(fullname, self) if fullname == self._name else None

    def get_filename(self, fullname: str) -> str:
        """The file as it is on disk."""
        del fullname
        return self._file

    def get_data(self, path: str | bytes) -> bytes:
        """The other text; anything that is no source, such as a compiled file, is missing."""
        if path != self._file:
            raise OSError(path)
        return self._text.encode()


def baseline(target: Target) -> bool:
    """Whether the tests pass as the files are."""
    return _forked(target, None).wait() == 0


def survivors(target: Target, mutants: Iterable[Mutant], workers: int) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant, and whether the tests passed in spite of it; as they end."""
    running: dict[int, Mutant] = {}
    for mutant in mutants:
        if len(running) >= workers:
            yield _ended(running)
        running[_forked(target, mutant).pid] = mutant
    while running:
        yield _ended(running)


class _Child:
    def __init__(self, pid: int) -> None:
        self.pid = pid

    def wait(self) -> int:
        return os.waitpid(self.pid, 0)[1]


def _ended(running: dict[int, Mutant]) -> tuple[Mutant, bool]:
    pid, status = os.wait()
    return running.pop(pid), status == 0


def _forked(target: Target, mutant: Mutant | None) -> _Child:
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return _Child(pid)
    code = 1
    try:
        code = _try(target, mutant)
    finally:
        os._exit(code)


def _try(target: Target, mutant: Mutant | None) -> int:
    signal.alarm(LONGEST_S)
    silent = os.open(os.devnull, os.O_WRONLY)
    if mutant is not None:
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        _install(target, mutant)
    return int(pytest.main([*OPTIONS, *target.tests]))


def _install(target: Target, mutant: Mutant) -> None:
    """Forget what was made of the file, and let nobody read it any more as it is on disk."""
    package = target.import_names[target.module].rpartition(".")[0]
    for name in [n for n in sys.modules if n in target.import_names.values() or n.startswith(f"{package}.")]:
        sys.modules.pop(name)  # other editions beside it rest on what it shares with them
    registry._shipped.cache_clear()
    if mutant.file in target.import_names:
        sys.meta_path.insert(0, Changed(target.import_names[mutant.file], mutant))
        return
    original = Path.read_text

    def read_text(self: Path, *args: str | None, **more: str | None) -> str:
        return mutant.text if self == mutant.file else original(self, *args, **more)

    Path.read_text = read_text  # type: ignore[method-assign,assignment]
