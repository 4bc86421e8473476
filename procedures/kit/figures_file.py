"""A laboratory's file with figures read in print: checked whole, and put in the place of those from memory.

::

    figures_for = "JJG 622-1997"
    [read]
    source = "…"                    what was read: title, publisher, printing
    by = "…"                        on, checked_by, checked_on likewise; two persons
    [clauses.mpe]                   a clause that was not read
    clause = "5.2, table 1"         as printed
    page = "3"
    [clauses.mpe.figures]           its figures, as the data file of the edition writes them; "none" where print has none
    "tables.mpe.2.5" = [2.5, 4.0]
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from metrology.status import Status
from procedures.errors import FiguresError
from procedures.figures import Figures
from procedures.kit.filled import NONE, shortfall
from procedures.kit.unread import Clause, Figure, unread
from procedures.text import Text

if TYPE_CHECKING:
    from pathlib import Path

HEADER: Final = "figures_for"
_SUPPLIED: ContextVar[tuple[Path, Figures] | None] = ContextVar("supplied", default=None)


@contextmanager
def supplying(data_file: Path, figures: Figures) -> Iterator[None]:
    """While inside, a data file is read with these figures."""
    token = _SUPPLIED.set((data_file, figures))
    try:
        yield
    finally:
        _SUPPLIED.reset(token)


def with_supplied(data_file: Path, content: dict[str, Any]) -> dict[str, Any]:
    """The content of a data file with the figures that are supplied for it."""
    supplied = _SUPPLIED.get()
    if supplied is None or supplied[0] != data_file:
        return content
    return _applied(content, supplied[1])


def read_figures(text: str, file: str) -> Figures | None:
    """The head of a file of figures; None where a TOML file is none.

    Raises:
        FiguresError: It is no TOML, or does not say what was read, by whom, and who checked it.
    """
    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise FiguresError(file, [Text(f"不是 TOML：{error}", f"is not TOML: {error}")]) from error
    if HEADER not in content:
        return None
    read: Any = content.get("read", {})
    problems = list(_of_persons(read if isinstance(read, Mapping) else {}, text))
    if problems:
        raise FiguresError(file, problems)
    digest = hashlib.sha256(text.encode()).hexdigest()
    said = {key: str(read[key]).strip() for key in ("source", "by", "on", "checked_by", "checked_on")}
    return Figures(
        file, text, digest, str(content[HEADER]), said["source"], said["by"], said["on"], said["checked_by"],
        said["checked_on"], content.get("clauses", {}),
    )  # fmt: skip


def incomplete(figures: Figures, content: Mapping[str, Any]) -> list[Text]:
    """Everything that is missing or wrong in a file of figures, each with its line."""
    clauses = unread(content)
    found = [p for clause in clauses for p in _of_clause(clause, figures)]
    known = {clause.key for clause in clauses}
    for key in figures.clauses:
        if key not in known:
            zh, en = f"{key} 不在待核对之列", f"{key} is no clause that waits to be read"
            found.append(_at(figures.text, f"clauses.{key}", "", Text(zh, en)))
    return found


def _of_persons(read: Mapping[str, Any], text: str) -> Iterator[Text]:
    for key in ("source", "by", "checked_by"):
        if not str(read.get(key, "")).strip():
            yield _at(text, "read", key, Text(f"read.{key} 未填写", f"read.{key} is not filled in"))
    days = [_day(read.get(key)) for key in ("on", "checked_on")]
    for key, day in zip(("on", "checked_on"), days, strict=True):
        if day is None:
            zh, en = f"read.{key} 须为日期，如 2026-11-29", f"read.{key} must be a date, such as 2026-11-29"
            yield _at(text, "read", key, Text(zh, en))
    if days[0] is not None and days[1] is not None and days[1] < days[0]:
        yield _at(text, "read", "checked_on", Text("核对日期早于读取日期", "it was checked before it was read"))
    by, checker = ("".join(str(read.get(key, "")).split()).casefold() for key in ("by", "checked_by"))
    if by and by == checker:
        yield _at(text, "read", "checked_by", Text("读取与核对须由两人完成", "reader and checker must be two persons"))


def _day(value: object) -> date | None:
    if isinstance(value, str):
        with suppress(ValueError):
            return date.fromisoformat(value.strip())
    return value if isinstance(value, date) else None


def _of_clause(clause: Clause, figures: Figures) -> Iterator[Text]:
    table, given = f"clauses.{clause.key}", figures.clauses.get(clause.key)
    if not isinstance(given, Mapping):
        yield _at(figures.text, table, "", Text(f"缺少 [{table}]", f"[{table}] is missing"))
        return
    for key in ("clause", "page"):
        if not str(given.get(key, "")).strip():
            yield _at(figures.text, table, key, Text(f"{table}.{key} 未填写", f"{table}.{key} is not filled in"))
    values = given.get("figures", {})
    known = {figure.key: figure for figure in clause.figures}
    for key, figure in known.items():
        problem = shortfall(figure, values.get(key))
        if problem is not None:
            said = Text(f"{key} {problem.zh}", f"{key} {problem.en}")
            yield _at(figures.text, f"{table}.figures", key, said)
    for key in set(values) - set(known):
        said = Text(f"{key} 不属于该条款", f"{key} does not belong to this clause")
        yield _at(figures.text, f"{table}.figures", key, said)


def _at(text: str, table: str, key: str, problem: Text) -> Text:
    """A problem with the line of a key, of its table, or of the file."""
    lines = [line.strip() for line in text.splitlines()]
    start = lines.index(f"[{table}]") + 1 if f"[{table}]" in lines else 0
    number = start or 1
    for n, line in enumerate(lines[start:] if start and key else (), start + 1):
        if line.startswith("["):
            break
        if line.partition("=")[0].strip().strip('"') == key:
            number = n
            break
    return Text(f"第 {number} 行：{problem.zh}", f"line {number}: {problem.en}")


def _applied(content: dict[str, Any], figures: Figures) -> dict[str, Any]:
    found = deepcopy(content)
    for clause in unread(content):
        given = figures.clauses[clause.key]
        row = found["sources"][clause.key] if clause.key in found.get("sources", {}) else found["items"][clause.key]
        note = f"page {given['page']}, read by {figures.read_by}, checked by {figures.checked_by}"
        row.update(clause=str(given["clause"]), status=str(Status.VERIFIED), note=note)
        for figure in clause.figures:
            _put(found, figure, given["figures"][figure.key])
    found.pop("draft", None)
    return found | {"figures": figures}


def _put(content: dict[str, Any], figure: Figure, value: Any) -> None:
    place: Any = content
    for key in figure.path[:-1]:
        place = place[key]
    last = figure.path[-1]
    if figure.path[0] == "numbers":
        place[last]["value"] = value
    elif value != NONE:
        place[last] = value
    elif figure.path[0] == "tables":
        del place[last]
    else:
        place[last] = {"items": "", "conditions": {}}.get(figure.path[0], 0)
