"""Every number of every data file, one higher and one lower, against the tests that need no fixture.

    python -m tests.mutations.quick                   all of them, in one process: two minutes of the processor
    python -m tests.mutations.quick electricity mass  what lies in these folders of `procedures`

It changes what is loaded and calls the tests that read the row: figures entered a second time, and rules without a
bench. What they let pass is listed; a test that judges a run may still notice it (`python -m tests.mutations`).

Exit code 0: each is noticed; 1: some are not; 2: nothing could be tried.
"""

from __future__ import annotations

import gc
import sys
import tomllib
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from procedures.kit import Facts
from procedures.lots.plans import scheme
from procedures.validity import law
from tests.mutations.data_mutants import DataMutants
from tests.mutations.equivalents import Equivalents
from tests.mutations.in_place import changed_rows, read_own
from tests.mutations.mutant import is_figure
from tests.mutations.root import ROOT
from tests.mutations.watching import Row, Watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.mutations.mutant import Mutant

Put = tuple[Row, dict[str, Any], Any]
LAWS: Final = {"validity", "lots"}
"""Folders of data that `Facts` does not read."""
CACHED: Final = ("regulation", "unread", "terms")
OPTIONS: Final = ("-q", "-n0", "--no-header", "--assert=plain", "-p", "no:randomly", "-p", "no:cacheprovider")
TESTS: Final = ROOT / "tests/procedures"


class Quick:
    """A plugin that tries numbers in place of running tests.

    Attributes:
        tried: How many numbers of each file were changed.
        alive: Those that no test noticed.
    """

    def __init__(self, files: list[Path]) -> None:
        self._files, self._watched = files, Watched(files)
        self._readers: dict[Row, list[Callable[[], object]]] = defaultdict(list)
        self._of_laws: list[Callable[[], object]] = []
        self._known = Equivalents.of(files)
        self.tried: Counter[Path] = Counter()
        self.alive: list[Mutant] = []

    @property
    def equivalent(self) -> int:
        """How many change no result."""
        return self._known.used

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Which test reads which row, then each number."""
        for item in session.items:
            if (call := _alone(item)) is not None:
                self.learn(call)
                if item.path.parent.name in LAWS:
                    self._of_laws.append(call)
        self.try_all()
        return True

    def learn(self, call: Callable[[], object]) -> None:
        """Which rows a test reads; one that cannot run alone notices nothing."""
        self._watched.take()
        if not _fails(call):
            for row in self._watched.take().read:
                self._readers[row].append(call)

    def try_all(self) -> None:
        """Change each number."""
        self._facts = [found for found in gc.get_objects() if isinstance(found, Facts)]
        for file in self._files:
            before = read_own(file)
            for mutant in (m for m in DataMutants(file) if is_figure(m.before) and m not in self._known):
                self.tried[file] += 1
                if file.parent.name in LAWS:
                    self._try_law(mutant)
                else:
                    self._try(mutant, before)

    def _try_law(self, mutant: Mutant) -> None:
        """A file that is read once for all; the tests that noticed the last number come first."""
        original = Path.read_text

        def read_text(self: Path, *args: str | None, **more: str | None) -> str:
            return mutant.text if self == mutant.file else original(self, *args, **more)

        Path.read_text = read_text  # type: ignore[method-assign,assignment]
        _read_again()
        noticed = next((call for call in self._of_laws if _fails(call)), None)
        Path.read_text = original  # type: ignore[method-assign]
        _read_again()
        if noticed is None:
            self.alive.append(mutant)
            return
        self._of_laws.remove(noticed)
        self._of_laws.insert(0, noticed)

    def _try(self, mutant: Mutant, before: dict[str, Any]) -> None:
        after = tomllib.loads(mutant.text, parse_float=Decimal)
        puts = list(self._puts(mutant.file, dict(changed_rows(before, after))))
        old = [(row, table, dict.get(table, row.key)) for row, table, _ in puts]
        self._put(puts)
        calls = dict.fromkeys(call for row, *_ in puts for call in self._readers[row])
        noticed = next((call for call in calls if _fails(call)), None)
        self._put(old)
        if noticed is None:
            self.alive.append(mutant)
            return
        for row, *_ in puts:  # what notices one number of a row first notices the next one too
            if noticed in self._readers[row]:
                self._readers[row].remove(noticed)
                self._readers[row].insert(0, noticed)

    def _puts(self, changed: Path, rows: dict[tuple[str, str], Any]) -> Iterator[Put]:
        for file, shared, content in self._watched.contents:
            if changed not in (file, shared):
                continue
            own = read_own(file)
            for (table, key), value in rows.items():
                within = dict.get(content, table, {}) if table else content
                if key in within and (changed == file or key not in own.get(table, {})):
                    yield Row(str(file), table, key), within, value

    def _put(self, puts: list[Put]) -> None:
        for row, table, value in puts:
            dict.__setitem__(table, row.key, value)
        for facts in self._facts:
            for name in CACHED:
                facts.__dict__.pop(name, None)


def _read_again() -> None:
    law.cache_clear()
    scheme.cache_clear()


def _alone(item: pytest.Item) -> Callable[[], object] | None:
    """A test that can be called with its parameters alone."""
    if not isinstance(item, pytest.Function) or item.cls is not None:
        return None
    given = item.callspec.params if hasattr(item, "callspec") else {}
    if set(item._fixtureinfo.argnames) - set(given):
        return None
    return lambda: item.obj(**given)


def _fails(call: Callable[[], object]) -> bool:
    try:
        call()
    except BaseException:  # noqa: BLE001 - whatever it is, it was noticed
        return True
    return False


def main(folders: list[str]) -> int:
    """Try the numbers of the data files of some folders."""
    roots = [ROOT / "procedures" / folder for folder in folders or [""]]
    plugin = Quick(sorted(file for root in roots for file in root.rglob("*.toml")))
    tests = [str(TESTS / folder) for folder in folders] + [str(t) for t in TESTS.glob("test_*.py")]
    pytest.main([*OPTIONS, *(tests if folders else [str(TESTS)])], plugins=[plugin])
    for m in plugin.alive:
        sys.stdout.write(f"{m.file.relative_to(ROOT)}:{m.line}:{m.column}: {m.before} → {m.after}    {m.context}\n")
    lost = Counter(m.file for m in plugin.alive)
    for file, number in plugin.tried.items():
        sys.stdout.write(f"    {file.relative_to(ROOT)}: {number} tried, {lost[file]} unnoticed\n")
    sys.stdout.write(
        f"{plugin.tried.total()} numbers changed, {len(plugin.alive)} unnoticed, {plugin.equivalent} equivalent\n"
    )
    return 2 if not plugin.tried else int(bool(plugin.alive))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
