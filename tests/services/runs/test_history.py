"""The history finds runs by what people know of them, page by page, and hides none that the ledger states."""

import csv
import io
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from records.journal import Journal
from records.keys import StationKey
from records.run_index import SUFFIX, Search
from records.store import Store
from services.refused.bad_search import BadSearch
from services.runs.history import BYTE_ORDER_MARK, history, history_table
from tests.real_runs import setup_of

RUNS: dict[str, tuple[str, str, str, str, str, str]] = {
    # serial, regulation, verifier, client, day, outcome
    "20260101-1": ("WM-2026 0001", "JJG 52-2013", "V001", "甲厂", "2026-01-01", "conform"),
    "20260202-2": ("WM-2026 0002", "JJG 52-2013", "V002", "乙厂", "2026-02-02", "not_conform"),
    "20260303-3": ("=SUM(1)", "JJG 539-2016", "V001", "甲厂", "2026-03-03", ""),
    "20260404-4": ("WM-2026 0001", "JJG 52-2013", "V001", "甲厂", "2026-04-04", "conform"),
}


@dataclass
class Made:
    store: Store
    key: StationKey

    @property
    def url(self) -> str:
        return str(self.store.engine.url.database)

    def write(self, run: str, *, amends: str = "") -> None:
        serial, regulation, person, client, day, outcome = RUNS[run]
        body: dict[str, Any] = setup_of("JJG 52").opened.body()
        body["subject"] |= {"serial": serial, "client": client}
        body["regulation"] |= {"id": regulation}
        body["people"]["operator"] |= {"id": person, "name": f"{person} 某"}
        journal = Journal(self.store, run, self.key)
        order = "J-1/1" if run.endswith("-1") else f"O-{run}"
        journal.append("opened", body | {"date": day, "order": order, "batch": "B"})
        if outcome:
            journal.append("closed", {"entries": 2, "outcome": outcome})
        journal.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    store = Store(str(tmp_path_factory.mktemp("history") / "s.sqlite"), "NORMAL")
    found = Made(store, StationKey(Ed25519PrivateKey.generate()))
    for run in RUNS:
        found.write(run)
    yield found
    store.close()


def names(made: Made, search: Search, offset: int = 0, limit: int = -1) -> list[str]:
    return [row["run"] for row in history(made.url, search, offset, limit)["runs"]]


@pytest.mark.parametrize(
    ("search", "last"),
    [
        (Search(), "4321"),
        (Search(serial="ｗｍ－20260001"), "41"),  # another spelling of the same number
        (Search(serial="0001"), "41"),
        (Search(serial="%"), ""),  # a sign is no pattern
        (Search(regulation="jjg52"), "421"),
        (Search(person="V002"), "2"),
        (Search(person='"v002"'), "2"),
        (Search(person='"V00"'), ""),  # in quotation marks it is the whole
        (Search(regulation='"JJG 52-2013"'), "421"),
        (Search(serial='"0001"'), ""),
        (Search(person="v001 某"), "431"),
        (Search(client="乙"), "2"),
        (Search(bench="no such bench"), ""),
        (Search(outcome="conform"), "41"),
        (Search(outcome="open"), "3"),
        (Search(start="2026-02-02", end="2026-03-03"), "32"),
        (Search(order="O-20260202-2"), "2"),
        (Search(order="O-"), ""),
        (Search(order="O-20260303-3/1"), ""),
        (Search(order="J-1"), "1"),  # the job of an order
        (Search(start="20260202", end="2026-W10-2"), "32"),  # another way to write a day
        (Search(outcome="不合格"), "2"),
        (Search(outcome="Not conform"), "2"),
        (Search(text="v001 甲"), "431"),
        (Search(text="v001 乙"), ""),
        (Search(text="20260202-2"), "2"),
        (Search(batch="B", outcome="not_conform"), "2"),
    ],
)
def test_a_search_finds_what_people_know_of_a_run(made: Made, search: Search, last: str) -> None:
    assert [name[-1] for name in names(made, search)] == list(last)


def test_a_page_is_a_part_of_the_whole(made: Made) -> None:
    found = history(made.url, Search(), 1, 2)
    assert ([row["run"][-1] for row in found["runs"]], found["total"]) == (["3", "2"], 4)
    assert found["runs"][0]["outcome"] == "interrupted"
    assert found["runs"][1]["operator"] == "V002 某"


@pytest.mark.parametrize(
    "search",
    [
        Search(outcome="good"),
        Search(start="2026-13-01"),
        Search(end="yesterday"),
        Search(start="2026-02-02", end="2026-02-01"),
    ],
)
def test_what_means_nothing_is_refused(made: Made, search: Search) -> None:
    with pytest.raises(BadSearch):
        history(made.url, search)


def test_the_table_has_every_run_and_no_formula(made: Made) -> None:
    text = history_table(made.url, Search(), "zh").decode()
    assert text.startswith(BYTE_ORDER_MARK)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK))))
    assert [row["记录"] for row in rows] == [*reversed(RUNS)]
    assert rows[1]["出厂编号"].startswith("'=")
    assert rows[0]["结论"] == "合格"


def test_a_store_that_is_not_there_yet_has_no_runs(tmp_path: Path) -> None:
    assert history(str(tmp_path / "none.sqlite"), Search()) == {"runs": [], "total": 0}


def test_the_index_follows_and_what_is_lost_stays_in_the_list(tmp_path: Path) -> None:
    made = Made(Store(str(tmp_path / "s.sqlite"), "NORMAL"), StationKey(Ed25519PrivateKey.generate()))
    first, second, *_ = RUNS
    made.write(first)
    assert names(made, Search(outcome="conform")) == [first]
    made.write(second)
    assert names(made, Search()) == [second, first]
    with sqlite3.connect(made.url) as connection:
        connection.execute("DROP TRIGGER block_no_delete")
        connection.execute("DELETE FROM block WHERE run = ?", (first,))
        copied = "SELECT NULL, 'strange', seq, prev, entries, key, signature FROM block WHERE run = ?"
        connection.execute(f"INSERT INTO block {copied}", (second,))
    listed = history(made.url, Search(), 0, 1, lost=True)["runs"]
    assert [row["run"] for row in listed] == [second, first, "strange"]
    assert [row["run"] for row in history(made.url, Search(batch="B"), lost=True)["runs"]] == [second, first]
    row = history(made.url, Search())["runs"][1]
    assert (row["run"], row["outcome"], row["problem"]["en"]) == (first, "missing", "its entries are missing")
    Path(f"{made.url}{SUFFIX}").unlink()
    assert names(made, Search()) == [second, first]  # also where the index is built again
    Path(f"{made.url}{SUFFIX}").write_text("no index")
    assert names(made, Search()) == [second, first]
