"""The record of a run shows every attempt, what was refused, its files; its traffic is found frame by frame."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from metrology.text import Text
from records.journal import Journal
from records.keys import StationKey
from records.store import Store
from sequencer.wire_log import pack
from services.recorded import Recorded, file_of, recorded
from services.runs.traffic import traffic
from tests.real_runs import DAY, performed

RUN = "20261123-070000-8f3a4c2"
ROOM = "environment/before/temperature"
PROBLEM = Text("不是数", "no number")
PERSON = {"id": "V001", "name": "张"}
SENT = [
    ("1.0", "dut", "sent", b"READ?\n"),
    ("1.5", "dut", "received", b"0.400\r\n"),
    ("2", "bus", "sent", b"\x01\x03\x00"),
]


@dataclass
class Kept:
    url: str
    one: Recorded

    def lines(self, item: str) -> list[Any]:
        return [line for part in self.one.items if part.item.key == item for line in part.lines]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """A run of a gauge: one entry was refused, one reading was made again after an interruption."""
    store = Store(str(tmp_path_factory.mktemp("recorded") / "s.sqlite"), "NORMAL")
    journal = Journal(store, RUN, StationKey(Ed25519PrivateKey.generate()))
    events = performed("JJG 52")
    again = next(e for e in events if e.kind == "observation" and e.address.startswith("indication/"))
    for event in events:
        if (event.kind, event.address) == ("observation", ROOM):
            said = {"text": "hot", "code": "no_number", "how": "operator", "words": {"problem": PROBLEM.to_dict()}}
            journal.append("refused", said, f"{ROOM}#1")
        body = {**event.body, **({"traffic": pack(SENT)} if event is again else {})}
        journal.append(event.kind, body, event.address)
        if event is again:
            journal.append("broken_off", {"elapsed": "3"}, event.address)
            journal.append(event.kind, event.body, f"{event.address}/attempt2")
            journal.append("remark", {"about": event.address, "text": "cold", "by": PERSON})
            journal.append("remark", {"text": "of the whole", "by": PERSON})
    journal.close()
    url = str(store.engine.url.database)
    yield Kept(url, recorded(url, "last", DAY))
    store.close()


def test_it_says_how_the_run_ended_and_what_was_measured(kept: Kept) -> None:
    assert kept.one.end.outcome == "conform"
    assert kept.one.problems == ()
    indication = next(i for i in kept.one.items if i.item.key == "indication")
    assert (indication.outcome, len(indication.charts)) == ("conform", 1)
    (chart,) = indication.charts
    assert {p.series for p in chart.points} == {"up", "down"}
    assert chart.lower
    assert chart.upper
    assert all(low < 0 < high for (_, low), (_, high) in zip(chart.lower, chart.upper, strict=True))


def test_an_attempt_that_was_made_again_stays_and_does_not_count(kept: Kept) -> None:
    lines = kept.lines("indication")
    cut = next(n for n, line in enumerate(lines) if line.entry.entry_kind == "broken_off")
    before, after = lines[cut - 1], lines[cut + 1]
    assert (before.counts, after.counts) == (False, True)
    assert after.address == f"{before.address}/attempt2"
    assert (after.value, after.unit) == (before.value, before.unit) != ("", "")


def test_remarks_stand_with_what_they_are_about(kept: Kept) -> None:
    assert [line.entry.text for line in kept.lines("indication") if line.entry.entry_kind == "remark"] == ["cold"]
    assert [line.entry.text for line in kept.one.remarks] == ["of the whole"]


def test_a_corrected_answer_does_not_count_and_the_new_one_does(kept: Kept, tmp_path: Path) -> None:
    store = Store(str(tmp_path / "s.sqlite"), "NORMAL")
    journal = Journal(store, RUN, StationKey(Ed25519PrivateKey.generate()))
    for event in performed("JJG 52"):
        made = journal.append(event.kind, event.body, event.address)
        if (event.kind, event.address) == ("finding", "appearance/marks"):
            body = {"entry": made.seq, "hash": made.hash, "old": "1", "new": "1", "why": "typo", "by": PERSON}
            journal.append("correction", body, event.address)
            journal.append(event.kind, event.body, event.address)
    journal.close()
    store.close()
    found = recorded(str(tmp_path / "s.sqlite"), RUN, DAY)
    lines = [line for i in found.items for line in i.lines if line.address == "appearance/marks"]
    assert [(line.entry.entry_kind, line.counts) for line in lines] == [
        ("finding", False), ("correction", False), ("finding", True)
    ]  # fmt: skip


def test_a_refused_entry_stays_with_its_reason(kept: Kept) -> None:
    (refused,) = [line for line in kept.one.environment if line.entry.entry_kind == "refused"]
    assert (refused.entry.text, refused.entry.reason, refused.entry.words.problem) == ("hot", "", PROBLEM)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [1, 2, 3]),
        ({"role": "dut"}, [1, 2]),
        ({"direction": "received"}, [2]),
        ({"sought": "read?"}, [1]),
        ({"sought": r"\r"}, [2]),
        ({"sought": "01 03"}, [3]),
        ({"sought": "0103"}, [3]),
        ({"sought": "nothing"}, []),
        ({"offset": 1, "limit": 1}, [2]),
    ],
)
def test_traffic_is_found(kept: Kept, asked: dict[str, Any], found: list[int]) -> None:
    made = traffic(kept.url, RUN, **asked)
    assert ([f.number for f in made.frames], made.roles) == (found, ("bus", "dut"))
    assert made.total == (3 if "limit" in asked else len(found))


def test_bytes_are_shown_as_text_or_in_hexadecimal(kept: Kept) -> None:
    assert [f.text for f in traffic(kept.url, RUN).frames] == [r"READ?\n", r"0.400\r\n", "01 03 00"]


def test_a_file_is_given_where_an_entry_names_it(kept: Kept, tmp_path: Path) -> None:
    assert file_of(kept.url, RUN, hashlib.sha256(b"").hexdigest()) is None


def test_a_changed_record_is_shown_with_what_is_wrong(kept: Kept, tmp_path: Path) -> None:
    import sqlite3

    copy = tmp_path / "copy.sqlite"
    with sqlite3.connect(kept.url) as source, sqlite3.connect(copy) as target:
        source.backup(target)
        target.execute("DROP TRIGGER block_no_update")
        target.execute("UPDATE block SET signature = '' WHERE seq = 0")
    found = recorded(str(copy), RUN, DAY)
    assert found.problems
    assert found.end.outcome == "conform"
