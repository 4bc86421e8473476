"""A register with an edition of the catalogue and instruments under it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from registers.catalogue import CATALOGUE, CatalogueEntry
from registers.instruments import INSTRUMENTS, Instrument
from registers.values import day
from services.register.book import changing

OLD = [
    ("1", "体温计", "P+V", "first-only", 0, 0),
    ("2", "非自动衡器", "P+V", "periodic", 12, 0),
    ("9", "水表", "P+V", "rotation", 0, 6),
    ("21", "听力计", "P+V", "periodic", 12, 0),
]
INSTRUMENTS_IN_USE = [  # serial, item, mode, period, life, verified, until, installed
    ("S1", "2", "periodic", 12, 0, "2026-05-10", "2027-05-09", None),
    ("S2", "2", "periodic", 12, 0, "2026-11-10", "2027-11-09", None),
    ("S3", "2", "periodic", 12, 0, "2026-07-02", "2027-07-01", None),
    ("W1", "9", "rotation", 0, 6, "2024-01-01", None, "2024-01-01"),
    ("A1", "21", "periodic", 12, 0, "2026-05-10", "2027-05-09", None),
    ("T1", "1", "first-only", 0, 0, "2020-01-01", None, None),
]


def entry(edition: str, row: tuple[str, str, str, str, int, int], **more: object) -> CatalogueEntry:
    item, name, supervision, mode, cycle, life = row
    return CatalogueEntry(  # type: ignore[arg-type]
        edition=edition, item=item, name=name, supervision=supervision, mode=mode, cycle_months=cycle, life_years=life,
        **more,
    )  # fmt: skip


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    url = str(tmp_path / "runs.sqlite")

    def fill(change: object) -> None:
        change.put_many(CATALOGUE, [(f"CN-2020/{r[0]}", entry("CN-2020", r)) for r in OLD])  # type: ignore[attr-defined]
        rows = [
            (f"I{n:07d}", Instrument(name=serial, serial=serial, item=f"CN-2020/{item}", mode=mode, cycle_months=cycle,
                                     life_years=life, verified_on=day(on), result="conform",
                                     valid_until=day(until) if until else None, installed=day(put) if put else None))
            for n, (serial, item, mode, cycle, life, on, until, put) in enumerate(INSTRUMENTS_IN_USE, 1)
        ]  # fmt: skip
        change.put_many(INSTRUMENTS, rows)  # type: ignore[attr-defined]

    changing(url, "V001", "test", fill)
    return url


@pytest.fixture
def xlsx(tmp_path: Path) -> Callable[..., Path]:
    """Writes a table, with ranges that are merged."""

    def write(rows: list[list[object]], *merged: str) -> Path:
        book = Workbook()
        for row in rows:
            book.active.append(row)  # type: ignore[union-attr]
        for area in merged:
            book.active.merge_cells(area)  # type: ignore[union-attr]
        path = tmp_path / "official.xlsx"
        book.save(path)
        return path

    return write
