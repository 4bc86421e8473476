"""Writes samples as tables: one `.csv` or `.parquet` file, or a Parquet file for each month. Row after row, however many."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from metrology.text import Text
from monitoring.archived_months import archived_in, folder
from monitoring.errors import MonitorError
from monitoring.reading import values
from monitoring.scans import ends
from monitoring.schedule import at_place
from records.durable_file import durably
from services.monitoring.kept import opened_samples

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import IO
    from zoneinfo import ZoneInfo

    from monitoring.rows import Value
    from monitoring.store import SampleStore

COLUMNS: Final = (
    "meter", "quantity", "period", "instant", "value", "unit", "flag", "entry", "taken", "skew_s", "certificate",
    "valid_until", "by", "simulated",
)  # fmt: skip
GROUP: Final = 50_000
"""Rows in a group of a Parquet file."""


def export(path: Path, target: Path, begin: float, end: float) -> int:
    """Write the samples of a period as a table, `.csv` or `.parquet`; returns how many.

    Raises:
        MonitorError: Another kind of file.
        OSError: It cannot be written.
    """
    if target.suffix not in {".csv", ".parquet"}:
        raise MonitorError([Text("请写 .csv 或 .parquet 文件", "write a .csv or .parquet file")])
    with opened_samples(path) as (file, store), durably(target) as out:
        found = values(store, begin, end)
        return _csv(out, found, file.zone) if target.suffix == ".csv" else _parquet(out, found, file.zone)


def export_months(path: Path, folder: Path, begin: float, end: float) -> dict[str, int]:
    """Write a Parquet file ``YYYY-MM.parquet`` for each month of a period that has samples; returns how many each holds.

    Raises:
        OSError: A file cannot be written; those before are whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found: dict[str, int] = {}
    with opened_samples(path) as (file, store):
        for month, first, behind in _months(store, begin, end, file.zone):
            with durably(folder / f"{month}.parquet") as out:
                found[month] = _parquet(out, values(store, first, behind), file.zone)
    return found


def _months(store: SampleStore, begin: float, end: float, zone: ZoneInfo) -> Iterator[tuple[str, float, float]]:
    """Months of the place that hold samples of a period, and the part of each that lies in the period."""
    with store.snapshot() as connection:
        months = archived_in(connection, folder(store))
        kept = ends(connection, max([begin, *(m.end for m in months)]), end)
    lying = [m for m in months if m.begin < end and begin < m.end]
    first = min([max(m.begin, begin) for m in lying] + ([kept[0]] if kept else []), default=None)
    last = max([m.end - 1 for m in lying] + ([kept[1]] if kept else []), default=None)
    if first is None or last is None:
        return
    month = datetime.fromtimestamp(first, zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    while month.timestamp() <= last:
        behind = (month + timedelta(days=32)).replace(day=1)
        yield f"{month:%Y-%m}", max(begin, month.timestamp()), min(end, behind.timestamp())
        month = behind


def _csv(out: IO[bytes], found: Iterable[Value], zone: ZoneInfo) -> int:
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    count = 0
    for v in found:
        row = _row(v, zone)
        writer.writerow([*row.values()])
        count += 1
    text.flush()
    text.detach()
    return count


def _parquet(out: IO[bytes], found: Iterator[Value], zone: ZoneInfo) -> int:
    """Texts as they were kept, and beside them `number` and `at` to calculate with."""
    pa: Any = import_module("pyarrow")  # its types are not complete
    parquet: Any = import_module("pyarrow.parquet")
    words = pa.dictionary(pa.int32(), pa.string())
    few = {"meter", "quantity", "period", "unit", "flag", "entry", "certificate", "valid_until", "by", "simulated"}
    columns = [(name, words if name in few else pa.string()) for name in COLUMNS]
    schema = pa.schema([*columns, ("at", pa.timestamp("s", tz="UTC")), ("number", pa.float64())])
    count = 0
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while part := list(islice(found, GROUP)):
            rows = [{**_row(v, zone), "at": v.instant, "number": float(v.value)} for v in part]
            writer.write_table(pa.Table.from_pylist(rows, schema))
            count += len(part)
    return count


def _row(v: Value, zone: ZoneInfo) -> Mapping[str, str]:
    c = v.certificate
    return {
        "meter": v.meter, "quantity": v.quantity, "period": v.period, "instant": at_place(v.instant, zone),
        "value": str(v.value), "unit": v.unit, "flag": v.flag, "entry": v.entry, "taken": at_place(v.taken, zone),
        "skew_s": "" if v.skew is None else str(v.skew), "certificate": c.number if c else "",
        "valid_until": c.last if c else "", "by": v.by, "simulated": "yes" if v.simulated else "",
    }  # fmt: skip
