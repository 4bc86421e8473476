"""Answers to questions about samples lose nothing silently, and a history of errors reaches into archived months."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from monitoring.errors import MonitorError
from services.monitoring import archiving
from services.monitoring.archiving import archive, ask
from services.monitoring.error_histories import of_monitor
from tests.monitoring.test_archive import NOW, months

Answer = Callable[[str], tuple[list[str], list[Any]]]


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    folder = tmp_path_factory.mktemp("asked")
    months(folder, 1)
    return lambda question: ask(folder / "plant.toml", question, 0, 1e11)


def test_every_kind_of_cell_is_json(answer: Answer) -> None:
    _, rows = answer(
        "SELECT max(number)::DECIMAL(12, 3) AS a, 'nan'::DOUBLE AS b, [1.50] AS c, {'x': 'inf'::DOUBLE} AS d,"
        " 'q'::BLOB AS e, INTERVAL 1 DAY AS f, DATE '2026-01-02' AS g, min(instant) AS h, NULL AS i FROM samples"
    )
    assert json.loads(json.dumps(rows, allow_nan=False)) == [[
        "79.230", None, ["1.50"], {"x": None}, "b'q'", "1 day, 0:00:00", "2026-01-02", "2026-05-31T16:00:00+00:00",
        None,
    ]]  # fmt: skip


def test_nothing_is_cut_silently(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archiving, "MOST", 5)
    assert len(answer("SELECT * FROM samples LIMIT 5")[1]) == 5
    with pytest.raises(MonitorError, match="more than 5 rows"):
        answer("SELECT * FROM samples")
    with pytest.raises(MonitorError, match="two columns have the name a"):
        answer("SELECT 1 AS a, 2 AS a")


def test_no_extension_is_fetched(answer: Answer) -> None:
    found = answer("SELECT name, value FROM duckdb_settings() WHERE name LIKE 'auto%known_extensions' ORDER BY name")[1]
    assert found == [["autoinstall_known_extensions", "false"], ["autoload_known_extensions", "false"]]


def test_errors_of_archived_months_count(tmp_path: Path) -> None:
    months(tmp_path, 1)
    path = tmp_path / "plant.toml"
    rule = 'meters = "E-*"\nquantity = "active_energy_import"\nreference = 0\nunit = "kWh"\nupper = 9999\n'
    path.write_text(path.read_text("utf-8") + f"\n[errors.counts]\n{rule}", encoding="utf-8")
    before = of_monitor(path)
    assert len(before[0].points) == 81  # a day of UTC begins at 08:00 of the place
    assert [m.month for m in archive(path, NOW)] == ["2026-06"]
    assert of_monitor(path) == before


def test_a_full_disk_is_said_and_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    months(tmp_path, 1)
    monkeypatch.setattr(archiving, "write_rows", full)
    with pytest.raises(MonitorError, match="No space left on device; free the disk, set TMPDIR"):
        ask(tmp_path / "plant.toml", "SELECT 1", 0, 1e11)
    monkeypatch.setattr("monitoring.archive.write_month", full)
    with pytest.raises(OSError, match=r"No space left on device: '.*\d{4}-\d\d.parquet'"):
        list(archive(tmp_path / "plant.toml", NOW))
    assert list((tmp_path / "plant-1-months").iterdir()) == []
