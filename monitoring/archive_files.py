"""A month of samples as a Parquet file: slice after slice of its time, each point after point, with the texts that were kept."""

from __future__ import annotations

import hashlib
from collections import Counter
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from monitoring.archive_rows import (
    ENCODED,
    PART,
    STORED,
    Digest,
    batch_of,
    columns_of,
    in_parts,
    schema,
    stored_columns,
)
from monitoring.rows import Value
from monitoring.sample import Certificate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import IO

GROUP: Final = 10_000
"""Samples in a group of a file: as many are in memory, as columns, when one is written."""


class Written(NamedTuple):
    """What was written to a file.

    Attributes:
        rows: How many samples.
        digest: The digest of what they say.
        counts: How many of each point and flag.
    """

    rows: int
    digest: str
    counts: Counter[tuple[int, str]]


def write_month(out: IO[bytes], slices: Iterable[Iterable[Any]]) -> Written:
    """Write rows of `monitoring.rows.rows` in the order in which they come; some thousands are in memory, not all.

    Args:
        out: The file.
        slices: The month slice after slice of its time; a group of the file holds whole slices.
    """
    pa, parquet = _library()
    digest, counts, waiting = Digest(), Counter[tuple[int, str]](), list[Any]()
    with parquet.ParquetWriter(out, schema(), **ENCODED) as writer:

        def end_group() -> None:
            if waiting:
                table = pa.Table.from_batches(waiting).unify_dictionaries()
                writer.write_table(table, row_group_size=table.num_rows)
            waiting.clear()

        for found in slices:
            for part in in_parts(found):
                columns = columns_of(part)
                digest.update(columns)
                counts.update(zip(columns["point"], columns["flag"], strict=True))
                waiting.append(batch_of(columns))
            if sum(batch.num_rows for batch in waiting) >= GROUP:
                end_group()
        end_group()
    return Written(counts.total(), digest.hexdigest(), counts)


def write_rows(path: Path, found: Iterable[Any]) -> None:
    """Write rows of `monitoring.rows.rows` to a file that is asked once and thrown away; some thousands are in memory, not all.

    Raises:
        OSError: It cannot be written.
    """
    pa, parquet = _library()
    with path.open("wb") as out, parquet.ParquetWriter(out, schema(), **ENCODED) as writer:
        for part in in_parts(found, GROUP):
            columns = [columns_of(part[n : n + PART]) for n in range(0, len(part), PART)]
            table = pa.Table.from_batches([batch_of(one) for one in columns]).unify_dictionaries()
            writer.write_table(table, row_group_size=table.num_rows)


def content(path: Path) -> tuple[int, str]:
    """How many samples a file holds, and the digest of what they say, in the order of the file."""
    _, parquet = _library()
    count, digest = 0, Digest()
    with parquet.ParquetFile(path) as file:
        for n in range(file.num_row_groups):
            group = file.read_row_group(n, columns=list(STORED), use_threads=False)
            for first in range(0, group.num_rows, PART):
                part = group.slice(first, PART)
                digest.update(stored_columns(part))
                count += part.num_rows
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
    with parquet.ParquetFile(path) as file:
        for groups in _in_time(file.metadata, begin, end, meter):
            table = file.read_row_groups(groups, use_threads=False).filter(wanted)
            table = table.sort_by([("seconds", "ascending"), ("point", "ascending")])
            for batch in table.to_batches(PART):
                yield from _values(batch)


def _in_time(metadata: Any, begin: float, end: float, meter: str) -> Iterator[list[int]]:
    """The groups of a file that may hold instants of a period, in time; those that overlap in time come together."""
    names = metadata.schema.to_arrow_schema().names
    instant, of = names.index("seconds"), names.index("meter")
    spans = list[tuple[int, int, int]]()
    for n in range(metadata.num_row_groups):
        group = metadata.row_group(n)
        at, named = group.column(instant).statistics, group.column(of).statistics
        if at.max >= begin and at.min < end and (not meter or named.min <= meter <= named.max):
            spans.append((at.min, at.max, n))
    spans.sort()
    together, until = list[int](), -1
    for first, last, n in spans:
        if together and first > until:
            yield together
            together = []
        together.append(n)
        until = max(until, last)
    if together:
        yield together


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


def _library() -> tuple[Any, Any]:
    """Arrow and Parquet, with the allocator of the system: it gives freed memory back, where Arrow's own keeps some ten MB."""
    pa: Any = import_module("pyarrow")  # its types are not complete
    pa.set_memory_pool(pa.system_memory_pool())
    return pa, import_module("pyarrow.parquet")
