"""What roll-ups read, as Parquet files beside the store: a projection of the registers at one ledger entry, never evidence."""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import func, select

from records.schema import ledger
from registers.book import source
from registers.instruments import INSTRUMENTS
from registers.verifications import VERIFICATIONS
from registers.work import JOBS, ORDERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, FromClause, Table

    from records.store import Store
    from registers.register import Register

ROLLED: Final[dict[str, tuple[Register[Any], tuple[str, ...]]]] = {
    "instrument": (INSTRUMENTS, ("division", "county", "domain", "status", "status_since", "mode", "covered_until", "verified_on",
                                 "accuracy_class", "owner", "item", "industry", "campaign", "run")),
    "verification": (VERIFICATIONS, ("instrument", "on", "outcome", "as_found", "as_left", "valid_until", "simulated",
                                     "division", "domain", "accuracy_class", "owner", "item", "industry", "campaign")),
    "job": (JOBS, ("order", "instrument", "state")),
    "work_order": (ORDERS, ("received", "campaign")),
}  # fmt: skip
"""The registers that roll-ups read, and the columns that may be asked for where the register has them."""
BATCH: Final = 50_000


def rolled(register: Register[Any], at: str) -> FromClause:
    """The rows of a register at a time, or as they are for an empty one, with the columns that roll-ups read."""
    return source(register, at, ROLLED[register.name][1])


class Files(NamedTuple):
    """The files of a store.

    Attributes:
        folder: Where they are.
        n: Ledger entry that they were made at.
    """

    folder: Path
    n: int


def folder_of(store: Store) -> Path:
    """Where the files of a store are kept, in the cache of this user; each store has a folder of its own."""
    import platformdirs

    with store.reporting(), store.engine.connect() as connection:
        first = connection.execute(select(ledger.c.entry).where(ledger.c.n == 0)).scalar()
    identity = json.loads(first)["store"] if first else "none"
    return platformdirs.user_cache_path("steelyard", appauthor=False) / "rollups" / str(identity)


def newest(folder: Path) -> Files | None:
    """The newest files of a folder that this version can read; None where there are none."""
    found = [Files(path, int(path.name)) for path in folder.glob("*") if path.name.isdecimal()]
    usable = [f for f in found if (f.folder / f"{layout()}.layout").is_file()]
    return max(usable, key=lambda f: f.n, default=None)


def outdated(folder: Path) -> bool:
    """Whether there are files, and this version cannot read them: it reads the store until they are prepared again."""
    return newest(folder) is None and any(path.name.isdecimal() for path in folder.glob("*"))


def layout() -> str:
    """What the files hold, in a word: other columns are another layout."""
    return (
        "-".join(register.layout[:8] for register, _ in ROLLED.values()) + f"-{sum(len(c) for _, c in ROLLED.values())}"
    )


def write(store: Store, folder: Path) -> Files:
    """Write the files as of now and remove older ones.

    Raises:
        OSError: The folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = Path(tempfile.mkdtemp(dir=folder, prefix=".new-"))
    try:
        with store.reporting(), at_one_moment(store) as connection:
            n = head(connection)
            for register, _ in ROLLED.values():
                for table in (register.now, register.past):
                    _write(connection, table, names(register, table), made / f"{table.name}.parquet")
        (made / f"{layout()}.layout").touch()
        target = folder / str(n)
        if target.exists():
            shutil.rmtree(target)
        made.rename(target)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    for old in folder.iterdir():
        if old != target:
            shutil.rmtree(old, ignore_errors=True)
    return Files(target, n)


def at_one_moment(store: Store) -> Connection:
    """A connection whose queries all see one moment."""
    connection = store.engine.connect()
    if store.engine.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN")
        return connection
    return connection.execution_options(isolation_level="REPEATABLE READ")


def head(connection: Connection) -> int:
    """Number of the newest ledger entry; -1 for none."""
    found = connection.execute(select(func.max(ledger.c.n))).scalar()
    return -1 if found is None else int(found)


def names(register: Register[Any], table: Table) -> list[str]:
    """The columns of a table that the files hold."""
    used = [name for name in ROLLED[register.name][1] if name in table.c]
    own = ("key", "recorded", *(("replaced",) if table is register.past else ()))
    return [*own, *used]


def _write(connection: Connection, table: Table, columns: list[str], path: Path) -> None:
    parquet: Any = import_module("pyarrow.parquet")
    with parquet.ParquetWriter(path, schema(table, columns), compression="zstd") as writer:
        for batch in _batches(connection, table, columns):
            writer.write_table(arrow(table, columns, batch))


def _batches(connection: Connection, table: Table, columns: list[str]) -> Iterator[Any]:
    """The rows in parts, by the database's own driver: there are millions, and a row of SQLAlchemy costs as much as they."""
    query = str(select(*(table.c[name] for name in columns)).compile(connection))
    driver: Any = connection.connection.driver_connection
    in_parts = (
        ("rows",) if connection.dialect.name == "postgresql" else ()
    )  # a cursor without a name fetches all at once
    with closing(driver.cursor(*in_parts)) as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(BATCH):
            yield rows


def schema(table: Table, columns: list[str]) -> Any:
    """The types of the columns in Arrow's words."""
    pa = _pyarrow()
    whole = {name for name in columns if table.c[name].type.python_type is int}
    return pa.schema([(name, pa.int64() if name in whole else pa.string()) for name in columns])


def arrow(table: Table, columns: list[str], rows: list[Any]) -> Any:
    """Rows as a table of Arrow."""
    pa = _pyarrow()
    turned = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    of = schema(table, columns)
    return pa.table([pa.array(values, type=f.type) for values, f in zip(turned, of, strict=True)], schema=of)


def _pyarrow() -> Any:
    return import_module("pyarrow")  # its types are not complete
