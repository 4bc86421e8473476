"""What an attacker with the file in hand does to a run, and what `verify` says."""

import re
import shutil
import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.records.tampering import unguarded, unpacked


def attack(lab: Any, *statements: str) -> None:
    with unpacked(lab.store) as connection:
        for statement in statements:
            connection.execute(statement)


def named(lab: Any, *words: str) -> int:
    """The entry that `verify` names; it must exit with 1."""
    said = lab("verify", *words)
    assert said.code == 1, said
    match = re.search(r"entry (\d+)", said.err)
    assert match is not None
    return int(match[1])


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, make_lab: Any) -> Any:
    """Store and keys of one finished run, made once."""
    with pytest.MonkeyPatch.context() as patch:
        made = make_lab(tmp_path_factory.mktemp("kept"), patch)
        assert made.run("JJG 52", "--seed", 7).code == 0
        assert made("verify").code == 0
        return made


@pytest.fixture
def finished(lab: Any, kept: Any) -> Any:
    """A laboratory with a copy of that run."""
    for path in kept.folder.glob("runs.sqlite*"):
        shutil.copy(path, lab.folder)
    shutil.copytree(kept.folder / "keys", lab.folder / "keys")
    return lab


def last(lab: Any) -> int:
    return int(lab.events()[-1].seq)


@pytest.mark.parametrize("kind", ["opened", "plan", "command", "observation", "finding", "conclusion", "item",
                                  "verdict", "dwell", "closed"])  # fmt: skip
def test_one_byte_of_a_body(finished: Any, kind: str) -> None:
    """The last byte before the closing quotation mark of some text in the body, one bit flipped."""
    e = next(e for e in finished.events() if e.kind == kind)
    with closing(sqlite3.connect(finished.store)) as connection:
        (body,) = connection.execute("SELECT body FROM entry WHERE seq = ?", (e.seq,)).fetchone()
    at = next(i for i in range(len(body) - 1, 0, -1) if body[i].isalnum() and body[i].isascii())
    changed = f"{body[:at]}{chr(ord(body[at]) ^ 1)}{body[at + 1 :]}"
    quoted = changed.replace("'", "''")
    attack(finished, f"UPDATE entry SET body = '{quoted}' WHERE seq = {e.seq}")
    assert named(finished) == e.seq
    assert named(finished, "last") == e.seq


@pytest.mark.parametrize("change", [
    "kind = 'finding'", "address = address || 'x'", "time = '2026-11-23T00:00:00.000000+00:00'",
    "hash = replace(hash, substr(hash, 1, 1), 'x')", "prev = replace(prev, substr(prev, 1, 1), 'x')",
    "body = replace(body, '\"number\":\"', '\"number\":\"1')", "body = '{' || body", "body = ''", "body = 'null'",
    "body = replace(body, ',', ', ')", "body = CAST(x'7b22ff' AS TEXT)",
])  # fmt: skip
def test_one_field_of_a_reading(finished: Any, change: str) -> None:
    seq = next(e.seq for e in finished.events() if e.kind == "observation" and "indication/up" in e.address)
    attack(finished, f"UPDATE entry SET {change} WHERE seq = {seq}")
    assert named(finished) == seq


@pytest.mark.parametrize("change", [
    "entries = CAST(entries AS BLOB)", "entries = replace(entries, char(10), ' ')", "entries = entries || char(10)",
    "entries = ''", "entries = replace(entries, '\"hash\":\"', '\"hash\": \"')", "prev = CAST(prev AS BLOB)",
    "prev = replace(prev, substr(prev, 1, 1), 'x')", "seq = seq + 1", "seq = 'x'", "run = 'another'",
    "entries = (SELECT entries FROM block WHERE seq = 0)", "entries = CAST(x'7b22ff' AS TEXT)",
])  # fmt: skip
def test_one_field_of_a_row(finished: Any, change: str) -> None:
    """A row holds several entries; the first of them that suffers is named."""
    with unguarded(finished.store) as connection:
        rows = connection.execute("SELECT seq, entries FROM block WHERE seq > 20 ORDER BY seq").fetchall()
        seq, after = next((a[0], b[0]) for a, b in pairwise(rows) if "\n" in a[1])
        connection.execute(f"UPDATE block SET {change} WHERE seq = {seq}")
    assert seq <= named(finished) <= after


def test_a_reading_changed_with_its_hash(finished: Any) -> None:
    """Anyone who recomputes a hash breaks the chain at the next entry at the latest."""
    seq = next(e.seq for e in finished.events() if e.kind == "observation")
    attack(finished, f"UPDATE entry SET hash = (SELECT hash FROM entry WHERE seq = {seq} + 1) WHERE seq = {seq}")
    assert named(finished) in {seq, seq + 1}


@pytest.mark.parametrize("where", [0, 1, 10, -1])
def test_an_entry_taken_away(finished: Any, where: int) -> None:
    seq = where if where >= 0 else last(finished)
    with closing(sqlite3.connect(finished.store)) as connection:
        query = "SELECT max(seq + length(entries) - length(replace(entries, char(10), ''))) FROM block WHERE seq < ?"
        (sealed,) = connection.execute(
            query, (connection.execute("SELECT max(seq) FROM block").fetchone()[0],)
        ).fetchone()
    attack(finished, f"DELETE FROM entry WHERE seq = {seq}")
    assert named(finished) in ({seq, seq - 1} if where >= 0 else {sealed + 1})  # the seal of what is left is gone too


def test_an_entry_put_between(finished: Any) -> None:
    end = last(finished)
    attack(finished, f"UPDATE entry SET seq = seq + 1000 WHERE seq > {end - 3}",
           f"INSERT INTO entry SELECT run, {end - 2}, time, kind, address, body, prev, hash FROM entry WHERE seq = 5",
           "UPDATE entry SET seq = seq - 999 WHERE seq > 1000")  # fmt: skip
    assert named(finished) == end - 2


def test_two_entries_exchanged(finished: Any) -> None:
    attack(finished, "UPDATE entry SET seq = 9999 WHERE seq = 5", "UPDATE entry SET seq = 5 WHERE seq = 6",
           "UPDATE entry SET seq = 6 WHERE seq = 9999")  # fmt: skip
    assert named(finished) == 5


def test_the_broken_run_is_found_among_others(finished: Any) -> None:
    for seed in (1, 2):
        finished.run("JJG 52", "--seed", seed)
    victim = finished("runs", "--json").document[1]["run"]
    attack(finished, f"UPDATE entry SET body = replace(body, '20', '21') WHERE run = '{victim}' AND seq = 0")
    document = finished("verify", "--json").document
    assert document["intact"] is False
    assert document["first_broken"]["run"] == victim
    assert document["first_broken"]["entry"] == 0


@pytest.mark.parametrize("statement", [
    "UPDATE block SET entries = '{}' WHERE seq = 0", "DELETE FROM block WHERE seq = 0", "DELETE FROM block",
    "INSERT OR REPLACE INTO block SELECT NULL, run, seq, prev, '{}', key, signature FROM block WHERE seq = 0",
    "INSERT OR REPLACE INTO block SELECT n, run, 9999, prev, '{}', key, signature FROM block WHERE seq = 0",
    "INSERT OR REPLACE INTO block SELECT n, 'another', seq, prev, '{}', key, signature FROM block",
    "UPDATE ledger SET signature = ''", "DELETE FROM ledger WHERE n = 1",
    "INSERT OR REPLACE INTO ledger SELECT n, kind, '{}', key, signature FROM ledger",
])  # fmt: skip
def test_the_store_itself_refuses_changes(finished: Any, statement: str) -> None:
    before = finished.entries()
    with (
        closing(sqlite3.connect(finished.store)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(statement)
    assert finished.entries() == before
    assert finished("verify").code == 0


def test_a_changed_reading_does_not_replay(finished: Any) -> None:
    seq = next(e.seq for e in finished.events() if e.kind == "observation" and e.address.endswith("up/0.8MPa/after"))
    attack(finished, f"""UPDATE entry SET body = replace(body, '"number":"0.8', '"number":"0.9') WHERE seq = {seq}""")
    said = finished("replay", "last", "--json")
    assert said.code == 1
    assert said.document["identical"] is False
    assert said.document["difference"]


@pytest.mark.parametrize("change", [
    "body = '{' || body", "body = replace(body, '\"value\":\"', '\"value\":\"x')", "body = '{}'",
])  # fmt: skip
@pytest.mark.parametrize("command", ["replay", "resume", "show", "runs"])
def test_a_spoilt_entry_never_ends_in_a_crash(finished: Any, command: str, change: str) -> None:
    seq = next(e.seq for e in finished.events() if e.kind == "observation")
    attack(finished, f"UPDATE entry SET {change} WHERE seq IN (0, {seq})")
    said = finished(command, *(() if command == "runs" else ("last",)))
    assert said.code == (1 if command in {"replay", "runs"} else 2)
    assert "verify" in said.err


def test_documents_and_doctor_name_where_the_ledger_stands(finished: Any, tmp_path: Path) -> None:
    from pypdf import PdfReader

    head = finished("verify", "--json").document["ledger"]
    certificate = next(p for p in map(Path, finished("report", "last", "-o", tmp_path, "--json").document)
                       if p.name.startswith("certificate"))  # fmt: skip
    text = "".join(page.extract_text() for page in PdfReader(certificate).pages)
    assert f"{head['store'][:8]}-1; {head['entry']} {head['hash'][:16]}" in text.replace("\n", "")
    ledger = next(c for c in finished("doctor", "--json").document if c["name"] == "ledger")
    assert (ledger["ok"], head["hash"][:16] in ledger["found"]) == (True, True)


@pytest.mark.parametrize("command", ["show last", "report last -o out", "export last -o x.csv", "resume last"])
def test_nothing_is_printed_from_a_run_whose_seals_are_gone(finished: Any, command: str, tmp_path: Path) -> None:
    with unguarded(finished.store) as connection:
        connection.execute("UPDATE block SET signature = '' WHERE seq = 0")
    said = finished(*command.split())
    assert (said.code, said.out) == (2, "")
    assert "seal is missing" in said.err
    shown = finished("show", "last", "--unverified")
    assert (shown.code, "seal is missing" in shown.err) == (1, True)


def test_a_run_that_was_deleted_stays_in_the_list_of_runs(finished: Any) -> None:
    finished.run("JJG 52", "--seed", 8)
    first = finished("runs", "--json").document[0]["run"]
    with unguarded(finished.store) as connection:
        connection.execute(f"DELETE FROM block WHERE run = '{first}'")
    assert finished("runs", "--outcome", "undecided").code == 0
    said = finished("runs", "--json", "--limit", 1)  # what is lost is told whatever the limit
    assert said.code == 1
    assert [(r["number"], r["outcome"]) for r in said.document] == [(1, "missing"), (2, "conform")]
    assert finished("verify", "--json").document["missing"] == [{"number": 1, "run": first}]
