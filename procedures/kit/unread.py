"""What of an edition's data file nobody read in print: clause by clause, figure by figure.

A clause is a source, or an item with a clause of its own, whose status is `unverified`. Its figures are the numbers, rows of tables,
conditions, demands on standards and stages of items that name it. The verification period rests on the first of `rests_on` that
was not read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from metrology.status import Status
from procedures.text import NO_TEXT, Text

if TYPE_CHECKING:
    from procedures.errors import AuthorError

PERIOD: Final = "validity_months"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        path: Keys that lead to it in the data file.
        remembered: What stands there from memory; None where no value is remembered.
        unit: Its unit, where it has one of its own.
        columns: Titles of its numbers, where it is a row of a table.
        name: What it is.
    """

    path: tuple[str, ...]
    remembered: Any
    unit: str = ""
    columns: tuple[str, ...] = ()
    name: Text = NO_TEXT

    @property
    def key(self) -> str:
        """The path as files and screens write it: ``tables.mpe.2.5``."""
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that was not read, with what hangs on it.

    Attributes:
        key: Key of the source or of the item.
        clause: How the clause is called from memory.
        note: What is known of it.
        figures: Its figures; empty where the clause says something that is no figure.
    """

    key: str
    clause: str
    note: str
    figures: tuple[Figure, ...]


def unread(content: Mapping[str, Any]) -> tuple[Clause, ...]:
    """Every clause of a data file that was not read in print, in the order of the file."""
    sources: Mapping[str, Any] = content.get("sources", {})
    items: Mapping[str, Any] = content.get("items", {})
    own = {key: row for key, row in items.items() if "source" not in row and key not in sources}
    found = list(_figures(content, sources))
    return tuple(
        Clause(key, str(row.get("clause", "")), str(row.get("note", "")), tuple(f for k, f in found if k == key))
        for key, row in {**sources, **own}.items()
        if row.get("status") == Status.UNVERIFIED
    )


def _figures(content: Mapping[str, Any], sources: Mapping[str, Any]) -> Iterator[tuple[str, Figure]]:
    """Every figure with the key of its clause."""
    yield from _period(content, sources)
    for key, row in content.get("items", {}).items():
        name = Text.of(str(row.get("name", key)))
        stages = Text(f"{name.zh}：检定类别", f"{name.en}: stages")
        yield str(row.get("source", key)), Figure(("items", key, "stages"), row.get("stages", "ISV"), name=stages)
    for key, row in content.get("numbers", {}).items():
        unit, name = str(row.get("unit", row.get("of", ""))), Text.of(str(row.get("text", "")))
        yield str(row.get("source")), Figure(("numbers", key), row.get("value"), unit, name=name)
    for key, table in content.get("tables", {}).items():
        columns = tuple(map(str, table.get("columns", ())))
        for row, cells in table.items():
            if row not in {"source", "columns"}:
                yield str(table.get("source")), Figure(("tables", key, row), cells, columns=columns)
    conditions: Mapping[str, Any] = content.get("conditions", {})
    for key, stated in conditions.items():
        if key != "source":
            own = stated.get("source") if isinstance(stated, Mapping) else None
            yield str(own or conditions.get("source")), Figure(("conditions", key), stated)
    standards: Mapping[str, Any] = content.get("standards", {})
    for kind in ("ratio", "percent", "uncertainty"):
        for role, stated in standards.get(kind, {}).items():
            yield str(standards.get("source")), Figure(("standards", kind, role), stated)


def _period(content: Mapping[str, Any], sources: Mapping[str, Any]) -> Iterator[tuple[str, Figure]]:
    general = [key for key in content.get("rests_on", ()) if sources.get(key, {}).get("status") == Status.UNVERIFIED]
    if PERIOD in content and general:
        name = Text("检定周期", "verification period")
        yield str(general[0]), Figure((PERIOD,), content[PERIOD], "months", name=name)


def drafted(content: Mapping[str, Any], wrong: Callable[[str, str], AuthorError]) -> bool:
    """Whether an edition is a draft.

    Raises:
        AuthorError: ``draft`` is no truth value, or nothing waits to be read.
    """
    draft = content.get("draft", False)
    if not isinstance(draft, bool):
        problem = "is neither true nor false"
        raise wrong("draft", problem)
    if draft and not unread(content):
        problem = "no source and no item is unverified, so there is nothing to be read in print"
        raise wrong("draft", problem)
    return draft
