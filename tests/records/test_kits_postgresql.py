"""The store of an institute in PostgreSQL: it takes a kit, and its witness is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from records.kits.checking import kit_problems
from records.kits.taking import take
from records.ledger_changes import trust
from records.run_index import Search, found_runs
from records.store import Store
from records.verification import ledger_of, verify_store
from records.witness.comparing import compare
from records.witness.log_file import FileWitness
from records.witness.sending import send
from tests.records.field import PHOTOGRAPH, Place
from tests.records.test_both_databases import fresh, postgresql  # noqa: F401  fixtures


def test_a_kit_is_taken_and_the_witness_told(fresh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    monkeypatch.setenv("STEELYARD_KEYS", os.environ.get("STEELYARD_KEYS", ""))
    kit, institute = Place(tmp_path / "kit"), Place(tmp_path / "institute")
    kit.write("20261123-080000-kit", photograph=PHOTOGRAPH)
    kit.write("20261124-080000-kit")
    pack, public = kit.pack(), bytes.fromhex((kit.folder / f"keys/{kit.key}.pub").read_text().strip())
    (tmp_path / "witness").mkdir()
    witness = FileWitness(tmp_path / "witness")
    institute.key  # noqa: B018  the computer is the institute's from here on
    store = Store(fresh())
    try:
        institute.append(store, "20261122-080000-own")
        signer = institute.signer()
        trust(store, signer, public, station="kit 3", reason="field work")
        taken = take(store, signer, pack, lambda _connection, _run, _entries: [])
        assert taken.runs == ["20261123-080000-kit", "20261124-080000-kit"]
        assert take(store, signer, pack, lambda _connection, _run, _entries: []).runs == []
        found = verify_store(store)
        assert not found.broken
        assert [p.en for p in found.problems] == []
        assert kit_problems(store, ledger_of(store)) == []
        assert found_runs(store, Search())[1] == 3
        assert send(store, signer, witness) == 3
        assert compare(store, ledger_of(store), witness).sound
    finally:
        store.close()
