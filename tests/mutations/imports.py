"""Importing a regulation from another text, and what of the program does not depend on it."""

from __future__ import annotations

import ast
import importlib.abc
import importlib.util
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from importlib.machinery import ModuleSpec

    from tests.mutations.mutant import Mutant


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


def read_as(mutant: Mutant) -> None:
    """Let nobody read or load a file any more as it is on disk; the module of a completed draft is loaded once more."""
    original, compiled = Path.read_text, SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, fullname: str) -> Any:
        if self.path != str(mutant.file):
            return compiled(self, fullname)
        return compile(mutant.text, self.path, "exec", dont_inherit=True)

    def read_text(self: Path, *args: str | None, **more: str | None) -> str:
        return mutant.text if self == mutant.file else original(self, *args, **more)

    Path.read_text = read_text  # type: ignore[method-assign,assignment]
    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]


def independent(loaded: Mapping[str, str], files: Iterable[Path]) -> list[str]:
    """Modules that import none of some files, directly or through others, in the order in which they were loaded.

    Args:
        loaded: The file of each module by its name.
    """
    wanted = {str(f) for f in files}
    dependent = {name for name, file in loaded.items() if file in wanted}
    needs = {name: _imported(file, name) for name, file in loaded.items() if _ours(name)}
    while more := {name for name, needed in needs.items() if needed & dependent} - dependent:
        dependent |= more
    return [name for name in loaded if name not in dependent and not name.startswith("tests.")]


def _ours(name: str) -> bool:
    return not name.startswith("_") and name.partition(".")[0] not in sys.stdlib_module_names


def _imported(file: str, name: str) -> set[str]:
    if not file.endswith(".py") or "site-packages" in file:
        return set()
    found: set[str] = set()
    for node in ast.walk(ast.parse(Path(file).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(a.name for a in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = importlib.util.resolve_name("." * node.level + (node.module or ""), name.rpartition(".")[0])
            found |= {base, *(f"{base}.{a.name}" for a in node.names)}
    return found
