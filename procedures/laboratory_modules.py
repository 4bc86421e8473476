"""Regulations of a laboratory's own: modules in the folders that its `laboratory.toml` names, loaded by path.

`[plugins] regulations = ["regulations"]` names folders beside `laboratory.toml`. Each module or package in them may hold
editions of regulations. It is loaded under a private name, so that no folder can shadow a module of ours. A module that
fails is reported with its file and line; it stops nobody who does not ask for it.
"""

from __future__ import annotations

import sys
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drivers.plugins import load_module
from procedures.base import Procedure
from procedures.errors import AuthorError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import ModuleType
    from typing import Any


@dataclass(frozen=True, slots=True)
class BrokenModule:
    """A module that could not be loaded.

    Attributes:
        file: The module.
        problem: What is wrong, with the line where it is known.
    """

    file: Path
    problem: str


def laboratory_editions(folders: Sequence[Path]) -> tuple[list[type[Procedure[Any, Any]]], list[BrokenModule]]:
    """The editions in some folders, and the modules that could not be loaded."""
    editions: list[type[Procedure[Any, Any]]] = []
    broken: list[BrokenModule] = []
    for name, source in _sources(folders):
        try:
            editions += editions_of(load_module(name, source, "regulation"))
        except Exception as error:  # noqa: BLE001  whatever a module of others does when it is imported
            broken.append(BrokenModule(source, _said(error, source)))
    return editions, broken


def editions_of(module: ModuleType) -> list[type[Procedure[Any, Any]]]:
    """The editions that a module defines itself.

    Raises:
        AuthorError: One of them cannot name itself.
    """
    found = []
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, Procedure) and value.__module__ == module.__name__:
            if not getattr(value, "regulation", None):
                raise AuthorError(f"{value.__qualname__} names no regulation", str(module.__file__))
            found.append(value)
    return found


def _sources(folders: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    for folder in folders:
        for path in sorted(folder.iterdir()):
            if path.name.startswith(("_", ".", "test_")):
                continue
            if path.suffix == ".py" and path.is_file():
                yield path.stem, path
            elif (path / "__init__.py").is_file():
                yield path.name, path / "__init__.py"


def _said(error: Exception, source: Path) -> str:
    kind = type(error).__name__
    if isinstance(error, SyntaxError):
        return f"line {error.lineno}: {kind}: {error.msg}"
    frames = [f for f in traceback.extract_tb(sys.exc_info()[2]) if f.filename == str(source)]
    where = f"line {frames[-1].lineno}: " if frames else ""
    return f"{where}{kind}: {error}"
