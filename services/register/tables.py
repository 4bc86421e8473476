"""Imports tables into registers and exports them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from metrology.text import Text
from registers.errors import RegistersError
from registers.exchange.exporting import write_rows
from registers.exchange.importing import Table
from registers.source_columns import SOURCE_COLUMNS, SourceColumns
from services.register.book import changing, opened_book

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from registers.change import Change
    from registers.exchange.report import Report
    from registers.register import Register


def import_table(
    url: str,
    register: Register[Any],
    path: Path,
    *,
    source: str,
    columns: Sequence[str],
    dry_run: bool,
    by: str,
    why: str,
    progress: Callable[[str, int], None],
) -> Report:
    """Import a table: all of it is checked and made ready first, then written in one transaction, or nothing is.

    The store is locked only while the rows that are ready are written.

    Args:
        url: The store; it is made where there is none.
        register: The register.
        path: The file.
        source: Whose table it is; the columns are kept under this name, and known the next time. Empty for none.
        columns: ``TITLE=FIELD`` each.
        dry_run: Whether it is only checked.
        by: Who.
        why: Why.
        progress: Called with ``check`` or ``write`` and how many rows are done.

    Returns:
        What was done, or would be; with problems, nothing was written.

    Raises:
        RegistersError: The file cannot be read, or a column is no field.
    """
    given = columns_given(columns)
    kept = f"{source}/{register.name}"
    changing(url, by, "", lambda _: None)  # the store and its tables are there
    with opened_book(url) as book:
        row = book.find(SOURCE_COLUMNS, kept) if source else None
        named = {**dict(_pair(word) for word in (row.record.columns if row is not None else ())), **given}
        table = Table(register, path, named)
        with book.store.reporting(), book.store.engine.connect() as connection:
            staged = table.stage(connection, lambda done: progress("check", done))
    with closing(staged):
        if staged.report.count or dry_run:
            return staged.report

        def work(change: Change) -> Report:
            if source:
                columns = tuple(f"{title}={of}" for title, of in named.items())
                change.put_many(SOURCE_COLUMNS, [(kept, SourceColumns(columns=columns))])
            return staged.write(change, lambda done: progress("write", done))

        return changing(url, by, why or "imported", work, cause=path.name)


def export_table(
    url: str, register: Register[Any], path: Path, *, text: str, at: str, language: str, encoding: str
) -> int:
    """Write rows of a register to a file; returns how many.

    Raises:
        RegistersError: The file is there already, or is none that is written.
    """
    with opened_book(url) as book:
        rows = book.search(register, text, at=at) if text else book.rows(register, at=at)
        return write_rows(register, rows, path, language, encoding)


def columns_given(words: Sequence[str]) -> dict[str, str]:
    """Field of a column by its title, from ``TITLE=FIELD`` words.

    Raises:
        RegistersError: A word is none.
    """
    return dict(_pair(word) for word in words)


def _pair(word: str) -> tuple[str, str]:
    title, sign, field = word.rpartition("=")
    if not sign or not title.strip() or not field.strip():
        zh, en = f"--map {word!r}：请写 列名=字段", f"--map {word!r}: write COLUMN=FIELD"
        raise RegistersError([Text(zh, en)])
    return title, field.strip()
