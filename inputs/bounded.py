"""The one reader of files that a person hands in: bench, subject, register, form, bundle, budget, plug-in manifest.

A file from outside may be a pipe that never ends, a device, a gigabyte of one line, or a number of a million digits.
Whatever it is, the answer is one error that a person understands, after a moment.
"""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
import stat
import tomllib
from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

LARGEST = 20_000_000
"""Bytes of a file; the largest form of a full bench has some 200 000."""
LARGEST_KEPT = 400_000
"""Characters of a file whose content is kept and not parsed again: the staff of a province has some 280,000."""
DEEPEST = 40
"""Nesting of tables and lists; ours are four deep."""
MOST_DIGITS = 60
"""Digits of a number; Decimal keeps 28 of them by default."""
LARGEST_EXPONENT = 99
LONGEST_CELL = 10_000
"""Characters of a cell; a reason has some hundred."""
LONGEST_QUOTE = 60

NUMBER = re.compile(r"[+-]?[\d_]*\.?[\d_]+[eE][+-]?(\d+)")
DIGITS = re.compile(rf"\d[\d_]{{{MOST_DIGITS},}}")
NOT_A_NUMBER = re.compile(r"[+-]?s?(nan|inf|infinity)\d*", re.IGNORECASE)
TEXTS = re.compile(
    r"serial|model|certificate|name|client|address|firmware|issuer|maker|note|id$|title|text", re.IGNORECASE
)
"""Fields that hold a text, which may look like a number."""


class BadFile(ValueError):
    """A file that cannot be used; the message says what is wrong, without the path."""


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """The content of a regular file.

    Raises:
        BadFile: It is a folder, a pipe, a device, too large, or cannot be read.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise BadFile(f"cannot be read: {getattr(error, 'strerror', None) or error}") from error
    with os.fdopen(handle, "rb", closefd=True) if _regular(handle) else _closed(handle) as file:
        content = file.read(largest + 1)
    if len(content) > largest:
        raise BadFile(f"is larger than {largest // 1_000_000} MB")
    return content


def read_text(path: Path, largest: int = LARGEST) -> str:
    """The content of a UTF-8 file, with or without a byte order mark.

    Raises:
        BadFile: As `read_bytes`, or it is in another encoding, which is named.
    """
    content = read_bytes(path, largest)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(f"{_encoding(content)}; save it as UTF-8") from error


def read_toml(path: Path) -> dict[str, Any]:
    """The content of a TOML file.

    Raises:
        BadFile: As `read_text`; or it is no TOML, nested too deeply, or holds a number that no instrument shows.
    """
    text = read_text(path)
    return deepcopy(_kept(text)) if len(text) <= LARGEST_KEPT else _content(text)


def _content(text: str) -> dict[str, Any]:
    """The content of a TOML text."""
    if DIGITS.search(text):
        raise BadFile(f"holds a number of more than {MOST_DIGITS} digits")
    if _depth(text) > DEEPEST:
        raise BadFile(f"is nested more than {DEEPEST} deep")
    try:
        content = tomllib.loads(text)
        problems = list(_absurd(content, ""))
    except tomllib.TOMLDecodeError as error:
        raise BadFile(f"is not TOML: {clip(error)}") from error
    except (RecursionError, ValueError, OverflowError) as error:
        raise BadFile(f"cannot be understood: {clip(error)}") from error
    if problems:
        raise BadFile("; ".join(problems[:5]))
    return content


_kept = lru_cache(maxsize=32)(_content)
"""The registers of a laboratory are read for every run of a day."""


def read_rows(text: str, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Rows of CSV text, each with the number of the line on which it ends; line ends of every kind.

    Raises:
        BadFile: A quotation mark is not closed, or a cell is longer than anything that is entered.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    reader, last = csv.reader(io.StringIO(plain, newline=""), delimiter=delimiter, strict=True), 0
    try:
        for cells in reader:
            longest = max(map(len, cells), default=0)
            if longest > LONGEST_CELL:
                raise BadFile(f"line {last + 1}: a cell has {longest} characters, more than {LONGEST_CELL}")
            last = reader.line_num
            yield last, cells
    except csv.Error as error:
        raise BadFile(f"line {last + 1}: is not CSV: {error}; a quotation mark that is not closed?") from error


def clip(text: object, longest: int = LONGEST_QUOTE * 3) -> str:
    """What is quoted in a message: not longer than a line or two, its control characters made visible."""
    found = str(text)
    short = found if len(found) <= longest else f"{found[:longest]}… ({len(found)} characters)"
    return "".join(c if c.isprintable() or c == "\n" else f"\\x{ord(c):02x}" for c in short)


def _regular(handle: int) -> bool:
    return stat.S_ISREG(os.fstat(handle).st_mode)


def _closed(handle: int) -> Any:
    mode = os.fstat(handle).st_mode
    os.close(handle)
    what = "a folder" if stat.S_ISDIR(mode) else "a pipe" if stat.S_ISFIFO(mode) else "a device"
    raise BadFile(f"is {what}, not a file")


def _encoding(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "is not UTF-8 but UTF-16 text"
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return "is not UTF-8 text"
    return "is not UTF-8 but GBK text, as Windows saves it in China"


def _depth(text: str) -> int:
    """An upper bound of the nesting: brackets opened and not closed, also those in texts; and dots of a key."""
    depth = deepest = 0
    for c in re.findall(r"[\[\]{}]", text):
        depth += 1 if c in "[{" else -1
        deepest = max(deepest, depth)
    dotted = max((line.partition("=")[0].count(".") for line in text.splitlines()), default=0)
    return max(deepest, dotted)


def _absurd(value: Any, field: str) -> Iterator[str]:
    """Numbers that are none, or that no instrument shows."""
    if isinstance(value, dict):
        yield from _of_table(value, field)
    elif isinstance(value, list):
        for item in value:
            yield from _absurd(item, field)
    elif isinstance(value, float) and (value != value or abs(value) == float("inf")):  # noqa: PLR0124
        yield f"{field}: {value} is no finite number"
    elif isinstance(value, str) and not TEXTS.search(field.rpartition(".")[2]):
        number = NUMBER.fullmatch(value.strip())
        if number and (len(number[1]) > 4 or int(number[1]) > LARGEST_EXPONENT):
            yield f"{field}: {clip(value, LONGEST_QUOTE)} is beyond anything that is measured"
        elif NOT_A_NUMBER.fullmatch(value.strip()):
            yield f"{field}: {clip(value, LONGEST_QUOTE)} is no finite number"


def _of_table(table: Mapping[str, Any], field: str) -> Iterator[str]:
    for name, item in table.items():
        yield from _absurd(item, f"{field}.{name}" if field else name)
