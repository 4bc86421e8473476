"""Changing a regulation that is loaded: the code of functions that nothing called yet, rows that nothing read yet."""

from __future__ import annotations

import gc
import tomllib
from decimal import Decimal
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, Final

from tests.mutations.watching import TABLES, Function, Row, Watched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.mutations.mutant import Mutant

IN_FUNCTIONS: Final = 0x2
"""CO_NEWLOCALS: the code of a function, not of a module or a class."""


class Loaded:
    """What is loaded of some files.

    Args:
        watched: What was called and read until now; what was cannot be changed in place.
    """

    def __init__(self, watched: Watched, modules: list[Path]) -> None:
        self._called, self._read = set(watched.called), set(watched.read)
        self._contents = watched.contents
        names = set(map(str, modules))
        self._functions: dict[CodeType, list[FunctionType]] = {}
        gc.unfreeze()  # tests freeze what is collected; frozen objects are not listed
        for found in gc.get_objects():
            if isinstance(found, FunctionType) and found.__code__.co_filename in names:
                self._functions.setdefault(found.__code__, []).append(found)
        gc.freeze()
        self._trees = {m: compile(m.read_text("utf-8"), str(m), "exec", dont_inherit=True) for m in modules}

        some = any(code.co_flags & IN_FUNCTIONS for tree in self._trees.values() for code in _all(tree))
        if some and not self._functions:
            raise RuntimeError("no function of the modules is loaded")

    def codes(self, mutant: Mutant) -> tuple[Function, list[tuple[CodeType, CodeType]]] | None:
        """The function that a mutant changes, and its code and that of functions around it, before and after.

        None where it cannot be changed in place.
        """
        before = self._trees[mutant.file]
        try:
            after = compile(mutant.text, str(mutant.file), "exec", dont_inherit=True)
        except SyntaxError:
            return None
        paths = list(_differing(before, after))
        if len(paths) != 1 or any(not (b.co_flags & IN_FUNCTIONS) for b, _ in paths[0][-1:]):
            return None
        innermost = paths[0][-1][0]
        every = [c for tree in self._trees.values() for c in _all(tree)]
        alone = every.count(innermost) == 1 and sum(Function.of(c) == Function.of(innermost) for c in every) == 1
        if not alone or Function.of(innermost) in self._called:
            return None
        swapped = [(b, a) for b, a in paths[0] if b.co_flags & IN_FUNCTIONS and self._functions.get(b)]
        return (Function.of(innermost), swapped) if swapped else None

    def swap(self, codes: list[tuple[CodeType, CodeType]]) -> None:
        """Let functions run other code from now on."""
        for before, after in codes:
            for function in self._functions[before]:
                function.__code__ = after

    def rows(self, mutant: Mutant) -> list[tuple[Row, dict[str, Any], Any]] | None:
        """Rows that a mutant of a data file changes, where they stand, and what they become."""
        try:
            after = tomllib.loads(mutant.text, parse_float=Decimal)
        except tomllib.TOMLDecodeError:
            return None
        before = tomllib.loads(mutant.file.read_text("utf-8"), parse_float=Decimal)
        changed = dict(changed_rows(before, after))
        found = []
        for file, shared, content in self._contents:
            if mutant.file not in (file, shared):
                continue
            own = read_own(file)
            for (table, key), value in changed.items():
                if mutant.file == shared and file != shared and key in own.get(table, {}):
                    continue
                rows = dict.get(content, table, {}) if table else content
                if Row(str(file), table, key) in self._read or key not in rows:
                    return None
                found.append((Row(str(file), table, key), rows, value))
        return found or None

    def put(self, rows: list[tuple[Row, dict[str, Any], Any]]) -> None:
        """Let rows say something else from now on."""
        for row, table, value in rows:
            dict.__setitem__(table, row.key, value)


def read_own(file: Path) -> dict[str, Any]:
    """What a data file says itself."""
    return tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)


def changed_rows(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[tuple[str, str], Any]]:
    """Rows that differ: their table, empty for what stands in none, their key, and what they become."""
    for key in {**before, **after}:
        b, a = before.get(key), after.get(key)
        if key in TABLES and isinstance(b, dict) and isinstance(a, dict):
            for row in {**b, **a}:
                if repr(b.get(row)) != repr(a.get(row)):
                    yield (key, row), a.get(row)
        elif repr(b) != repr(a):
            yield ("", key), a


def _own(code: CodeType) -> tuple[object, ...]:
    consts = [repr(c) if not isinstance(c, CodeType) else "" for c in code.co_consts]
    return code.co_code, consts, code.co_names, code.co_varnames, code.co_freevars, code.co_flags


def _inner(code: CodeType) -> list[CodeType]:
    return [c for c in code.co_consts if isinstance(c, CodeType)]


def _all(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in _inner(code):
        yield from _all(inner)


def _differing(before: CodeType, after: CodeType) -> Iterator[list[tuple[CodeType, CodeType]]]:
    """Paths from outside to every code object that differs itself."""
    if _own(before) != _own(after):
        yield [(before, after)]
        return
    for b, a in zip(_inner(before), _inner(after), strict=True):
        for path in _differing(b, a):
            yield [(before, after), *path]
