"""Whose seals a store believes, and a key that the operator cannot read."""

import json
import socket
import threading
from datetime import date
from pathlib import Path

import pytest

from records import ledger_changes
from records.audit import signed
from records.errors import NotIntact, NotTrusted, StoreError
from records.journal import Journal
from records.key_agent_server import Agent, serve
from records.keys import file_key, read_public_key, station_key
from records.ledger import Signer
from records.store import Store
from records.verification import read_verified, verify_store


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    return str(tmp_path / "runs.sqlite")


def write(url: str, run: str, key: Signer) -> None:
    store = Store(url)
    journal = Journal(store, run, key)
    journal.append("opened", {})
    journal.append("observation", {"value": "1"}, "a")
    journal.append("closed", {})
    journal.close()
    store.close()


def test_two_honest_stations_trust_each_other(url: str, tmp_path: Path) -> None:
    write(url, "a", station_key())
    other = file_key(tmp_path / "other")
    with pytest.raises(NotTrusted, match=r"keys trust .*\.pub"):
        write(url, "b", other)
    assert Store(url).names() == ["a"]
    public = read_public_key(tmp_path / f"other/{other.name}.pub")
    ledger_changes.trust(Store(url), station_key(), public, station="bench 2", reason="second bench")
    write(url, "b", other)
    assert verify_store(Store(url)).intact
    assert len(read_verified(Store(url), "b")) == 3


def test_a_file_beside_ours_makes_no_key_trusted(url: str, tmp_path: Path) -> None:
    write(url, "a", station_key())
    other = file_key(tmp_path / "other")
    (tmp_path / f"keys/{other.name}.pub").write_text(other.public.hex(), encoding="ascii")
    with pytest.raises(NotTrusted):
        write(url, "b", other)


def test_a_revoked_key_is_not_believed_from_a_day_on(url: str, tmp_path: Path) -> None:
    write(url, "a", station_key())
    other = file_key(tmp_path / "other")
    ledger_changes.trust(Store(url), station_key(), other.public, station="bench 2", reason="second bench")
    write(url, "b", other)
    with pytest.raises(StoreError, match="reason is needed"):
        ledger_changes.revoke(Store(url), station_key(), other.name, since=date(2000, 1, 1), reason=" ")
    ledger_changes.revoke(Store(url), station_key(), other.name[:6], since=date(2000, 1, 1), reason="stolen")
    with pytest.raises(NotIntact, match="not trusted then"):
        read_verified(Store(url), "b")
    assert read_verified(Store(url), "a")
    with pytest.raises(NotTrusted):
        write(url, "c", other)
    with pytest.raises(StoreError, match="last one"):
        ledger_changes.revoke(Store(url), station_key(), station_key().name, since=date(2000, 1, 1), reason="x")
    with pytest.raises(StoreError, match="was revoked"):
        ledger_changes.trust(Store(url), station_key(), other.public, station="again", reason="x")


def test_a_new_key_because_the_old_one_vanished_is_refused_until_somebody_states_it(url: str, tmp_path: Path) -> None:
    write(url, "a", station_key())
    (tmp_path / "keys/station.key").unlink()
    with pytest.raises(NotTrusted, match="keys restart"):
        write(url, "b", station_key())
    ledger_changes.restart(Store(url), station_key(), reason="disk failed")
    write(url, "b", station_key())
    found = verify_store(Store(url))
    assert found.intact
    assert "without the signature of an earlier key" in found.remarks[0].en
    assert "disk failed" in found.remarks[0].en


def test_an_empty_public_key_is_written_again(url: str, tmp_path: Path) -> None:
    """A full disk left it so."""
    path = tmp_path / f"keys/{station_key().name}.pub"
    path.write_text("", encoding="ascii")
    with pytest.raises(StoreError, match="is empty"):
        read_public_key(path)
    assert station_key().public == read_public_key(path)


@pytest.fixture
def agent(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A key agent, as another user runs it; its folder is not this station's."""
    folder = tmp_path / "agent"
    path = tmp_path / "agent.sock"
    key = file_key(folder)
    threading.Thread(target=serve, args=(Agent(key, folder / "log"), path), daemon=True).start()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        while line.connect_ex(str(path)):  # the socket has its mode before it listens
            pass
    assert oct(path.stat().st_mode)[-3:] == "660"
    monkeypatch.setenv("STEELYARD_KEY_AGENT", str(path))
    return folder


def test_an_agent_seals_for_the_bench_and_keeps_its_key(url: str, agent: Path, tmp_path: Path) -> None:
    write(url, "a", station_key())
    assert verify_store(Store(url)).intact
    assert not (tmp_path / "keys/station.key").exists()
    assert len((agent / "log").read_text(encoding="utf-8").splitlines()) == 6  # 3 blocks, 3 ledger entries


def test_an_agent_does_not_take_a_reading_back(url: str, agent: Path) -> None:
    """Somebody who may use it cuts the tail of a killed run and goes on from an earlier reading."""
    key, store = station_key(), Store(url)
    journal = Journal(store, "a", key)
    journal.append("opened", {})
    for value in ("1", "2", "9"):
        journal.append("observation", {"value": value}, f"a/{value}")
    early = Journal(store, "a", key, store.events("a")[:2])
    with pytest.raises(StoreError, match="would take it back"):
        early.append("resumed", {})
    early = Journal(store, "a", key, store.events("a")[:2])
    with pytest.raises(StoreError, match="would take it back"):
        early.append("observation", {"value": "2"}, "a/2")
    journal.append("closed", {})
    again = Journal(store, "a", key, store.events("a")[:4])
    with pytest.raises(StoreError, match="is closed"):
        again.append("observation", {"value": "2"}, "a/2")


def test_an_agent_remembers_after_it_was_started_again(url: str, agent: Path) -> None:
    write(url, "a", station_key())
    entry = Store(url).ledger()[1][2]
    known = Agent(file_key(agent), agent / "log")
    assert "take it back" in known.answer({"ask": "ledger", "entry": entry})["refused"]
    changed = json.dumps({**json.loads(Store(url).ledger()[-1][2]), "prev": "0" * 64})
    assert "take it back" in known.answer({"ask": "ledger", "entry": changed})["refused"]
    assert known.answer({"ask": "sign anything"}) == {"refused": "this is no question"}


def test_a_transaction_that_failed_after_it_was_sealed_is_written_again(url: str, agent: Path) -> None:
    key, store = station_key(), Store(url)
    journal = Journal(store, "a", key)
    journal.append("opened", {})
    with store.engine.connect() as connection:
        connection.exec_driver_sql("CREATE TRIGGER full BEFORE INSERT ON block BEGIN SELECT RAISE(ABORT, 'full'); END")
        with pytest.raises(StoreError, match="full"):
            journal.append("observation", {"value": "1"}, "a")
        connection.exec_driver_sql("DROP TRIGGER full")
    journal.append("interrupted", {})
    journal.close()
    assert verify_store(store).intact


def test_no_agent_is_named(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEELYARD_KEY_AGENT", str(tmp_path / "nobody.sock"))
    with pytest.raises(StoreError, match="keys serve"):
        station_key()
    assert not (tmp_path / "keys").exists()


def test_an_agent_signs_texts_of_the_exchange_and_none_that_could_be_a_seal(tmp_path: Path) -> None:
    key = file_key(tmp_path / "agent")
    agent = Agent(key, tmp_path / "agent" / "log")
    text = "exchange record\n0123"
    assert signed(key.public, agent.answer({"ask": "text", "text": text})["signature"], text.encode()) == ""
    for other in ("steelyard seal\nrun\n1\nhash", "steelyard ledger\nhash"):
        assert "as a seal or as a ledger entry only" in agent.answer({"ask": "text", "text": other})["refused"]
