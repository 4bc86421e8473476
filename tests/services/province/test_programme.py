"""A demonstration province has a sampling with a batch that fails, numbered documents, and recorded figures."""

from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from records.store import Store
from registers.book import Book
from registers.documents import DOCUMENTS
from registers.recorded_figures import FIGURES
from services.lots import lots_listed
from services.monitoring.board import Board
from services.monitoring.kept import gaps
from services.province import making, monitored
from services.province.recorded import NOTE
from services.province.size import SIZES, Size
from services.targets import documents
from services.targets.figures import KNOWN
from services.targets.target_file import read_targets, target_file
from tests.services.province.conftest import silent

DAY = date(2026, 11, 30)


@pytest.mark.systems
def test_every_target_has_a_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    monkeypatch.setitem(SIZES, "small", Size(100, 1, 1, 30, 20, 1, 1))
    folder = tmp_path / "p"
    making.make(folder, 3, "small", DAY, silent)
    url, file = str(folder / making.STORE), read_targets(target_file(folder), KNOWN)
    with closing(Store(url)) as store:
        book = Book(store)
        stated = list(book.rows(FIGURES))
        numbered = list(book.rows(DOCUMENTS))
    assert {r.record.figure for r in stated} == set(file.recordable())
    assert all(r.record.note == NOTE for r in stated)
    assert len(numbered) == 1
    assert [(r["lot"], r["examined"], r["nonconforming"], r["outcome"], r["simulated"]) for r in lots_listed(url)] == [
        ("SIM-ES-2", 2, 0, "incomplete", True),
        ("SIM-ES-1", 3, 2, "not_conform", True),
    ]
    with closing(Board(folder / monitored.FILE)) as board:
        snapshot = board.look()
    (alarm,) = snapshot.alarms
    assert (alarm.rule, alarm.simulated, alarm.acknowledged) == ("gas-high", True, None)
    assert len(snapshot.points) == 3
    assert all(p.simulated and len(p.trend) > 20 for p in snapshot.points)
    assert len(gaps(folder / monitored.FILE, 100)) == 2 * len(monitored.GAP)
    found = {r["target"]: r for r in documents.targets(url, file, DAY, "")["rows"]}
    assert (found["T3"]["part"], found["T3"]["whole"], found["T3"]["simulated"]) == (1, 2, True)
    assert not [key for key, row in found.items() if row["status"] == "not_known" and key not in {"T2", "T4"}]
    assert Decimal(found["T21"]["value"].split()[0].replace(",", "")) == 47200
