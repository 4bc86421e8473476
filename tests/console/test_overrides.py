"""Start gates and their overrides as a laboratory meets them: at the command line, in the journal, on the documents."""

import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from records.entries import opened
from records.errors import StoreError
from records.store import Store
from records.store_health import store_health
from services.code_identity.code_manifest import written

LATE = ("--date", "2027-04-01")
ALLOW = "standard_due:M001:新证书在途: 已电话确认"
SERIAL = 'serial = "SIM-5000-01"\n'
CHAIN = f'{SERIAL}traceable_to = "SF-NMC"'


def refused(lab: Any, said: Any) -> str:
    assert said.refused
    assert lab.entries() == 0
    return str(said.err)


def test_an_overridden_gate_is_on_record_and_on_every_document(lab: Any, tmp_path: Path) -> None:
    from pypdf import PdfReader

    assert "[standard_due]" in refused(lab, lab.run("JJG 52", *LATE))
    said = lab.run("JJG 52", *LATE, "--override", ALLOW, "--json")
    assert said.code == 0
    (entry,) = lab.events()[0].body["overrides"]
    assert (entry["gate"], entry["person"]) == ("standard_due", {"id": "M001", "name": "陈技术"})
    assert entry["reason"] == "新证书在途: 已电话确认"
    assert "PC-01" in entry["refused"][0]["zh"]
    assert said.document["overrides"] == [entry["statement"]]
    assert lab("replay", "last").code == 0
    assert lab("report", "last", "-o", tmp_path / "documents").code == 0
    for name in ("certificate", "record"):
        text = "".join(
            page.extract_text() for page in PdfReader(next((tmp_path / "documents").glob(f"{name}_*.pdf"))).pages
        )
        flat = text.replace("\n", "")
        for part in ("陈技术", "新证书在途", "YL-2026-00342"):
            assert part in flat, name
    record = next((tmp_path / "documents").glob("record_*.csv")).read_text(encoding="utf-8-sig")
    assert entry["statement"]["zh"] in record


def test_the_screen_says_what_was_overridden(lab: Any) -> None:
    err = lab.run("JJG 52", *LATE, "--override", ALLOW).err.replace("\n", "")
    assert "陈技术" in err
    assert "陈技术" not in lab.run("JJG 52").err


def test_an_override_of_a_gate_that_is_open_is_kept_but_not_printed(lab: Any) -> None:
    said = lab.run("JJG 52", "--override", ALLOW, "--json")
    assert said.code == 0
    assert said.document["overrides"] == []
    assert opened(lab.events()).overrides[0].refused == ()


def test_a_form_passes_the_same_gates(lab: Any) -> None:
    form = lab.form("JJG 52", {})
    assert "[standard_due]" in refused(lab, lab.run("JJG 52", *LATE, "--readings", form))
    assert lab.run("JJG 52", *LATE, "--readings", form, "--override", ALLOW).code == 0


@pytest.mark.parametrize(("text", "message"), [
    ("nix:M001:x", "no gate 'nix' that can be overridden"), ("edition:M001:x", "no gate 'edition'"),
    ("standard_due:A001:x", "'A001' may not override"), ("standard_due:X:x", "'X' may not override"),
    ("standard_due:M001:", "a reason is missing"), ("standard_due:M001", "a reason is missing"),
    ("standard_due", "may not override"), ("", "no gate ''"),
])  # fmt: skip
def test_an_override_that_cannot_be_used(lab: Any, text: str, message: str) -> None:
    assert message in refused(lab, lab.run("JJG 52", "--override", text)).replace("\n", " ")


def test_a_password_in_a_reason_reaches_neither_journal_nor_documents(lab: Any) -> None:
    reason = "standard_due:M001:seen in postgresql://anna:secret@host/store"
    assert lab.run("JJG 52", *LATE, "--override", reason).code == 0
    assert lab.events()[0].body["overrides"][0]["reason"] == "seen in postgresql://anna:***@host/store"
    assert b"secret" not in lab.store.read_bytes()


def test_nobody_overrides_a_gate_of_his_own_run(lab: Any) -> None:
    lab.edit(
        "people.toml", ('functions = ["verifier", "reviewer"]', 'functions = ["verifier", "reviewer", "override"]')
    )
    message = refused(lab, lab.run("JJG 52", *LATE, "--override", "standard_due:V001:new certificate seen"))
    assert "V001 is the verifier of this run" in message


def test_every_override_that_cannot_be_used_is_named(lab: Any) -> None:
    message = refused(lab, lab.run("JJG 52", "--override", "nix:M001:x", "--override", "store:V001:x"))
    assert "nix:M001:x" in message
    assert "store:V001:x" in message


@pytest.mark.parametrize(("file", "old", "new", "said"), [
    ("standards.toml", CHAIN, SERIAL, "PC-01 names nothing above it"),
    ("standards.toml", CHAIN, f'{SERIAL}traceable_to = "PC-01"', "PC-01 → PC-01 goes round in a circle"),
    ("standards.toml", CHAIN, f'{SERIAL}traceable_to = "NIX"', "the end of PC-01 → NIX"),
    ("standards.toml", 'authorisation = "', 'valid_until = 2026-11-22\nauthorisation = "', "expired on 2026-11-22"),
    ("standards.toml", 'serial = "SIM-5000-01"', 'serial = "5000-77"', "SIM-5000-01, the register says 5000-77"),
    ("standards.toml", 'serial = "SIM-5000-01"', 'serial = "SIM-5000-01"\nfirmware = "03"', "№ SIM-5000-01 03"),
    ("benches/gauge.toml", 'room = ["TH-01"]', "", "no standard stands behind the air temperature"),
    ("standards.toml", 'lower = "-10"', 'lower = "16"', "the regulation asks for, 15 to 25 °C"),
    ("standards.toml", 'lower = "0"', 'lower = "500"', "PC-01"),
    ("people.toml", 'regulation = "JJG 52"', 'regulation = "JJG 596"', "not authorised for JJG 52-2013"),
    ("people.toml", "until = 2027-12-31", "until = 2026-11-22", "not authorised for JJG 52-2013 on 2026-11-23"),
])  # fmt: skip
def test_what_the_registers_say_wrong_is_refused(lab: Any, file: str, old: str, new: str, said: str) -> None:
    lab.edit(file, (old, new))
    assert said in refused(lab, lab.run("JJG 52")).replace("\n", " ")


def test_nobody_reviews_their_own_work(lab: Any) -> None:
    lab.edit("people.toml", ('["reviewer"]', '["override"]'))
    assert "may review" in refused(lab, lab.run("JJG 52", "--operator", "V001"))


def test_several_verifiers_are_asked_who_signs(lab: Any) -> None:
    """Nobody signs because their name stands first in a file."""
    lab.edit("people.toml", ('functions = ["reviewer"]', 'functions = ["verifier", "reviewer"]'))
    assert "V001 张检定, R001 李核验" in refused(lab, lab.run("JJG 52"))
    assert lab.run("JJG 52", "--operator", "V001").code == 0
    documents = lab.folder / "documents"
    assert lab("report", "last", "-o", documents).code == 0
    assert "李核验" not in "".join(p.read_text("utf-8-sig") for p in documents.rglob("*.csv"))


def test_plan_tells_what_would_refuse(lab: Any) -> None:
    said = lab("plan", "JJG 52", "--bench", lab.folder / "benches/gauge.toml", "--subject", lab.subject("gauge"),
               "--date", "2027-04-01", "--json")  # fmt: skip
    assert [r["en"].split()[0] for r in said.document["refusals"]] == ["[standard_due]"]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Sets the system time that the gates see."""

    def at(offset: timedelta) -> None:
        monkeypatch.setattr("services.laboratory.gate_facts.utc_now", lambda: datetime.now(UTC) + offset)

    return at


def test_a_clock_that_was_set_back(lab: Any, clock: Any) -> None:
    assert lab.run("JJG 52").code == 0
    clock(timedelta(hours=-1))
    said = lab.run("JJG 52")
    assert said.code == 2
    assert "[clock]" in said.err
    assert len({e.run for e in lab.events()}) == 1
    assert lab.run("JJG 52", "--override", "clock:M001:battery changed").code == 0


def test_a_real_bench_refuses_a_clock_from_before_the_program(lab: Any, clock: Any) -> None:
    clock(written() - timedelta(days=2) - datetime.now(UTC))
    form = lab.form("JJG 52", {})
    assert "files of this program" in refused(lab, lab.run("JJG 52", "--readings", form, bench="gauge-by-hand"))
    assert lab.run("JJG 52", "--readings", form).code == 0


def test_a_disk_that_is_nearly_full(lab: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 99_999_999})())
    assert "only 99 MB are free" in refused(lab, lab.run("JJG 52"))


def test_a_resumed_run_passes_the_gates_again(lab: Any, clock: Any) -> None:
    assert lab.run("JJG 539", bench="scale-by-hand", stdin="20\n50\ny\n").code == 3
    entries = lab.entries()
    clock(timedelta(hours=-1))
    said = lab("resume", "last")
    assert (said.code, lab.entries()) == (2, entries)
    assert "[clock]" in said.err


def test_store_health_makes_no_store(tmp_path: Path) -> None:
    found = store_health(str(tmp_path / "runs.sqlite"))
    assert (found.newest, found.unwritable) == (None, "")
    assert found.free_bytes
    assert not list(tmp_path.iterdir())
    assert "no such folder" in store_health(str(tmp_path / "nowhere/runs.sqlite")).unwritable


def test_store_health_of_a_file_that_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "runs.sqlite"
    path.write_text("not a database " * 100, encoding="utf-8")
    assert "runs.sqlite" in store_health(f"sqlite:///{path}").unwritable
    with pytest.raises(StoreError):
        Store(str(path))


def test_store_health_finds_the_newest_entry_of_all_runs(lab: Any) -> None:
    lab.run("JJG 52")
    lab.run("JJG 52")
    with sqlite3.connect(lab.store) as connection:
        (newest,) = connection.execute("SELECT max(time) FROM entry").fetchone()
    assert store_health(str(lab.store)).newest == datetime.fromisoformat(newest)


@pytest.mark.skipif(sys.platform == "win32", reason="folders there have no permission bits")
def test_store_health_of_a_folder_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path.resolve()
    monkeypatch.setattr("os.access", lambda path, _: Path(path) != closed)  # root is refused nothing
    assert "no permission to write" in store_health(str(closed / "runs.sqlite")).unwritable


def test_a_form_that_is_dated_back_or_ahead(lab: Any) -> None:
    form = lab.form("JJG 52", {})
    for day, way in (("2026-11-22", "before"), ("2026-11-24", "after")):
        words = ("JJG 52", "--readings", form, "--date", day)
        said = refused(lab, lab.run(*words, bench="gauge-by-hand"))
        assert f"{day}, is {way} the real day, 2026-11-23" in said.replace("\n", " ")
    allowed = lab.run(*words, "--override", "date:M001:yesterday's readings", "--json", bench="gauge-by-hand")
    assert "is after the real day" in allowed.document["overrides"][0]["en"]
