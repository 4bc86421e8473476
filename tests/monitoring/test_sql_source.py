"""Values of a database: read only, everything handed over as a parameter, one row for an instant, or a reason."""

import sqlite3
import time
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from monitoring.errors import MonitorFileError
from monitoring.monitor_file import MonitorFile, load_monitor
from monitoring.owner import Taken
from monitoring.owners import owner_of
from monitoring.sample import Point
from tests.records.test_both_databases import fresh, postgresql  # noqa: F401  fixtures

QUERY = "SELECT value, time, status FROM reading WHERE tag = :tag AND time <= :seconds ORDER BY time DESC LIMIT 1"
FILE = """
[monitor]
name = "historian"
[store]
path = "samples.sqlite"
[lines.db]
address = "{address}"
query = "{query}"
good = ["192"]
uncertain = ["64"]
[meters.E-1]
driver = "sql"
line = "db"
read = {{ active_energy_import = ["15min", "day"], active_power = "15min" }}
[meters.E-1.where]
active_energy_import = {{ unit = "kWh", parameters = {{ tag = "E1.EP" }} }}
active_power = {{ unit = "kW", parameters = {{ tag = "E1.P'; DROP TABLE reading" }} }}
"""
ENERGY, POWER = (Point("E-1", q, "15min") for q in ("active_energy_import", "active_power"))
NOW = int(time.time()) // 900 * 900


def plant(folder: Path, rows: list[tuple[Any, ...]], query: str = QUERY, kind: str = "NUMERIC") -> MonitorFile:
    with sqlite3.connect(folder / "plant.db") as connection:
        connection.execute(f"CREATE TABLE IF NOT EXISTS reading (tag TEXT, value {kind}, time INTEGER, status INTEGER)")
        connection.executemany("INSERT INTO reading VALUES (?, ?, ?, ?)", rows)
    connection.close()
    return written(folder, "sqlite:///plant.db", query)


def written(folder: Path, address: str, query: str = QUERY) -> MonitorFile:
    (folder / "historian.toml").write_text(FILE.format(address=address, query=query), encoding="utf-8")
    return load_monitor(folder / "historian.toml")


def read(file: MonitorFile, *points: Point, instant: int = NOW) -> list[Taken]:
    owner = owner_of(file, "db", file.lines["db"].address, time.time)
    owner.fit()
    try:
        return owner.read(dict.fromkeys(points, instant))
    finally:
        owner.close()


def test_a_row_is_a_value_with_its_status_and_time(tmp_path: Path) -> None:
    rows = [("E1.EP", "812.370", NOW - 10, 192), ("E1.P'; DROP TABLE reading", 3.5, NOW, 64)]
    energy, power = read(plant(tmp_path, rows, kind="TEXT"), ENERGY, POWER)
    assert energy.reading is not None
    assert power.reading is not None
    assert (str(energy.reading.value), energy.reading.unit, energy.at) == ("812.370", "kWh", float(NOW - 10))
    assert (power.reading.value, power.doubts) == (Decimal("3.5"), ("uncertain",))


@pytest.mark.parametrize(("row", "words"), [
    (("E1.EP", 1, NOW, 0), "its status '0' is not one that the file calls good"),
    (("E1.EP", 1, NOW, None), "its status '' is not one"),
    (("E1.EP", None, NOW, 192), "it is empty"),
    (("E1.EP", "off", NOW, 192), "'off' is no number"),
    (("E1.EP", 1, NOW - 61, 192), "the newest row was taken too long before this instant"),
    (("E1.EP", 1, "soon", 192), "the query gives no row"),
    (("other", 1, NOW, 192), "the query gives no row for this instant"),
])  # fmt: skip
def test_what_is_no_value_is_a_reason(tmp_path: Path, row: tuple[Any, ...], words: str) -> None:
    (found,) = read(plant(tmp_path, [row]), ENERGY)
    assert found.reading is None
    assert words in found.problem


def test_the_value_of_the_instant_before_never_stands_for_this_one(tmp_path: Path) -> None:
    file = plant(tmp_path, [("E1.EP", 1, NOW - 900, 192)])
    owner = owner_of(file, "db", file.lines["db"].address, time.time)
    assert owner.profiled("E-1") == ("active_energy_import", "active_power")
    found = owner.recorded(ENERGY, [NOW - 900, NOW])
    assert found[NOW] is None
    before = found[NOW - 900]
    assert before is not None
    assert before.reading is not None
    plant(tmp_path, [("E1.EP", 2, NOW, 192)])
    late = owner.recorded(ENERGY, [NOW])[NOW]
    owner.close()
    assert late is not None
    assert late.reading is not None
    assert late.reading.value == 2


@pytest.mark.parametrize(("query", "words"), [
    ("SELECT 1 AS value, 2 AS time UNION SELECT 3, 4", "more than one row"),
    ("SELECT 1 AS number", "it has no column value"),
    ("SELECT 1 AS value, 'yesterday' AS time", "the row is no value: Invalid isoformat"),
    ("SELECT 1 AS value, 99999999999 AS time", "its time stamp is in the future"),
    ("SELECT value FROM no_table", "no such table"),
])  # fmt: skip
def test_a_query_that_does_not_fit_is_a_reason(tmp_path: Path, query: str, words: str) -> None:
    plant(tmp_path, [])
    (tmp_path / "historian.toml").write_text(
        FILE.format(address="sqlite:///plant.db", query=query).replace(', parameters = { tag = "E1.EP" }', "")
        .replace(''', parameters = { tag = "E1.P'; DROP TABLE reading" }''', ""), encoding="utf-8",
    )  # fmt: skip
    (found,) = read(load_monitor(tmp_path / "historian.toml"), ENERGY)
    assert found.reading is None
    assert words in found.problem


def test_nothing_is_written(tmp_path: Path) -> None:
    file = plant(tmp_path, [("E1.EP", 1, NOW, 192)])
    query = "WITH gone AS (SELECT 1) DELETE FROM reading WHERE :seconds = :seconds AND tag = :tag RETURNING value"
    owner = owner_of(written(tmp_path, "sqlite:///plant.db", query), "db", file.lines["db"].address, time.time)
    (found,) = owner.read({ENERGY: NOW})
    owner.close()
    assert "readonly database" in found.problem
    assert not (tmp_path / "nothing.db").exists()
    assert "does not answer" in read(written(tmp_path, "sqlite:///nothing.db"), ENERGY)[0].problem
    assert not (tmp_path / "nothing.db").exists()


@pytest.mark.parametrize(("old", "new", "words"), [
    ("SELECT value, time", "DELETE", "write one query that begins with SELECT or WITH"),
    ("LIMIT 1", "LIMIT 1; DROP TABLE reading", "write one query"),
    ('tag = "E1.EP"', 'name = "E1.EP"', "the parameter tag of the query is missing"),
    ('tag = "E1.EP"', 'tag = "E1.EP", more = 1', "the query has no parameter more"),
    ('unit = "kWh"', 'unit = "V"', "'V' is no unit of active_energy_import"),
    ('driver = "sql"', 'driver = "dlt645"', "the meters on it have the driver 'sql'"),
    ("sqlite:///plant.db", "/dev/ttyUSB0", "no OPC UA server or database is there"),
    ("active_power = {", "voltage_l1 = {", "where active_power is, is missing"),
])  # fmt: skip
def test_a_file_that_does_not_fit_names_its_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    content = FILE.format(address="sqlite:///plant.db", query=QUERY)
    assert old in content
    (tmp_path / "wrong.toml").write_text(content.replace(old, new), encoding="utf-8")
    with pytest.raises(MonitorFileError) as refused:
        load_monitor(tmp_path / "wrong.toml")
    assert words in str(refused.value)


@pytest.mark.parametrize("fresh", ["postgresql"], indirect=True)
def test_postgresql_gives_the_same_and_is_read_only(tmp_path: Path, fresh: Any) -> None:  # noqa: F811
    postgresql_url = fresh()
    engine = create_engine(postgresql_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS historian"))
        connection.execute(text("CREATE TABLE historian (tag text, value numeric, time timestamptz, status int)"))
        at = datetime.fromtimestamp(NOW - 5, UTC)
        rows = [{"t": "E1.EP", "v": Decimal("812.370"), "at": at}, {"t": "E1.EP", "v": 1, "at": at - timedelta(days=1)}]
        connection.execute(text("INSERT INTO historian VALUES (:t, :v, :at, 192)"), rows)
    query = QUERY.replace("reading", "historian").replace(":seconds", ":instant")
    (found,) = read(written(tmp_path, postgresql_url, query), ENERGY)
    assert found.reading is not None
    assert (str(found.reading.value), found.at) == ("812.370", NOW - 5.0)
    first, other = read(
        written(tmp_path, postgresql_url, "SELECT pg_sleep(0), nothing, :tag FROM historian"), ENERGY, POWER
    )
    assert 'the query is refused: column "nothing" does not exist' in first.problem
    assert "the query is refused" in other.problem
    delete = "WITH gone AS (DELETE FROM historian WHERE tag = :tag RETURNING value) SELECT value FROM gone"
    assert "read-only transaction" in read(written(tmp_path, postgresql_url, delete), ENERGY)[0].problem
    with engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM historian")).scalar_one() == 2
        connection.execute(text("DROP TABLE historian"))
    engine.dispose()
