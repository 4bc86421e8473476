"""The witness of a store: what it finds that nothing else can, and what it must not find."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from records.errors import StoreError, WitnessError
from records.keys import station_key
from records.ledger_changes import accept
from records.store import Store
from tests.evidence.attacks import FAILING, GOOD, Scene
from tests.evidence.own_key import (
    ATTACKS,
    LATER,
    compared,
    copied,
    forget,
    older_copy,
    put_back,
    tell,
    witness_of,
    witnessed,
)


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    return witnessed(tmp_path)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: a.__name__)
def test_what_the_owner_of_the_key_did_is_found_by_the_witness_alone(
    scene: Scene, attack: Callable[[Scene], str]
) -> None:
    assert compared(scene).sound
    expected = attack(scene)
    if attack is not ATTACKS[2]:
        forget(scene)
    assert scene.verified().intact, "an audit without the witness finds nothing"
    found = compared(scene)
    assert not found.sound
    assert any(expected in c.en for c in found.contradictions.values()), found
    assert not found.problems


def test_an_honest_store(scene: Scene) -> None:
    found = compared(scene)
    assert (found.sound, found.known, found.untold, found.remarks) == (True, 2, [], [])
    scene.write(LATER, station_key())
    assert [run.run for run in compared(scene).untold] == [LATER]
    assert tell(scene) == 1
    assert tell(scene) == 0
    found = compared(scene)
    assert (found.sound, found.known, found.untold) == (True, 3, [])


def test_a_store_that_moved_is_the_same(scene: Scene) -> None:
    elsewhere = Scene(scene.folder / "elsewhere")
    elsewhere.folder.mkdir()
    shutil.move(copied(scene, "moved"), elsewhere.path)
    shutil.copytree(scene.folder / "witness", elsewhere.folder / "witness")
    assert elsewhere.verified().intact
    assert compared(elsewhere).sound


def test_a_witness_that_is_away_stops_nothing(scene: Scene) -> None:
    shutil.move(scene.folder / "witness", scene.folder / "away")
    scene.write(LATER, station_key())
    with pytest.raises(WitnessError, match="is the disk mounted"):
        tell(scene)
    assert scene.verified().intact
    assert "could not be held against its witness" in compared(scene).problems[0].en
    shutil.move(scene.folder / "away", scene.folder / "witness")
    assert tell(scene) == 1
    assert compared(scene).sound


def test_an_empty_mount_point_is_no_witness(scene: Scene) -> None:
    """The disk is not mounted: no second log is begun in its place."""
    shutil.move(scene.folder / "witness", scene.folder / "away")
    (scene.folder / "witness").mkdir()
    scene.write(LATER, station_key())
    with pytest.raises(WitnessError, match="is the disk mounted"):
        tell(scene)
    assert not list((scene.folder / "witness").glob("witness.key"))


def test_another_log_at_the_address_is_refused_and_named(scene: Scene) -> None:
    shutil.rmtree(scene.folder / "witness")
    (scene.folder / "witness").mkdir()
    witness_of(scene).begin()
    scene.write(LATER, station_key())
    with pytest.raises(WitnessError, match="answered here before"):
        tell(scene)
    found = compared(scene)
    assert "answers where log" in next(iter(found.contradictions.values())).en
    settle(scene)
    assert tell(scene) == 3, "the new log is told of every run"
    found = compared(scene)
    assert found.sound
    assert "accepted: log" in found.remarks[0].en


def test_a_restored_backup_is_accepted_and_named_from_then_on(scene: Scene) -> None:
    older_copy(scene)
    assert not compared(scene).sound
    settle(scene)
    found = compared(scene)
    assert found.sound
    assert "accepted: the witness was told" in found.remarks[0].en
    assert LATER in found.remarks[0].en
    scene.write("20261201-080000-eee", station_key())
    assert tell(scene) == 1
    assert compared(scene).sound
    with pytest.raises(StoreError, match="has everything"):
        settle(scene)


def settle(scene: Scene) -> None:
    """Somebody accepts what is missing, and says why."""
    found = compared(scene)
    store = Store(str(scene.path))
    try:
        accept(store, station_key(), reason="disk failed", witnessed=found.contradictions)
    finally:
        store.close()


@pytest.mark.parametrize("change", ["shorter", "altered", "exchanged"])
def test_a_log_that_was_rewritten_is_named(scene: Scene, change: str) -> None:
    path = scene.folder / "witness/log.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    other = {
        "shorter": lines[:1],
        "altered": [lines[0].replace(b'"received":"2', b'"received":"1'), lines[1]],
        "exchanged": lines[::-1],
    }[change]
    path.write_bytes(b"".join(other))
    found = compared(scene)
    assert not found.sound
    assert any("was rewritten" in p.en for p in found.problems)


def test_a_line_that_was_cut_off_stays_a_leaf(scene: Scene) -> None:
    """The disk of the witness was full, or lost power: what it answered for stays proved."""
    scene.write(LATER, station_key())
    path = scene.folder / "witness/log.jsonl"
    with path.open("ab") as file:
        file.write(b'{"entry":"{')
    assert tell(scene) == 1
    assert len(path.read_bytes().splitlines()) == 4
    found = compared(scene)
    assert found.sound
    assert found.known == 3


def test_a_forged_line_accuses_nobody(scene: Scene) -> None:
    """Who can write the folder but has no key cannot make a store look rewritten."""
    path = scene.folder / "witness/log.jsonl"
    line = path.read_bytes().splitlines()[0]
    path.write_bytes(
        path.read_bytes() + line.replace(FAILING.encode(), b"another").replace(GOOD.encode(), b"other") + b"\n"
    )
    found = compared(scene)
    assert found.sound
    assert "is no ledger entry" in found.remarks[0].en


def test_a_receipt_that_was_altered_is_named(scene: Scene) -> None:
    scene.sql("UPDATE attachment SET content = replace(content, '\"index\":1', '\"index\":0')")
    assert "receipt up to ledger entry" in compared(scene).problems[0].en


def test_another_store_of_the_key_is_remarked(scene: Scene) -> None:
    """The store is replaced by a new one with the runs that please; the witness knows the other."""
    put_back(scene, Path("/dev/null"))
    forget(scene)
    scene.write(GOOD, station_key())
    tell(scene)
    found = compared(scene)
    assert found.sound
    assert "told 2 times of another store" in found.remarks[0].en
