"""Runs of field kits in the store of their institute: taken once, whole, from a registered kit, or not at all."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from records.errors import KitRefused, NotIntact
from records.kits.checking import kit_problems
from records.run_index import Search, found_runs
from records.run_list import listed
from records.verification import ledger_of, read_verified
from tests.records.field import PHOTOGRAPH, Place
from tests.records.tampering import unguarded

DAYS = [f"2026112{day}-080000-kit" for day in range(3, 8)]
OWN = "20261124-090000-own"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An institute, and a registered kit after a week in the field; its last run is still open. Made once."""
    before = os.environ.get("STEELYARD_KEYS", "")
    folder = tmp_path_factory.mktemp("made")
    institute, kit = Place(folder / "institute"), Place(folder / "kit")
    institute.write(OWN)
    for day in DAYS[:4]:
        kit.write(day, photograph=PHOTOGRAPH if day == DAYS[1] else b"")
    kit.write(DAYS[4], closed=False)
    institute.trust(kit)
    yield folder
    os.environ["STEELYARD_KEYS"] = before


@pytest.fixture
def institute(made: Path, tmp_path: Path) -> Place:
    return Place(made / "institute").copy(tmp_path / "institute")


@pytest.fixture
def kit(made: Path, tmp_path: Path) -> Place:
    return Place(made / "kit").copy(tmp_path / "kit")


def test_a_week_is_taken_once(institute: Place, kit: Place) -> None:
    taken = institute.take(kit.pack())
    assert (taken.runs, taken.same, taken.going, taken.whole) == (DAYS[:4], [], [DAYS[4]], True)
    again = institute.take(kit.pack())
    assert (again.runs, again.same, again.whole) == ([], DAYS[:4], True)
    found = institute.verified()
    assert found.intact, found
    with institute.store() as store, kit.store() as theirs:
        assert store.rows(DAYS[1]) == theirs.rows(DAYS[1])
        assert store.seals(DAYS[1]) == theirs.seals(DAYS[1])
        assert [e.kind for e in read_verified(store, DAYS[1])] == ["opened", "observation", "remark", "closed"]
        assert [r.problem for r in listed(store, ledger_of(store), found_runs(store, Search())[0])] == [None] * 5


def test_what_is_new_is_enough(institute: Place, kit: Place) -> None:
    institute.take(kit.pack())
    kit.write("20261201-080000-kit")
    with institute.store() as store:
        (known,) = ledger_of(store).kits.values()
    taken = institute.take(kit.pack("next", known.n + 1))
    assert taken.runs == ["20261201-080000-kit"]
    with institute.store() as store:
        (known,) = ledger_of(store).kits.values()
        assert (len(known.segments), len(known.runs)) == (2, 5)
    assert institute.verified().intact


def test_searches_find_what_was_taken(institute: Place, kit: Place) -> None:
    """The indexes follow the ledger, whether they were made before or after."""
    with institute.store() as store:
        assert found_runs(store, Search())[1] == 1
    institute.take(kit.pack())
    with institute.store() as store:
        assert found_runs(store, Search())[0] == [(5 - n, run) for n, run in enumerate([*DAYS[3::-1], OWN])]


def test_runs_of_both_go_on_being_numbered(institute: Place, kit: Place) -> None:
    institute.take(kit.pack())
    institute.write("20261202-080000-own")
    with institute.store() as store:
        assert ledger_of(store).runs["20261202-080000-own"].number == 6
    assert institute.verified().intact


def test_a_taken_run_that_is_deleted_is_missed(institute: Place, kit: Place) -> None:
    institute.take(kit.pack())
    with unguarded(institute.path) as connection:
        connection.execute(f"DELETE FROM block WHERE run = '{DAYS[2]}'")
    assert institute.verified().missing == {4: DAYS[2]}


def test_a_photograph_that_is_lost_is_missed(institute: Place, kit: Place) -> None:
    institute.take(kit.pack())
    with unguarded(institute.path) as connection:
        connection.execute("DELETE FROM attachment WHERE length(content) < 100")
    assert "its file pan.png is missing" in str(institute.verified().broken[0])


@pytest.mark.parametrize("change", ["DELETE FROM attachment", "UPDATE attachment SET content = x'00'"])
def test_the_ledger_of_a_kit_is_kept(institute: Place, kit: Place, change: str) -> None:
    institute.take(kit.pack())
    with institute.store() as store:
        assert kit_problems(store, ledger_of(store)) == []
    with unguarded(institute.path) as connection:
        connection.execute(f"{change} WHERE length(content) > 100")
    with institute.store() as store:
        assert "a part of the ledger of field kit kit 3" in kit_problems(store, ledger_of(store))[0].en
    kit.write("20261201-080000-kit")
    with pytest.raises(NotIntact):
        institute.take(kit.pack())


def test_another_run_of_the_same_name_is_a_conflict(institute: Place, kit: Place) -> None:
    institute.write(DAYS[0], "0.04")
    before = rows(institute, DAYS[0])
    taken = institute.take(kit.pack())
    assert (taken.conflicts, taken.runs) == ([DAYS[0]], DAYS[1:4])
    assert rows(institute, DAYS[0]) == before
    assert institute.verified().intact
    assert institute.take(kit.pack()).conflicts == [DAYS[0]], "listed until somebody has looked at it"


def rows(place: Place, run: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(place.path)) as connection:
        return connection.execute("SELECT * FROM block WHERE run = ?", (run,)).fetchall()


def test_a_kit_that_is_not_registered_is_refused(institute: Place, tmp_path: Path) -> None:
    stranger = Place(tmp_path / "stranger")
    stranger.write(DAYS[0])
    refused(institute, stranger.pack(), "is not registered here")


def test_a_kit_whose_key_was_revoked_is_refused(institute: Place, kit: Place) -> None:
    institute.take(kit.pack())
    kit.write("20261201-080000-kit")
    institute.revoke(kit, "2126-11-28")
    refused(institute, kit.pack(), "was revoked")
    assert institute.verified().intact, "what was taken before stays"


def test_a_run_begun_after_the_theft_is_believed_no_longer(institute: Place, kit: Place) -> None:
    """It was taken before anybody knew."""
    institute.take(kit.pack())
    institute.revoke(kit, "2026-01-01")
    assert [b.run for b in institute.verified().broken] == DAYS[:4]


def test_of_two_clones_one_is_refused(institute: Place, kit: Place) -> None:
    clone = kit.copy(kit.folder.parent / "clone")
    kit.write("20261201-080000-kit")
    clone.write("20261201-090000-two")
    assert institute.take(clone.pack()).whole
    refused(institute, kit.pack(), "two kits go on from one")
    assert institute.verified().intact


def test_a_copied_key_with_a_store_of_its_own_is_refused(institute: Place, kit: Place, tmp_path: Path) -> None:
    institute.take(kit.pack())
    other = Place(tmp_path / "other")
    other.folder.mkdir()
    shutil.copytree(kit.folder / "keys", other.folder / "keys", ignore=shutil.ignore_patterns("stores"))
    other.write("20261201-080000-two")
    refused(institute, other.pack(), "is the one of another store")


def test_the_key_of_the_institute_makes_no_kit(institute: Place, tmp_path: Path) -> None:
    kit = Place(tmp_path / "kit")
    kit.folder.mkdir()
    shutil.copytree(institute.folder / "keys", kit.folder / "keys", ignore=shutil.ignore_patterns("stores"))
    kit.write(DAYS[0])
    refused(institute, kit.pack(), "a kit has a key of its own")


def test_a_kit_put_back_to_an_older_copy_goes_on_as_a_clone(institute: Place, kit: Place) -> None:
    older = kit.copy(kit.folder.parent / "older")
    kit.write("20261201-080000-kit")
    institute.take(kit.pack())
    older.write("20261202-080000-kit")
    refused(institute, older.pack(), "two kits go on from one")


@pytest.mark.parametrize("change", ["missing", "cut", "bit"])
def test_a_pack_that_is_not_whole_is_refused(institute: Place, kit: Place, change: str) -> None:
    pack = kit.pack()
    piece = max((p for p in pack.iterdir() if len(p.name) == 64), key=lambda p: p.stat().st_size)
    content = piece.read_bytes()
    if change == "missing":
        piece.unlink()
    else:
        piece.write_bytes(content[:-1] if change == "cut" else content[:-1] + bytes([content[-1] ^ 1]))
    refused(institute, pack, "not whole: 1 pieces")


def test_a_run_withheld_is_named(institute: Place, kit: Place) -> None:
    """The kit's ledger knows that it ended; the person who packed left it out."""
    pack = kit.pack()
    manifest = (pack / "kit.json").read_text()
    at = manifest.index(f'{{"run":"{DAYS[2]}"')
    end = manifest.index(f'{{"run":"{DAYS[3]}"')
    (pack / "kit.json").write_text(manifest[:at] + manifest[end:])
    taken = institute.take(pack)
    assert (taken.absent, taken.whole) == ([DAYS[2]], False)
    assert institute.take(kit.pack()).runs == [DAYS[2]]


def test_a_reading_altered_on_the_kit_is_named_and_not_taken(institute: Place, kit: Place) -> None:
    with unguarded(kit.path) as connection:
        connection.execute(f"UPDATE block SET entries = replace(entries, '0.00', '0.01') WHERE run = '{DAYS[1]}'")
    taken = institute.take(kit.pack())
    assert [b.run for b in taken.broken] == [DAYS[1]]
    assert taken.runs == [DAYS[0], *DAYS[2:4]]
    assert institute.verified().intact


def refused(institute: Place, pack: Path, why: str) -> None:
    """Nothing at all is taken."""
    with closing(sqlite3.connect(institute.path)) as connection:
        before = connection.execute("SELECT (SELECT count(*) FROM block), (SELECT count(*) FROM ledger)").fetchone()
    with pytest.raises(KitRefused, match=why):
        institute.take(pack)
    with closing(sqlite3.connect(institute.path)) as connection:
        assert (
            connection.execute("SELECT (SELECT count(*) FROM block), (SELECT count(*) FROM ledger)").fetchone()
            == before
        )
