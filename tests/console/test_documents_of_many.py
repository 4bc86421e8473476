"""`steelyard report` with several runs: every one that can have documents gets them."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from records.store import Store
from services import documents
from services.issuing import issue
from services.issuing.document_notes import NAME
from tests.console.conftest import DAY
from tests.console.test_resume import crashed

SERIALS = ("G-2026-0101", "G-2026-0202", "G-2026-0303")


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_lab: Any) -> Any:
    """A run of another instrument, then three gauges on one bench."""
    lab = make_lab(tmp_path, monkeypatch)
    assert lab.run("JJG 539").code == 0
    bench = lab.edit("benches/gauges.toml", ("count = 12", "count = 3"))
    words = ["run", "JJG 52", "--bench", bench, "--date", DAY]
    for serial in SERIALS:
        path = lab.subject(f"gauge-{serial}")
        path.write_text(lab.subject("gauge").read_text("utf-8").replace("G-2026-0101", serial), "utf-8")
        words += ["--subject", path]
    assert lab(*words).code in {0, 1}
    return lab


def test_positions_of_a_bench_and_processes(lab: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = lab("report", "last", "--positions", "-o", tmp_path / "alone", "--json")
    files = [Path(name) for name in alone.document]
    assert (alone.code, len(files)) == (0, 12)
    assert [path.name.split("_")[1] for path in files[::4]] == [*SERIALS[2:], *SERIALS[:2]]
    monkeypatch.setattr(documents, "FEW", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    shared = lab("report", "last", "--positions", "-o", tmp_path / "shared", "--json")
    assert shared.code == 0
    assert [Path(n).read_bytes() for n in shared.document] == [path.read_bytes() for path in files]


def test_one_without_verdict_stops_no_other(lab: Any, tmp_path: Path) -> None:
    crashed(lab, 20, "JJG 539")
    *others, broken = Store(str(lab.store)).names()
    said = lab("report", "last", others[0], "-o", tmp_path / "documents", "--json")
    assert said.code == 2
    assert len(said.document["written"]) == 4
    (reason,) = said.document["refused"]
    assert f"{broken}: {reason['en']}" in said.err


def test_a_batch_that_was_cut_short_goes_on(lab: Any, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    whole = [Path(name) for name in lab("report", "last", "--positions", "-o", folder, "--json").document]
    before = {path: (path.read_bytes(), path.stat().st_ino) for path in whole}
    gone, changed = whole[4], whole[11]
    gone.unlink()
    changed.write_bytes(before[changed][0] + b"\n")
    half = folder / f".{gone.name}-ab12cd34"  # of a process that was killed while it wrote
    half.write_bytes(b"%PDF")
    with (folder / NAME).open("ab") as notes:
        notes.write(b'{"run": "cut sho')
    again = lab("report", "last", "--positions", "-o", folder, "--continue", "--json")
    assert (again.code, sorted(again.document)) == (0, sorted(map(str, whole)))
    assert [path.read_bytes() for path in whole] == [content for content, _ in before.values()]
    same = [path.stat().st_ino == number for path, (_, number) in before.items()]
    assert same == [True] * 4 + [False] * 8
    assert not half.exists()
    run = whole[0].stem.split("_")[-1]
    assert lab("documents", "issue", run, "-o", tmp_path / "issued", "--by", "A001").code == 0
    told = lab("report", "last", "--positions", "-o", folder, "--continue", "--lang", "en")
    assert told.code == 0
    assert "of 3 runs, the documents of 2 were in the folder" in told.err
    assert len(told.out.splitlines()) == 4
    assert all(run in line for line in told.out.splitlines())


def test_all_runs_of_a_batch(lab: Any, tmp_path: Path) -> None:
    assert lab.run("JJG 52", "--batch", "B 3", "--order", "W-17").code == 0
    run = Store(str(lab.store)).names()[-1]
    for words in (("--batch", "B 3"), ("--order", "W-17"), ("--order", "W-17", "--batch", "B 3")):
        made = lab("report", *words, "-o", tmp_path / "documents", "--json").document
        assert [Path(name).stem.split("_")[-1] for name in made] == [run] * 4
    for words in (("--batch", "B 4"), ("--order", "W-17", "--batch", "B 4"), ()):
        assert lab("report", *words, "-o", tmp_path / "none").refused


def test_numbered_documents_of_many_runs(lab: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = Store(str(lab.store)).names()
    words = ("documents", "issue", *runs, "-o", tmp_path / "issued", "--by", "A001", "--json")
    monkeypatch.setattr(issue, "FEW", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    made = lab(*words).document
    assert [of["run"] for of in made] == runs
    assert len({of["number"] for of in made}) == len(runs) == 4
    rows = {row["key"]: row for row in lab("documents", "list", "--json").document}
    legal = {of["number"]: Path(of["files"][0]) for of in made}
    assert {n: sha256(path.read_bytes()).hexdigest() for n, path in legal.items()} == {
        n: rows[n]["digest"] for n in legal
    }
    before = {path: path.stat().st_ino for of in made for path in map(Path, of["files"])}
    gone = Path(made[2]["files"][0])
    gone.unlink()
    again = lab(*words).document  # a batch that was cut short goes on
    assert again == made
    assert {path.name for path, number in before.items() if path.stat().st_ino != number} == {
        Path(name).name for name in made[2]["files"]
    }
