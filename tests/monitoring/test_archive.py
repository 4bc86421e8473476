"""Old months in files: moved whole or not at all, read with the store as one, and asked in SQL."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from monitoring.archive import due, move
from monitoring.archive_files import read_month
from monitoring.archived_months import archived
from monitoring.errors import MonitorError
from monitoring.monitor_file import MonitorFile, load_monitor
from monitoring.reading import missing, values
from monitoring.rows import Value
from monitoring.sample import Certificate, Point, Sample
from monitoring.store import SampleStore
from services.monitoring.archiving import archive, ask
from services.monitoring.by_hand import enter
from services.monitoring.exporting import export_months
from services.monitoring.kept import states
from tests.monitoring.plant import ZONE, plant

JUNE, JULY, AUGUST = (datetime(2026, m, 1, tzinfo=ZONE).timestamp() for m in (6, 7, 8))
NOW = datetime(2026, 8, 20, tzinfo=ZONE).timestamp()
E1 = Point("E-1", "active_energy_import", "60min")


def months(folder: Path, meters: int = 3, hours: int = 24) -> MonitorFile:
    """A store with hours of June up to August."""
    file = plant(folder, meters, periods='"60min"')
    store = SampleStore(file.database)
    store.begin("plant-1", file.monitor.zone, file.points(), JUNE)
    old, new = Certificate("OLD", "2024-01-01", "2026-06-30"), Certificate("NEW", "2026-07-01", "")
    for day in range(80):
        begin = JUNE + 86_400 * day
        store.keep([
            Sample(
                p, int(begin + 3600 * h), Decimal(f"{n}{day:03d}.{h:02d}0"), "kWh", "good+skew" if h == 7 else "good",
                begin + 3600 * h + 0.125, skew=Decimal("-75.0") if n else None,
                certificate=(old if begin < JULY else new) if n != 1 else None,
            )
            for n, p in enumerate(file.points()) for h in range(hours)
        ])  # fmt: skip
    store.close()
    return file


def everything(file: MonitorFile) -> list[Value]:
    store = SampleStore(file.database, read_only=True)
    try:
        return list(values(store, 0, 1e11))
    finally:
        store.close()


def test_what_is_read_is_the_same_before_and_after(tmp_path: Path) -> None:
    file = months(tmp_path)
    path, before = tmp_path / "plant.toml", everything(file)
    counts = [(s.kept, s.flags, s.last, s.value) for s in states(path, NOW)]
    exported = export_months(path, tmp_path / "before", 0, 1e11)
    moved = list(archive(path, NOW))
    assert [(m.month, m.rows, m.state) for m in moved] == [("2026-06", 3 * 24 * 30, "moved")]
    assert everything(file) == before
    assert [(s.kept, s.flags, s.last, s.value) for s in states(path, NOW)] == counts
    assert export_months(path, tmp_path / "after", 0, 1e11) == exported
    for month in exported:
        assert (tmp_path / "before" / f"{month}.parquet").read_bytes() == (
            tmp_path / "after" / f"{month}.parquet"
        ).read_bytes()
    store = SampleStore(file.database, read_only=True)
    try:
        with store.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM monitor_sample").scalar_one() == 3 * 24 * 50
        part = list(values(store, JULY - 7200, JULY + 7200, meter="E-1"))
        assert [v.instant for v in part] == [int(JULY + 3600 * h) for h in (-2, -1, 0, 1)]
        assert list(values(store, 0, 1e11, meter="E-9")) == []
    finally:
        store.close()
    assert list(archive(path, NOW)) == []


def test_what_a_meter_may_still_give_and_what_is_not_acknowledged_stays(tmp_path: Path) -> None:
    file = months(tmp_path)
    store = SampleStore(file.database)
    last_of_june = 3 * 24 * 30
    try:
        assert [d.month for d in due(store, file, NOW, None)] == ["2026-06"]
        assert [d.month for d in due(store, file, AUGUST + 86_400 * 31, None)] == ["2026-06", "2026-07"]
        assert due(store, file, JULY + 86_400 * 31 - 1, None) == []
        assert due(store, file, NOW, last_of_june - 1) == []
        assert [d.month for d in due(store, file, NOW, last_of_june)] == ["2026-06"]
    finally:
        store.close()


def test_what_lies_in_files_is_not_asked_for_and_not_entered_again(tmp_path: Path) -> None:
    file = months(tmp_path)
    list(archive(tmp_path / "plant.toml", NOW))
    store = SampleStore(file.database)
    try:
        assert min(missing(store, E1, NOW, 0, ZONE)) > JULY
    finally:
        store.close()
    with pytest.raises(MonitorError, match="was moved to a file"):
        enter(
            tmp_path / "plant.toml", lambda *_: None, meter="E-1", quantity="active_energy_import", period="",
            value="1", instant="2026-06-03T05:00", unit="kWh", by="A001",
        )  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize("harm", [
    lambda p: p.write_bytes(p.read_bytes()[:-1] + b"x"), lambda p: p.unlink(), lambda p: p.write_bytes(b""),
])  # fmt: skip
def test_a_file_that_changed_before_the_samples_went_takes_nothing(
    tmp_path: Path, harm: Callable[[Path], object]
) -> None:
    file = months(tmp_path, 1)
    store = SampleStore(file.database)

    def stop(step: str) -> None:
        if step == "empty":
            raise KeyboardInterrupt

    try:
        (of,) = due(store, file, NOW, None)
        with pytest.raises(KeyboardInterrupt):
            move(store, of, NOW, stop)
        (month,) = archived(store)
        assert month.state == "verified"
        harm(month.path)
        (again,) = due(store, file, NOW, None)
        with pytest.raises(MonitorError, match="is missing, or is not the file"):
            move(store, again, NOW)
        with store.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM monitor_sample").scalar_one() == 24 * 80
    finally:
        store.close()


def test_a_file_that_is_read_back_otherwise_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = months(tmp_path, 1)
    monkeypatch.setattr("monitoring.archive.content", lambda _: (720, "another"))
    with pytest.raises(MonitorError, match="differs from the samples of the store"):
        list(archive(tmp_path / "plant.toml", NOW))
    store = SampleStore(file.database, read_only=True)
    assert archived(store) == []
    store.close()


@pytest.mark.systems
def test_kills_between_any_two_steps_lose_and_double_nothing(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    before = everything(months(tmp_path / "whole", 22, hours=1))
    for at in range(7):  # write, verify, note, empty, behind each of two parts, moved
        folder = tmp_path / str(at)
        shutil.copytree(tmp_path / "whole", folder)
        words = [sys.executable, "-c", _CHILD, str(folder / "plant.toml"), str(NOW), str(at)]
        assert subprocess.run(words, check=False).returncode == -signal.SIGKILL, at
        file = load_monitor(folder / "plant.toml")
        assert everything(file) == before, at
        assert [m.state for m in archive(folder / "plant.toml", NOW)] == ["moved"]
        assert everything(file) == before, at
        store = SampleStore(file.database, read_only=True)
        with store.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM monitor_sample").scalar_one() == 22 * 50
        store.close()


_CHILD = """
import os, signal, sys
from pathlib import Path
from monitoring import archive
from monitoring.archive import due, move
from monitoring.monitor_file import load_monitor
from monitoring.store import SampleStore

file, now, left = load_monitor(Path(sys.argv[1])), float(sys.argv[2]), [int(sys.argv[3])]

def step(name):
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left[0] -= 1

archive.ROWS = 500  # 660 samples: two parts

store = SampleStore(file.database)
for of in due(store, file, now, None):
    move(store, of, now, step)
"""


def test_questions_are_answered_over_files_and_store_together(tmp_path: Path) -> None:
    months(tmp_path)
    path = tmp_path / "plant.toml"
    asked = "SELECT meter, count(*) AS n, max(instant) AS newest FROM samples GROUP BY meter ORDER BY meter"
    before = ask(path, asked, 0, 1e11)
    list(archive(path, NOW))
    assert ask(path, asked, 0, 1e11) == before
    assert before[0] == ["meter", "n", "newest"]
    assert before[1][0][1] == 24 * 80
    assert ask(path, "SELECT count(*) FROM samples", JULY - 7200, JULY + 3600)[1] == [[9]]
    for query in ("COPY samples TO 'x.csv'", "SELECT * FROM read_csv('/etc/passwd')", "SELECT 1; SELECT 2", "nonsense",
                  "SELECT nothing FROM samples", "DROP VIEW samples", ""):  # fmt: skip
        with pytest.raises(MonitorError):
            ask(path, query, 0, 1e11)


def test_files_hold_the_digits_that_were_kept(tmp_path: Path) -> None:
    file = months(tmp_path, 1)
    list(archive(tmp_path / "plant.toml", NOW))
    (month,) = (tmp_path / "plant-1-months").iterdir()
    found = list(read_month(month, JUNE, JULY))
    assert [str(v.value) for v in found[24:27]] == ["1.000", "1.010", "1.020"]
    assert found == everything(file)[:720]
