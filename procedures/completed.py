"""Editions with the figures that a laboratory read in print.

A TOML file with ``figures_for = "JJG 622-1997"`` in one of a laboratory's folders is put in the place of what that edition has from
memory. The module of the edition is loaded once more under a private name, with the data file so completed; the edition
itself stays as it is.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inputs.bounded import BadFile, read_text
from procedures.errors import AuthorError, FiguresError
from procedures.kit.facts import Facts
from procedures.kit.figures_file import HEADER, incomplete, read_figures, supplying
from procedures.regulation_names import parse_name
from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from procedures.base import Procedure
    from procedures.figures import Figures

LARGEST = 200_000


@dataclass(frozen=True, slots=True)
class RefusedFigures:
    """A file of figures that cannot be used.

    Attributes:
        error: Why.
        number: Number of the regulation it is for, without the year; empty where it does not say.
    """

    error: FiguresError
    number: str = ""

    def concerns(self, number: str) -> bool:
        """Whether it is for a regulation."""
        return bool(self.number) and parse_name(self.number).names(number)


def supplied(folders: Sequence[Path]) -> tuple[list[Figures], list[RefusedFigures]]:
    """The files of figures in some folders, and those whose head cannot be used."""
    found, refused = [], []
    for file in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        text = ""
        try:
            text = read_text(file, LARGEST)
            figures = read_figures(text, str(file)) if HEADER in text else None
        except BadFile as error:
            refused.append(RefusedFigures(FiguresError(str(file), [Text.same(str(error))])))
        except FiguresError as error:
            refused.append(RefusedFigures(error, _number(text)))
        else:
            found += [figures] if figures is not None else []
    return found, refused


def completed(
    edition: type[Procedure[Any, Any]], figures: Figures, *, used: Figures | None = None
) -> type[Procedure[Any, Any]]:
    """An edition with figures in the place of those that are not verified.

    Args:
        edition: The edition as it is.
        figures: The figures.
        used: Those of another file that were put there already; one edition has one file.

    Raises:
        FiguresError: They are for another edition, not complete, or the edition does not work with them.
    """
    if used is not None:
        twice = Text(f"{used.file} 也用于 {used.regulation}", f"{used.file} is for {used.regulation} too")
        raise FiguresError(figures.file, [twice])
    r, facts = edition.regulation, getattr(edition, "facts", None)
    if figures.regulation.strip() != r.id:
        zh = f"第 1 行：{HEADER} 为 {figures.regulation}，所实现的版本为 {r.id}"
        raise FiguresError(
            figures.file, [Text(zh, f"line 1: {HEADER} is {figures.regulation}; the implemented edition is {r.id}")]
        )
    if not isinstance(facts, Facts) or not facts.unread:
        nothing = Text(f"{r.id} 没有待核对的数据", f"nothing of {r.id} waits to be read in print")
        raise FiguresError(figures.file, [nothing])
    problems = incomplete(figures, facts.content)
    if problems:
        raise FiguresError(figures.file, problems)
    return _loaded(edition, facts.file, figures)


def as_recorded(edition: type[Procedure[Any, Any]], text: str, file: str, sha256: str) -> type[Procedure[Any, Any]]:
    """An edition with the figures that a run kept.

    Raises:
        FiguresError: They are not those of the digest, or do not complete the edition.
    """
    figures = read_figures(text, file)
    if figures is None or figures.sha256 != sha256:
        raise FiguresError(file, [Text("与记录的校验值不符", "is not the file of the digest on record")])
    return completed(edition, figures)


def _loaded(edition: type[Procedure[Any, Any]], data_file: Path, figures: Figures) -> type[Procedure[Any, Any]]:
    source = str(sys.modules[edition.__module__].__file__)
    private = f"{edition.__module__}__{figures.sha256[:16]}"
    if private not in sys.modules:
        inside = [str(Path(source).parent)] if Path(source).name == "__init__.py" else None
        spec = spec_from_file_location(private, source, submodule_search_locations=inside)
        assert spec is not None and spec.loader is not None  # noqa: S101, PT018  it was loaded from there before
        module = sys.modules[private] = module_from_spec(spec)
        try:
            with supplying(data_file, figures):
                spec.loader.exec_module(module)
        except AuthorError as error:
            del sys.modules[private]
            what = Text(f"与规程模块不符：{error}", f"does not fit the module of the regulation: {error}")
            raise FiguresError(figures.file, [what]) from error
    found: type[Procedure[Any, Any]] = getattr(sys.modules[private], edition.__qualname__)
    return found


def with_figures(
    editions: Sequence[type[Procedure[Any, Any]]], folders: Sequence[Path]
) -> tuple[list[type[Procedure[Any, Any]]], list[RefusedFigures]]:
    """Editions of which some are completed by the files of figures in some folders, and the files that were refused."""
    files, refused = supplied(folders)
    found = dict.fromkeys(editions)
    result = {edition: edition for edition in found}
    for figures in files:
        try:
            edition = _of(figures, editions)
            result[edition] = completed(edition, figures, used=result[edition].regulation.figures)
        except FiguresError as error:
            refused.append(RefusedFigures(error, _number(figures.text)))
    return list(result.values()), refused


def _of(figures: Figures, editions: Sequence[type[Procedure[Any, Any]]]) -> type[Procedure[Any, Any]]:
    """The edition that figures are for, else the one of that number, which says that they are for another year."""
    named = list(_named(figures.regulation, editions))
    exact = [p for p in named if p.regulation.id == figures.regulation.strip()]
    if not named:
        nothing = Text(f"第 1 行：{figures.regulation} 未实现", f"line 1: {figures.regulation} is not implemented")
        raise FiguresError(figures.file, [nothing])
    return (exact or named)[-1]


def _named(name: str, editions: Sequence[type[Procedure[Any, Any]]]) -> Iterator[type[Procedure[Any, Any]]]:
    asked = parse_name(name)
    return (p for p in editions if asked.names(p.regulation.number))


def _number(text: str) -> str:
    """What a file says it is for, read without the rest of it."""
    for line in text.splitlines():
        key, _, value = line.partition("=")
        if key.strip() == HEADER:
            return parse_name(value.partition("#")[0].strip().strip("\"'")).number
    return ""
