"""Samples as columns: from rows of the store into batches of Arrow and back into rows, and the digest of what rows say."""

from __future__ import annotations

import hashlib
from array import array
from importlib import import_module
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Any, Final

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PART: Final = 2_000
"""Samples that are in memory as Python objects at a time."""
WORDS: Final = (
    "meter", "quantity", "period", "unit", "flag", "entry", "certificate", "valid_from", "valid_until", "entered_by"
)  # fmt: skip
STORED: Final = (
    "seq", "meter", "quantity", "period", "seconds", "value", "unit", "flag", "taken_ms", "skew_s", "certificate",
    "valid_from", "valid_until", "entered_by", "simulated", "point",
)  # fmt: skip
"""The columns of a file that hold what the store has, in the order of `monitoring.rows.rows`."""


ENCODED: Final[dict[str, Any]] = {
    "compression": "zstd",
    "write_statistics": True,
    "use_dictionary": [*WORDS, "skew_s"],
    "column_encoding": dict.fromkeys(("seq", "point", "seconds", "taken_ms", "instant"), "DELTA_BINARY_PACKED"),
}
"""How columns are written: words by number, whole numbers by their differences. A third of the room of the defaults."""


def schema() -> Any:
    """The columns: those that were kept, and beside them `entry`, `instant` and `number` to ask and calculate with."""
    pa: Any = import_module("pyarrow")  # its types are not complete
    few = pa.dictionary(pa.int32(), pa.string())
    return pa.schema([
        ("seq", pa.int64()), ("point", pa.int32()), *((name, few) for name in WORDS),
        ("seconds", pa.int64()), ("taken_ms", pa.int64()), ("value", pa.string()), ("skew_s", few), ("simulated", pa.bool_()),
        ("instant", pa.timestamp("s", tz="UTC")), ("number", pa.float64()),
    ])  # fmt: skip


def in_parts(found: Iterable[Any], size: int = PART) -> Iterator[list[Any]]:
    """Rows, some thousands at a time."""
    waiting = iter(found)
    while part := list(islice(waiting, size)):
        yield part


def columns_of(part: Sequence[Any]) -> dict[str, Sequence[Any]]:
    """Rows of `monitoring.rows.rows` as the columns of `STORED`."""
    columns: dict[str, Sequence[Any]] = {
        name: list(column) for name, column in zip(STORED, zip(*part, strict=True), strict=True)
    }
    columns["entered_by"] = [by or "" for by in columns["entered_by"]]
    columns["simulated"] = [bool(is_simulated) for is_simulated in columns["simulated"]]
    return columns


def batch_of(columns: dict[str, Sequence[Any]]) -> Any:
    """Columns of `STORED` as a batch of Arrow."""
    pa: Any = import_module("pyarrow")
    derived = {
        "entry": ["manual" if by else "automatic" for by in columns["entered_by"]],
        "instant": columns["seconds"],
        "number": [float(value) for value in columns["value"]],
    }
    whole, all_of = schema(), {**columns, **derived}
    return pa.record_batch([_array(pa, all_of[field.name], field.type) for field in whole], schema=whole)


def _array(pa: Any, column: Sequence[Any], kind: Any) -> Any:
    """A column as Arrow has it, from buffers: `pa.array` would load pandas first, 50 MB that a monitor has no use for."""
    if pa.types.is_dictionary(kind):
        words = list(dict.fromkeys(word for word in column if word is not None))
        place: dict[Any, int] = {word: n for n, word in enumerate(words)}
        there = _bits(pa, [word is not None for word in column]) if len(place) < len({*column}) else None
        at = array("i", (place.get(word, 0) for word in column))
        indices = pa.Array.from_buffers(pa.int32(), len(column), [there, pa.py_buffer(at)])
        return pa.DictionaryArray.from_arrays(indices, _texts(pa, words))
    if pa.types.is_string(kind):
        return _texts(pa, column)
    if pa.types.is_boolean(kind):
        return pa.Array.from_buffers(kind, len(column), [None, _bits(pa, column)])
    code = "d" if pa.types.is_floating(kind) else "i" if kind == pa.int32() else "q"
    return pa.Array.from_buffers(kind, len(column), [None, pa.py_buffer(array(code, column))])


def _texts(pa: Any, column: Sequence[str]) -> Any:
    each = [text.encode("utf-8") for text in column]
    ends = array("i", accumulate(map(len, each), initial=0))
    return pa.Array.from_buffers(pa.string(), len(each), [None, pa.py_buffer(ends), pa.py_buffer(b"".join(each))])


def _bits(pa: Any, column: Sequence[bool]) -> Any:
    """A bit for each value, the first one lowest; a cast by Arrow would load all of its functions first, 10 MB."""
    whole = int("".join("1" if value else "0" for value in reversed(column)), 2)
    return pa.py_buffer(whole.to_bytes((len(column) + 7) // 8, "little"))


def stored_columns(table: Any) -> dict[str, Sequence[Any]]:
    """The columns of `STORED` of a table of Arrow."""
    return {name: _listed(table.column(name)) for name in STORED}


def _listed(column: Any) -> list[Any]:
    """A column as Python has it; words of a dictionary by their numbers."""
    found = list[Any]()
    for chunk in column.chunks:
        words = getattr(chunk, "dictionary", None)
        if words is None:
            found += chunk.to_pylist()
        else:
            known = words.to_pylist()
            found += [None if n is None else known[n] for n in chunk.indices.to_pylist()]
    return found


class Digest:
    """The digest of what rows say, column by column: the same in whatever parts they come."""

    def __init__(self) -> None:
        self._columns = {name: hashlib.sha256() for name in STORED}

    def update(self, columns: dict[str, Sequence[Any]]) -> None:
        """Go on with some rows, as columns of `STORED`."""
        for name, so_far in self._columns.items():
            so_far.update(orjson.dumps(columns[name])[1:-1] + b",")

    def hexdigest(self) -> str:
        """The digest of all of them."""
        return hashlib.sha256(b"".join(so_far.digest() for so_far in self._columns.values())).hexdigest()
