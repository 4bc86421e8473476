"""A month of samples as a Parquet file: point after point, each in its order in time, with the texts that were kept."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from monitoring.rows import Value
from monitoring.sample import Certificate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import IO

GROUP: Final = 100_000
"""Samples in a group of a file: as many are in memory when one is written."""
WORDS: Final = (
    "meter", "quantity", "period", "unit", "flag", "entry", "certificate", "valid_from", "valid_until", "entered_by"
)  # fmt: skip


def write_month(out: IO[bytes], found: Iterable[Value]) -> tuple[int, str]:
    """Write samples in the order in which they come; returns how many, and the digest of what they say."""
    _, parquet = _library()
    waiting, count, digest = iter(found), 0, hashlib.sha256()
    with parquet.ParquetWriter(out, schema(), compression="zstd", write_statistics=True) as writer:
        while part := list(islice(waiting, GROUP)):
            for value in part:
                digest.update(_said(value))
            writer.write_table(as_table(part))
            count += len(part)
    return count, digest.hexdigest()


def content(path: Path) -> tuple[int, str]:
    """How many samples a file holds, and the digest of what they say, in the order of the file."""
    _, parquet = _library()
    count, digest = 0, hashlib.sha256()
    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(GROUP):
            for value in _values(batch):
                digest.update(_said(value))
                count += 1
    return count, digest.hexdigest()


def sha256(path: Path) -> str:
    """The digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_month(
    path: Path, begin: float, end: float, *, meter: str = "", quantity: str = "", period: str = ""
) -> Iterator[Value]:
    """The samples of a file of instants from `begin` up to, not at, `end`, in their order in time; see `reading.values`."""
    _, parquet = _library()
    compute: Any = import_module("pyarrow.compute")
    of = compute.field("seconds")
    wanted = (of >= int(-(-begin // 1))) & (of < int(-(-end // 1)))
    for name, word in (("meter", meter), ("quantity", quantity), ("period", period)):
        wanted = wanted & (compute.field(name) == word) if word else wanted
    table = parquet.read_table(path, filters=wanted).sort_by([("seconds", "ascending"), ("point", "ascending")])
    for batch in table.to_batches(GROUP):
        yield from _values(batch)


def schema() -> Any:
    """The columns: those that were kept, and beside them `instant` and `number` to calculate with."""
    pa, _ = _library()
    few = pa.dictionary(pa.int32(), pa.string())
    return pa.schema([
        ("seq", pa.int64()), ("point", pa.int32()), *((name, few) for name in WORDS),
        ("seconds", pa.int64()), ("taken_ms", pa.int64()), ("value", pa.string()), ("skew_s", few), ("simulated", pa.bool_()),
        ("instant", pa.timestamp("s", tz="UTC")), ("number", pa.float64()),
    ])  # fmt: skip


def as_table(part: list[Value]) -> Any:
    """Samples as a table of Arrow."""
    pa, _ = _library()
    columns: dict[str, list[Any]] = {name: [] for name in schema().names}
    for v in part:
        c = v.certificate
        row = (
            v.seq, v.number, v.meter, v.quantity, v.period, v.unit, v.flag, v.entry, c.number if c else None,
            c.first if c else None, c.last if c else None, v.by, v.instant, round(v.taken * 1000), str(v.value),
            None if v.skew is None else str(v.skew), v.simulated, v.instant, float(v.value),
        )  # fmt: skip
        for column, cell in zip(columns.values(), row, strict=True):
            column.append(cell)
    return pa.table(columns, schema())


def _values(batch: Any) -> Iterator[Value]:
    columns = [batch.column(name).to_pylist() for name in (
        "seq", "meter", "quantity", "period", "seconds", "value", "unit", "flag", "entry", "taken_ms", "skew_s",
        "certificate", "valid_from", "valid_until", "entered_by", "simulated", "point",
    )]  # fmt: skip
    for seq, meter, quantity, period, at, value, unit, flag, entry, ms, skew, number, first, last, by, sim, n in zip(
        *columns, strict=True
    ):
        certificate = None if number is None else Certificate(number, first, last)
        yield Value(
            seq, meter, quantity, period, at, Decimal(value), unit, flag, entry, ms / 1000,
            None if skew is None else Decimal(skew), certificate, by, sim, n,
        )  # fmt: skip


def _said(value: Value) -> bytes:
    return repr(value).encode("utf-8")


def _library() -> tuple[Any, Any]:
    return import_module("pyarrow"), import_module("pyarrow.parquet")  # their types are not complete
