"""A register as a table, with the titles that an import understands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from registers.exchange.columns import KEY
from registers.exchange.tables import write_table
from registers.values import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from registers.change import Row
    from registers.register import Register


def write_rows(
    register: Register[Any], rows: Iterable[Row[Any]], path: Path, language: str, encoding: str = "utf-8-sig"
) -> int:
    """Write rows of a register to a file; returns how many.

    Args:
        register: The register.
        rows: Its rows.
        path: A file that is not there yet, ``.csv`` or ``.xlsx``.
        language: Language of titles and choices: ``zh`` or ``en``.
        encoding: Of a CSV file.
    """
    titles = [f.title.zh if language == "zh" else f.title.en for f in register.fields]
    return write_table(
        path, [KEY.zh if language == "zh" else KEY.en, *titles], _lines(register, rows, language), encoding
    )


def _lines(register: Register[Any], rows: Iterable[Row[Any]], language: str) -> Iterator[Sequence[str]]:
    for row in rows:
        yield [row.key, *(shown(f, getattr(row.record, f.name), language) for f in register.fields)]
