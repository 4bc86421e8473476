"""The record says how each value was acquired, with the share of each way, and what looks suspicious."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from metrology.text import Text
from records.event import Event
from reports.documents import write_documents
from reports.read_back import page_texts
from reports.record.as_csv import BYTE_ORDER_MARK
from reports.view.alert import Alert
from tests.reports.examples import example_run

Run = Callable[..., list[Event]]
ALERT = Alert("pace", Text("录入过快", "too fast"), Text("用时 1 s", "took 1 s"), Text("几乎不会", "practically never"))


def tables(folder: Path) -> dict[str, list[list[str]]]:
    """Rows of each sheet of the CSV, by the beginning of its name."""
    text = next(folder.glob("record_*.csv")).read_text("utf-8").removeprefix(BYTE_ORDER_MARK)
    found: dict[str, list[list[str]]] = {}
    for row in csv.reader(io.StringIO(text)):
        if row and row[0].startswith("# "):
            name = row[0].split()[1]
            found[name] = []
        elif row:
            found[name].append(row)
    return found


def test_every_value_is_automatic_manual_or_imported_and_the_shares_add_up(tmp_path: Path) -> None:
    write_documents(example_run("JJF 1587"), tmp_path)
    sheets = tables(tmp_path)
    rows = [row for row in sheets["采集方式与修改"][1:] if row[3]]
    assert {row[0] for row in rows} <= {"自动采集 automatic", "人工录入 manual", "导入 imported"}
    assert sum(int(row[2]) for row in rows) == len(sheets["观测记录"]) - 1
    assert abs(sum(float(row[3]) for row in rows) - 100) < 0.2


def test_alerts_stand_on_the_record_and_not_on_the_certificate(scale: Run, tmp_path: Path) -> None:
    legal, record, *_ = write_documents(scale(), tmp_path, alerts=[ALERT])
    assert tables(tmp_path)["疑似数据提醒"][1] == [
        "录入过快 too fast",
        "用时 1 s took 1 s",
        "几乎不会 practically never",
    ]
    assert "疑似数据提醒" in page_texts(record.read_bytes())[1] + page_texts(record.read_bytes())[2]
    assert "疑似" not in "".join(page_texts(legal.read_bytes()))


def test_a_record_that_was_looked_at_says_that_nothing_was_found(scale: Run, tmp_path: Path) -> None:
    write_documents(scale(), tmp_path / "1", alerts=[])
    assert tables(tmp_path / "1")["疑似数据提醒"][1][0] == "未发现 none"
    write_documents(scale(), tmp_path / "2")
    assert "疑似数据提醒" not in tables(tmp_path / "2")
