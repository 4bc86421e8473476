"""A case is packed without a reporter's name, checked without a store, and every change in it is found."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from console.cli.main import main
from records.audit import main as audit
from records.errors import RegisterError, StoreError
from records.journal import Journal
from records.keys import station_key
from records.store import Store
from services.cases.case_file import read_case
from services.cases.packing import check, pack
from tests.real_runs import performed

RUNS = ("20261123-070000-8f3a4c2", "20261124-070000-8f3a4c2")
CASE = """
number = "2026-17"
title = "电子计价秤投诉"
kind = "complaint"
complaint = "12315-2026-0042"
runs = ["20261123", "20261124"]
[[photographs]]
file = "seal.jpg"
shows = "铅封"
taken = 2026-11-23T10:12:00+08:00
by = "V001"
[[seals]]
number = "A-20260108"
place = "外壳"
state = "broken"
at = 2026-11-23T10:10:00+08:00
[[parameters]]
instrument = "PS-0001"
name = "K"
before = "100"
after = "98"
[[custody]]
what = "PS-0001"
given = "V001"
taken = "示范市场监督管理局"
at = 2026-11-23T16:00:00+08:00
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two runs, a case file and a photograph; the case, packed."""
    folder = tmp_path_factory.mktemp("case")
    store = Store(str(folder / "runs.sqlite"))
    for run in RUNS:
        journal = Journal(store, run, station_key())
        for event in performed("JJG 52", {}):
            journal.append(event.kind, event.body, event.address)
        journal.close()
    store.close()
    (folder / "case.toml").write_text(CASE, "utf-8")
    (folder / "seal.jpg").write_bytes(b"\xff\xd8 a photograph")
    pack(folder / "case.toml", folder / "packed", str(folder / "runs.sqlite"))
    return folder


def test_a_packed_case_is_intact_and_each_run_is_audited_alone(place: Path) -> None:
    found = check(place / "packed")
    assert (found.number, found.files, found.problems) == ("2026-17", 6, ())
    assert audit(str(place / f"packed/{RUNS[0]}.bundle"), str(place / f"packed/{RUNS[0]}.pub")) == 0
    with pytest.raises(StoreError, match="not empty"):
        pack(place / "case.toml", place / "packed", str(place / "runs.sqlite"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("photograph-1.jpg", "not what was packed"),
        (f"{RUNS[0]}.bundle", "not what was packed"),
        ("manifest.json", "signature of the manifest"),
    ],
)
def test_a_change_is_found(place: Path, tmp_path: Path, name: str, said: str) -> None:
    copy = shutil.copytree(place / "packed", tmp_path / "copy")
    content = (copy / name).read_bytes()
    (copy / name).write_bytes(content.replace(b"a photograph", b"another one!").replace(b"JJG 52", b"JJG 53"))
    assert any(said in problem.en for problem in check(copy).problems)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"outcome": "conform"', '"outcome": "not_conform"', "what the manifest says of the runs"),
        ('"signs": null', '"signs": {"flagged": true}', "the sign test of the manifest"),
    ],
)
def test_a_manifest_that_was_signed_again_is_held_against_its_runs(
    place: Path, tmp_path: Path, old: str, new: str, said: str
) -> None:
    copy = shutil.copytree(place / "packed", tmp_path / "copy")
    text = (copy / "manifest.json").read_text("utf-8")
    assert old in text
    (copy / "manifest.json").write_text(text.replace(old, new), "utf-8")
    (copy / "manifest.sig").write_text(station_key().sign_text(text.replace(old, new)), "utf-8")
    assert [said in problem.en for problem in check(copy).problems] == [True]


def test_what_is_missing_or_added_is_found(place: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(place / "packed", tmp_path / "copy")
    (copy / "photograph-1.jpg").rename(copy / "photograph-2.jpg")
    assert {p.en for p in check(copy).problems} == {
        "photograph-1.jpg: missing", "photograph-2.jpg: not in the manifest",
    }  # fmt: skip
    with pytest.raises(StoreError, match="holds no case"):
        check(tmp_path)


@pytest.mark.parametrize("field", ["reporter", "举报人", "phone"])
def test_a_case_file_names_no_reporter(tmp_path: Path, field: str) -> None:
    file = tmp_path / "case.toml"
    file.write_text(f'{CASE}"{field}" = "somebody"\n', "utf-8")
    with pytest.raises(RegisterError, match="does not name who made a report"):
        read_case(file)
    file.write_text(CASE.replace('"complaint"\n', '"revenge"\n', 1), "utf-8")
    with pytest.raises(RegisterError, match="kind"):
        read_case(file)


def test_the_command(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["steelyard", "--lang", "en", "case", str(place / "packed")])
    with suppress(SystemExit):
        main()
    assert "6 files intact" in capsys.readouterr().err
