"""Moves old months into files, and answers questions in SQL over these and the store together."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module
from math import isfinite
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from metrology.text import Text
from monitoring.archive import due, move
from monitoring.archive_files import write_rows
from monitoring.archive_rows import PART
from monitoring.archived_months import archived_in, folder
from monitoring.errors import MonitorError
from monitoring.room import acknowledged
from monitoring.rows import rows
from monitoring.tables import sample
from services.monitoring.kept import opened_samples

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from monitoring.archived_months import Month

VIEW: Final = "samples"
MOST: Final = 10_000
"""Rows of an answer."""


def archive(path: Path, now: float) -> Iterator[Month]:
    """Move every month that may go, oldest first; what was moved, one after the other.

    Raises:
        MonitorError: There is no store, or a file is not what it should be.
        NotKept: The store could not be written.
        OSError: A file could not be written.
    """
    with opened_samples(path, writing=True) as (file, store):
        platform = file.monitor.platform
        through = acknowledged(store, platform) if platform else None
        for month in due(store, file, now, through):
            yield move(store, month, now)


def ask(path: Path, query: str, begin: float, end: float) -> tuple[list[str], list[Sequence[Any]]]:
    """The answer to a question in SQL about the view ``samples``: months in files and the store together.

    Args:
        path: The monitor file.
        query: The question; it reads nothing else than the view.
        begin: Of what lies in the store, only instants from this time on, seconds since 1970.
        end: Up to, not at, this time.

    Returns:
        Names of the columns, and rows.

    Raises:
        MonitorError: DuckDB is missing, or it refuses the question; the answer is too long, or two columns share a name.
    """
    try:
        duckdb: Any = import_module("duckdb")
    except ImportError as error:
        zh = "查询需要 duckdb：pip install 'steelyard[heavy]'"
        raise MonitorError([Text(zh, "questions need the package duckdb: pip install 'steelyard[heavy]'")]) from error
    with opened_samples(path) as (_, store), TemporaryDirectory() as beside, duckdb.connect(":memory:") as asked:
        # In a snapshot a month that is moved meanwhile lies in the store or in its file, and not in both.
        with store.snapshot() as connection:
            months = archived_in(connection, folder(store))
            since = max([begin, *(m.end for m in months)])
            rest = Path(beside) / "store.parquet"
            try:
                in_any_order = rows().where(sample.c.instant >= since, sample.c.instant < end)
                write_rows(rest, connection.execute(in_any_order, execution_options={"yield_per": PART}))
            except OSError as error:
                raise MonitorError([_no_room(Path(beside), error)]) from error
        months = [m for m in months if begin < m.end and m.begin < end]
        asked.execute("SET TimeZone = 'UTC'")
        files = ", ".join(_quoted(at) for at in (*(m.path for m in months), rest))
        both = f"SELECT * FROM read_parquet([{files}])"  # noqa: S608  of paths of ours
        within = f"WHERE instant >= to_timestamp({_second(begin)}) AND instant < to_timestamp({_second(end)})"
        asked.execute(f"CREATE VIEW {VIEW} AS {both} {within}")
        asked.execute(f"SET allowed_directories = [{_quoted(folder(store))}, {_quoted(Path(beside))}]")
        asked.execute("SET autoinstall_known_extensions = false")
        asked.execute("SET autoload_known_extensions = false")
        asked.execute("SET enable_external_access = false")
        asked.execute("SET lock_configuration = true")
        try:
            if [one.type for one in duckdb.extract_statements(query)] != [duckdb.StatementType.SELECT]:
                raise MonitorError([Text("只回答一条 SELECT", "one SELECT is answered, and nothing else")])
            found = asked.execute(query)
            columns, answer = [column[0] for column in found.description or ()], found.fetchmany(MOST + 1)
        except duckdb.Error as error:
            said = str(error).strip().partition("\n")[0]
            raise MonitorError([Text(f"不能回答：{said}", f"this cannot be answered: {said}")]) from error
    if len(answer) > MOST:
        zh, en = (
            f"结果超过 {MOST} 行：请汇总或加 LIMIT，",
            f"the answer has more than {MOST} rows: summarise, add a LIMIT,",
        )
        raise MonitorError([Text(f"{zh}全部样本用 monitor export", f"{en} or take all samples by monitor export")])
    if twice := sorted({name for name in columns if columns.count(name) > 1}):
        zh, en = f"两列同名：{'、'.join(twice)}", f"two columns have the name {', '.join(twice)}"
        raise MonitorError([Text(f"{zh}；请用 AS 改名", f"{en}; rename one with AS")])
    return columns, [[_plain(cell) for cell in row] for row in answer]


def _no_room(folder: Path, error: OSError) -> Text:
    said = error.strerror or str(error)
    zh = f"查询需要在 {folder} 写临时文件：{said}；请清理磁盘、设 TMPDIR 或用 --from、--to 缩小范围"
    return Text(
        zh,
        f"a question needs a temporary file in {folder}: {said}; free the disk, set TMPDIR, or narrow it by --from and --to",
    )


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _second(moment: float) -> int:
    return int(max(0.0, min(moment, 253_370_764_800.0)))


def _plain(cell: Any) -> Any:
    """A cell as JSON has it: a decimal keeps its digits as text, and what is no number is none."""
    if isinstance(cell, datetime):
        return (cell.astimezone(UTC) if cell.tzinfo else cell).isoformat()
    if isinstance(cell, float):
        return cell if isfinite(cell) else None
    if isinstance(cell, list | tuple):
        return [_plain(one) for one in cell]
    if isinstance(cell, dict):
        return {str(key): _plain(one) for key, one in cell.items()}
    return cell if cell is None or isinstance(cell, bool | int | str) else str(cell)
