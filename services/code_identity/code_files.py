"""Which files belong to a module: those that it imports from its own package, and the data files that it names."""

from __future__ import annotations

import ast
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


def imported(starts: Iterable[Path], package: Path, names: Callable[[Path], Named] | None = None) -> list[Path]:
    """Modules of a package that some of its modules import, directly or through others, themselves included.

    Args:
        starts: Some of its modules.
        package: Its folder.
        names: Finds what a module names; by default its source is parsed.
    """
    found: set[Path] = set()
    waiting = [package / "__init__.py", *starts]
    while waiting:
        path = waiting.pop()
        if path in found or not path.is_file():
            continue
        found.add(path)
        waiting += _modules(names(path) if names else named(path.read_bytes()), path, package)
    return sorted(found)


def of_plugin(where: Path, starts: Iterable[Path]) -> list[Path]:
    """The files of a driver or a regulation of others: its modules, and the data files that they name or are named like.

    Args:
        where: Its package, or its only file.
        starts: The modules that offer it.
    """
    if where.is_file():
        modules, folder = [where], where.parent
        candidates = [path for path in folder.iterdir() if path.is_file()]
    else:
        modules = imported(starts, where)
        candidates = [path for path in where.rglob("*") if path.is_file()]
    names = {name for module in modules for name in _texts(module)}
    stems = {(module.parent, module.stem) for module in modules}
    data = [p for p in candidates if p.suffix not in {".py", ".pyc"}]
    return sorted({*modules, *(p for p in data if p.name in names or (p.parent, p.stem) in stems)})


def _modules(found: Named, path: Path, package: Path) -> Iterator[Path]:
    for level, name in found.imports:
        parts = name.split(".")
        if level or parts[0] == package.name:
            yield from _files(parts, path.parents[level - 1] if level else package.parent, package)
    for text in found.texts:
        if text.startswith(package.name):
            yield from _files(text.partition(":")[0].split("."), package.parent, package)


def _files(parts: list[str], base: Path, package: Path) -> Iterator[Path]:
    """The module of a dotted name and every package on the way, as far as they lie in the package."""
    place = base
    for part in parts:
        place = place / part
        if place.is_relative_to(package):
            yield from (place / "__init__.py", place.with_name(f"{part}.py"))


def _texts(path: Path) -> Iterator[str]:
    """Names of files in the texts of a module: ``"tables/mpe.csv"`` names `mpe.csv`."""
    yield from (Path(text).name for text in named(path.read_bytes()).texts)


class Named(NamedTuple):
    """What a source names.

    Attributes:
        imports: Modules and what is taken from them, each with the level of a relative import.
        texts: Its texts that are not empty.
    """

    imports: tuple[tuple[int, str], ...]
    texts: tuple[str, ...]


@lru_cache(maxsize=256)
def named(source: bytes) -> Named:
    """What a source names, nothing where it cannot be parsed; every run asks it of the module of its regulation."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError):
        return Named((), ())
    imports = [(0, alias.name) for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    imports += [
        (node.level, f"{node.module}.{alias.name}" if node.module else alias.name)
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    texts = (node.value for node in nodes if isinstance(node, ast.Constant))
    return Named(tuple(imports), tuple(text for text in texts if isinstance(text, str) and text))
