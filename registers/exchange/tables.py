"""Tables in files, row by row, in memory that does not grow with the file: CSV in UTF-8, UTF-16 or GB18030, and XLSX."""

from __future__ import annotations

import codecs
import csv
from contextlib import closing
from typing import IO, TYPE_CHECKING, Any
from zipfile import BadZipFile

from messages import chinese
from metrology.text import Text
from records.spreadsheet import guarded, unguarded
from registers.errors import RegistersError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

SUFFIXES = (".csv", ".xlsx")
CHUNK = 1 << 20
LONGEST_CELL = 10_000
"""Characters of a cell; a remark has some hundred."""
LARGEST_MERGED = 5_000_000
MOST_MERGED = 200_000
"""Bytes of a spreadsheet that is read whole, and cells of it; a catalogue has some thousand."""
ENCODINGS = ("utf-8-sig", "gb18030")
"""What a file is tried as, in this order; one in UTF-16 begins with its mark."""


def rows_of(path: Path, *, merged: bool = False) -> Iterator[tuple[int, list[Any]]]:
    """The rows of a table, each with its number in the file, from 1; empty rows are left out.

    Args:
        path: The file.
        merged: Whether each cell of a merged range of a spreadsheet has the value of the range; such a table is read whole.

    Raises:
        RegistersError: It cannot be read.
    """
    kind = path.suffix.lower()
    if not path.is_file() or kind not in SUFFIXES:
        zh = f"{path}：不是 .csv 或 .xlsx 文件" if path.is_file() else f"{path}：没有这个文件"
        en = f"{path}: is no .csv or .xlsx file" if path.is_file() else f"{path}: there is no such file"
        raise RegistersError([Text(zh, en)])
    for number, cells in _xlsx(path, merged=merged) if kind == ".xlsx" else _csv(path):
        if any(cell not in (None, "") for cell in cells):
            yield number, cells


def encoding_of(path: Path) -> str:
    """The encoding of a CSV file, by reading all of it.

    Raises:
        RegistersError: It is in none that is known.
    """
    with path.open("rb") as file:
        if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
    for name in ENCODINGS:
        if _decodes(path, name):
            return name
    zh, en = f"{path}：既不是 UTF-8 也不是 GB18030 文本", f"{path}: is neither UTF-8 nor GB18030 text"
    raise RegistersError([Text(zh, en)])


def _decodes(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    with path.open("rb") as file:
        try:
            while part := file.read(CHUNK):
                decoder.decode(part)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _csv(path: Path) -> Iterator[tuple[int, list[Any]]]:
    with path.open(encoding=encoding_of(path), newline="") as file:
        first = file.read(4096)
        file.seek(0)
        line = first.splitlines()[0] if first else ""
        delimiter = max(",;\t", key=line.count)
        reader, last = csv.reader(file, delimiter=delimiter, strict=True), 0
        try:
            for cells in reader:
                start, last = last + 1, reader.line_num
                if max(map(len, cells), default=0) > LONGEST_CELL:
                    raise _broken(path, start, f"a cell has more than {LONGEST_CELL} characters")
                yield start, [unguarded(cell) for cell in cells]
        except csv.Error as error:
            raise _broken(path, last + 1, str(error)) from error


def _broken(path: Path, row: int, why: str) -> RegistersError:
    zh = f"{path} 第 {row} 行不是 CSV：{chinese(why)}；引号是否成对？"
    return RegistersError([Text(zh, f"{path}, row {row} is no CSV: {why}; a quotation mark that is not closed?")])


def _xlsx(path: Path, *, merged: bool) -> Iterator[tuple[int, list[Any]]]:
    from openpyxl import load_workbook

    if merged and path.stat().st_size > LARGEST_MERGED:
        limit = LARGEST_MERGED // 1_000_000
        raise RegistersError([Text(f"{path} 大于 {limit} MB", f"{path} is larger than {limit} MB")])
    try:
        book = load_workbook(path, read_only=not merged, data_only=True)
    except (BadZipFile, KeyError, OSError, ValueError) as error:
        raise RegistersError([Text(f"{path} 无法读取：{error}", f"{path} cannot be read: {error}")]) from error
    with closing(book):
        sheet = book.worksheets[0]
        if merged:
            _spread(sheet)
        for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            yield number, [unguarded(c) if isinstance(c, str) else c for c in cells]


def _spread(sheet: Any) -> None:
    """Give each cell of a merged range the value of the range."""
    if sheet.max_row * sheet.max_column > MOST_MERGED:
        zh, en = f"表格超过 {MOST_MERGED} 个单元格", f"the table has more than {MOST_MERGED} cells"
        raise RegistersError([Text(zh, en)])
    for area in list(sheet.merged_cells.ranges):
        value = sheet.cell(area.min_row, area.min_col).value
        sheet.unmerge_cells(str(area))
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                sheet.cell(row, column).value = value


def write_table(path: Path, titles: Sequence[str], rows: Iterable[Sequence[str]], encoding: str = "utf-8-sig") -> int:
    """Write a table; returns how many rows it has.

    Args:
        path: A file that is not there yet, ``.csv`` or ``.xlsx``.
        titles: The first row.
        rows: The others.
        encoding: Of a CSV file; UTF-8 with a mark is what spreadsheet programs open as it is.

    Raises:
        RegistersError: The file is there already, or has another suffix, or a character is not in the encoding.
    """
    if path.exists() or path.suffix.lower() not in SUFFIXES:
        zh = f"{path} 已存在，不会覆盖" if path.exists() else f"{path}：请用 .csv 或 .xlsx"
        en = f"{path} is there already; nothing is overwritten" if path.exists() else f"{path}: use .csv or .xlsx"
        raise RegistersError([Text(zh, en)])
    part = path.with_name(f".{path.name}.part")
    try:
        if path.suffix.lower() == ".xlsx":
            count = _write_xlsx(part, titles, rows)
        else:
            with part.open("w", encoding=encoding, newline="") as file:
                count = _write_csv(file, titles, rows)
        part.rename(path)
    except UnicodeEncodeError as error:
        zh, en = f"{path}：{encoding} 无法表示 {error.object[error.start]!r}", f"{path}: {error}"
        raise RegistersError([Text(zh, en)]) from error
    finally:
        part.unlink(missing_ok=True)
    return count


def _write_csv(file: IO[str], titles: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    writer, count = csv.writer(file, lineterminator="\r\n"), 0
    writer.writerow(titles)
    for count, row in enumerate(rows, 1):  # noqa: B007
        writer.writerow([guarded(cell) for cell in row])
    return count


def _write_xlsx(path: Path, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    from openpyxl import Workbook

    book, count = Workbook(write_only=True), 0
    sheet = book.create_sheet()
    sheet.append(list(titles))
    for count, row in enumerate(rows, 1):  # noqa: B007
        sheet.append([guarded(cell) for cell in row])
    book.save(path)
    return count
