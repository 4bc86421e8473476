"""A laboratory with a witness, by its commands: what is told, what is found, and what is said when it is away."""

import shutil
from typing import Any

import pytest

from tests.records.tampering import unguarded


@pytest.fixture
def watched(lab: Any) -> Any:
    """A laboratory whose witness is a folder beside it, after one run."""
    (lab.folder / "witness").mkdir()
    with (lab.folder / "laboratory.toml").open("a") as file:
        file.write('\n[ledger]\nwitness = "file:witness"\n')
    assert lab.run("JJG 52", "--seed", 7).code == 0
    return lab


def test_a_run_is_told_as_it_ends_and_missed_when_it_is_dropped(watched: Any) -> None:
    said = watched("witness", "status", "--json")
    assert (said.code, said.document["entries"], said.document["untold"]) == (0, 1, [])
    assert watched("verify", "--witness").code == 0
    with unguarded(watched.store) as connection:
        connection.execute("DELETE FROM block")
        connection.execute("DELETE FROM ledger WHERE n > 1")
    shutil.rmtree(watched.folder / "keys/stores")
    assert watched("verify").code == 0, "nothing else knows"
    said = watched("verify", "--witness-at", f"file:{watched.folder / 'witness'}", "--json")
    assert (said.code, said.document["intact"], said.document["witness"]["sound"]) == (1, True, False)
    (found,) = said.document["witness"]["contradictions"]
    assert "and the ledger here ends at 1" in found["en"]
    assert "台账止于第 1 条" in found["zh"]


def test_a_witness_that_is_away_is_told_later(watched: Any) -> None:
    shutil.move(watched.folder / "witness", watched.folder / "away")
    said = watched.run("JJG 52", "--seed", 8)
    assert said.code == 0
    assert "it is told later" in said.err
    assert watched("verify").code == 0
    said = watched("witness", "status")
    assert said.code == 1
    assert "not told yet" in said.err + said.out
    assert watched("witness", "send").refused
    assert "1 runs were not told yet" in next(
        c["found"] for c in watched("doctor", "--json").document if c["name"] == "witness"
    )
    shutil.move(watched.folder / "away", watched.folder / "witness")
    assert watched("witness", "send", "--json").document["runs"] == 1
    assert watched("verify", "--witness").code == 0


def test_the_record_states_what_the_witness_answered(watched: Any) -> None:
    row = next(line for line in cover(watched, "last").splitlines() if "外部见证" in line)
    log = watched("witness", "status", "--json").document["log"]
    assert f"{log}-0; 20" in row
    shutil.move(watched.folder / "witness", watched.folder / "away")
    assert watched.run("JJG 52", "--seed", 8).code == 0
    assert "not told yet" in next(line for line in cover(watched, "last").splitlines() if "外部见证" in line)


def cover(lab: Any, run: str) -> str:
    """The record of a run as text."""
    folder = lab.folder / f"made {len(list(lab.folder.glob('made*')))}"
    assert lab("report", run, "-o", folder).code == 0
    return next(folder.glob("record_*.csv")).read_text(encoding="utf-8-sig")


def test_a_laboratory_without_a_witness(lab: Any) -> None:
    assert lab.run("JJG 52", "--seed", 7).code == 0
    assert lab("witness", "status").code == 0
    assert lab("witness", "send").refused
    assert lab("verify", "--witness").refused
    lab.edit("laboratory.toml", ("[laboratory]", '[ledger]\nwitness = "ftp://x"\n[laboratory]'))
    assert "file:FOLDER" in lab.run("JJG 52").err
