"""Trying mutants with tests that are collected once; what cannot be changed in place is imported as changed."""

from __future__ import annotations

import importlib
import io
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from services.code_identity import code_manifest, code_meaning
from tests.mutations import children
from tests.mutations.children import Died
from tests.mutations.imports import Changed, independent, read_as
from tests.mutations.in_place import Loaded
from tests.mutations.observing import Seen, Test, observed, own_folder
from tests.mutations.progress import Progress
from tests.mutations.watching import Function, Row, Watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.mutations.mutant import Mutant
    from tests.mutations.targets import Group

HERE = Path(__file__).parent
OPTIONS = ("-q", "-n0", "--no-header", "--tb=no", "-p", "no:randomly", str(HERE))
"""The folder has no tests: what its `conftest.py` files import, nobody else needs."""
PASSED = ""


@dataclass
class Outcome:
    """What became of the mutants.

    Attributes:
        alive: Those that every test passes, by their number.
        failing: Tests that fail as the files are; then no mutant was tried.
        fresh: How many were imported in a process of their own.
    """

    alive: list[int] = field(default_factory=list)
    failing: list[str] = field(default_factory=list)
    fresh: int = 0


def tried(group: Group, mutants: Sequence[Mutant], workers: int) -> Outcome:
    """Try mutants of the files of a group with its tests.

    Raises:
        TypeError: It cannot be tried; the reason is on standard error.
    """
    found = children.forked(partial(_session, group, mutants, workers))
    if not isinstance(found, Outcome):
        raise TypeError(f"{', '.join(group.names)}: the trial ended with {found}")
    return found


def _session(group: Group, mutants: Sequence[Mutant], workers: int) -> Outcome:
    trial = _Trial(group, mutants, workers)
    pytest.main([*OPTIONS], plugins=[trial])
    return trial.outcome


@dataclass
class _Collected:
    """What the process that collected the tests found out."""

    failing: list[str]
    decided: dict[int, str]
    open: list[int]
    kills: Counter[tuple[Path, str]]
    files: dict[str, str]
    near: dict[str, set[str]]
    loaded: dict[str, str]


class _Trial:
    """A plugin that tries mutants in place of collecting and running tests.

    Attributes:
        outcome: What became of them.
    """

    def __init__(self, group: Group, mutants: Sequence[Mutant], workers: int) -> None:
        self._group, self._mutants, self._workers = group, mutants, workers
        self.outcome = Outcome()

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> bool:
        """Two passes: in place, then imported for each."""
        session.items = []
        session.config.get_terminal_writer()._file = io.StringIO()  # type: ignore[attr-defined]
        _warm()
        found = children.forked(partial(self._collected, session))
        if isinstance(found, Died):
            raise pytest.exit.Exception("the tests cannot be collected")  # type: ignore[call-arg]
        self.outcome.failing = found.failing
        if not found.failing:
            for name in independent(found.loaded, self._group.files):
                with suppress(ImportError):
                    importlib.import_module(name)
            self._fresh(session, found)
        return True

    def _collected(self, session: pytest.Session) -> _Collected:
        before = set(sys.modules)
        watched = Watched(self._group.files)
        watched.begin()
        session.perform_collect([str(t) for t in self._group.tests])
        session.items = [item for item in session.items if self._group.concerns(item.path, item.nodeid)]
        watched.end()
        loading = set(watched.called), set(watched.read)
        seen = children.forked(partial(observed, session, watched))
        failing = seen.failing if isinstance(seen, Seen) else ["the tests die"]
        watched.called.update(loading[0])
        watched.read.update(loading[1])
        watched.begin()  # what the tests import only when they run is imported once
        for name in seen.modules:
            with suppress(ImportError):
                importlib.import_module(name)
        watched.end()
        loaded = {
            name: str(m.__file__)
            for name, m in list(sys.modules.items())
            if name not in before and getattr(m, "__file__", None)
        }
        files = {item.nodeid: str(item.path) for item in session.items}
        if failing:
            return _Collected(failing, {}, [], Counter(), files, {}, loaded)
        place = _InPlace(session, self._mutants, Loaded(watched, list(self._group.modules)), seen.tests)
        decided = place.decide(self._workers)
        left = [n for n in range(len(self._mutants)) if n not in decided]
        near = {item.nodeid: test.uses.files for item, test in zip(session.items, seen.tests, strict=True)}
        return _Collected([], decided, left, place.kills, files, near, loaded)

    def _fresh(self, session: pytest.Session, found: _Collected) -> None:
        def order(file: Path) -> list[str]:
            return sorted(found.files, key=lambda t: (-found.kills[file, t], str(file) not in found.near[t]))

        unchanged = children.forked(partial(self._imported, session, None, list(found.files), found.files))
        if unchanged != PASSED:
            self.outcome.failing = [f"{unchanged} when it is imported again"]
            return
        self.outcome.fresh = len(found.open)
        self.outcome.alive = [n for n, killed_by in found.decided.items() if killed_by == PASSED]
        jobs = (
            (n, partial(self._imported, session, self._mutants[n], order(self._mutants[n].file), found.files))
            for n in found.open
        )
        progress = Progress("imported", len(found.open))
        for n, killed_by in children.each(jobs, self._workers):
            progress.tell(self._mutants[n], alive=killed_by == PASSED)
            if killed_by == PASSED:
                self.outcome.alive.append(n)
            elif isinstance(killed_by, str):
                found.kills[self._mutants[n].file, killed_by] += 1

    def _imported(self, session: pytest.Session, mutant: Mutant | None, order: list[str], files: dict[str, str]) -> str:
        stale = [name for name in self._group.modules.values() if name in sys.modules]
        if stale:
            raise RuntimeError(f"{', '.join(stale)} is imported already")
        if mutant is not None and mutant.file in self._group.modules:
            sys.meta_path.insert(0, Changed(self._group.modules[mutant.file], mutant))
        if mutant is not None:
            read_as(mutant)
        own_folder(session)
        try:
            session.perform_collect(list(dict.fromkeys(files.values())))
        except BaseException as error:  # noqa: BLE001 - whatever it is, it was noticed
            return f"collection: {error!r}"
        items = {i.nodeid: i for i in session.items if self._group.concerns(i.path, i.nodeid)}
        if session.testsfailed or set(items) != set(files):
            return "collection"
        return _first_failure(session, [items[t] for t in order])


class _InPlace:
    """Mutants whose code or row nothing has used yet."""

    def __init__(
        self, session: pytest.Session, mutants: Sequence[Mutant], loaded: Loaded, seen: Sequence[Test]
    ) -> None:
        self._session, self._mutants, self._loaded, self._seen = session, mutants, loaded, seen
        self.kills = Counter[tuple[Path, str]]()

    def decide(self, workers: int) -> dict[int, str]:
        """The test that notices each, or `PASSED`; those that cannot be put in place are missing."""
        decided, progress = {}, Progress("in place", len(self._mutants))
        for n, killed_by in children.each(self._jobs(), workers):
            progress.tell(self._mutants[n], alive=killed_by == PASSED)
            decided[n] = "died" if isinstance(killed_by, Died) else killed_by
            self.kills[self._mutants[n].file, decided[n]] += 1
        return decided

    def _jobs(self) -> Iterator[tuple[int, Callable[[], str]]]:
        for n, mutant in enumerate(self._mutants):
            change, called, read = None, set[Function](), set[Row]()
            if mutant.file.suffix == ".py" and (found := self._loaded.codes(mutant)) is not None:
                change, called = partial(self._loaded.swap, found[1]), {found[0]}
            elif mutant.file.suffix != ".py" and (rows := self._loaded.rows(mutant)) is not None:
                change, read = partial(self._loaded.put, rows), {row for row, *_ in rows}
            if change is not None:
                yield n, partial(self._with, mutant, change, self._order(mutant.file, called, read))

    def _order(self, file: Path, called: set[Function], read: set[Row]) -> list[int]:
        chosen = [n for n, s in enumerate(self._seen) if s.uses.called & called or s.uses.read & read]
        return sorted(chosen, key=lambda n: (-self.kills[file, self._session.items[n].nodeid], self._seen[n].seconds))

    def _with(self, mutant: Mutant, change: Callable[[], Any], order: list[int]) -> str:
        own_folder(self._session)
        change()
        read_as(mutant)
        return _first_failure(self._session, [self._session.items[n] for n in order])


def _warm() -> None:
    """What every run of every regulation computes from files alone is computed once."""
    code_meaning._meaning = lru_cache(maxsize=None)(code_meaning._meaning.__wrapped__)
    code_manifest.manifest()


def _first_failure(session: pytest.Session, items: Sequence[pytest.Item]) -> str:
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return item.nodeid
    return PASSED
