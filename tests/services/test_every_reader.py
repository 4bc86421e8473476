"""One run of every kind, read with every reader: none misses a field of the journal, none invents one."""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from console.cli.main import main
from records.entries import ENTRIES, Observation, of_kind, opened, read
from records.entries.values import shown
from records.recall import CorrectedCertificate
from records.run_index import Search
from records.store import Store
from records.verification import ledger_of
from reports.documents import write_documents
from reports.errors import NoVerdict
from reports.model import read_run
from reports.record.as_csv import record_csv
from sequencer.reevaluation import CertificateChange, reevaluate
from services.export import export_run
from services.laboratory.prepare import rebuild
from services.runs.history import history
from services.runs.replay import replay_run
from services.runs.run_summary import run_details
from services.verify import verify_bundle_file, verify_runs
from tests.services.store_of_runs import Runs, make, on_the_day

NOT_ON_THE_RECORD = re.compile(
    r"\w+\.traffic"  # bytes: in the journal and the bundle
    r"|\w+\.value\.(type|packed)|\w+\.(key|item|outcome|code|status|answer)|.*\.(status|applicable|form)"  # as words
    r"|opened\.(kind|stage|simulated|earlier\.\w+|overrides\.gate|standards\.traceability\.kind)"  # as words
    r"|opened\.(nameplate\..*|regulation\.(kind|validity_mode|sources\.\w+))"  # as nameplate lines, as pedigree
    r"|opened\.laboratory\.(authorisation|phone|email)|opened\.standards\.name\.en"  # on the letterhead and certificate
    r"|opened\.people\.(approver|reviewer)\.\w+|opened\.people\.operator\.authorised\.\w+"  # nobody has signed
    r"|opened\.standards\.quantities\..*"  # the certificate of the standard, which its number names
    r"|opened\.policy\.certificate"  # how the certificate is laid out
    r"|opened\.amends\.(hash|when|checked_by\.id)"  # the corrected run is named, with day and person
    r"|correction\.hash"  # the corrected entry is named by its number
    r"|plan\.(band|points|items)\.(from|to|lower|upper|item|key|words\..*)"  # drawn as a curve, named at each point
    r"|conclusion\.(plot|reference)\.\w+|conclusion\.words\.(zone|chart\.\w+)|closed\.entries"  # the curve
    r"|conclusion\.uncertainty\.components\.key"  # each by its name
    r"|verdict\.(failed|incomplete|invalid|undecided)"  # keys; each item stands there with its outcome
)
COMPUTED = re.compile(
    r"(alerts\..*|(remarks|corrections)\.(time|at)|run|draft|entries|outcome|amended_by|followed_by|problems)"
)
KINDS_THAT_CLOSE = ("JJG 52 initial", "JJF 1587 initial", "by hand", "amended", "resumed", "void")


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    """The store, on a day when the standards are in date."""
    folder = tmp_path_factory.mktemp("runs")
    with on_the_day(folder / "keys"):
        yield make(folder)


def leaves(part: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text and number of a document, with the names above it."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from leaves(value, f"{path}.{key}" if path else key)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from leaves(value, path)
    elif part not in ("", None):
        yield path, str(part)


def test_every_kind_of_entry_is_there_and_is_all_in_its_type(runs: Runs) -> None:
    events = [e for kind in runs.names for e in runs.events(kind)]
    assert {e.kind for e in events} == set(ENTRIES)
    assert [e for e in events if read(e, ENTRIES[e.kind]).body() != e.body] == []


def test_the_original_record_misses_nothing(runs: Runs) -> None:
    missed: dict[str, set[str]] = defaultdict(set)
    for kind in runs.names:
        events = runs.events(kind)
        rows = csv.reader(io.StringIO(record_csv(read_run(events)).decode("utf-8-sig")))
        text = "\n".join(cell for row in rows for cell in row)
        for event in events:
            for path, value in leaves(event.body, event.kind):
                if value not in text and not NOT_ON_THE_RECORD.fullmatch(path):
                    missed[path].add(value)
    assert missed == {}


def test_show_invents_nothing(runs: Runs) -> None:
    for kind, name in runs.names.items():
        events, document = runs.events(kind), run_details(name, runs.url)
        known = {value for e in events for _, value in leaves(e.body)} | {e.address for e in events}
        known |= {shown(o.value)[0] for _, o in of_kind(events, Observation)}  # of a series its length and digest
        found = {path: v for path, v in leaves(document) if v not in known and not COMPUTED.fullmatch(path)}
        assert found == {}, kind
        assert [c["address"] for c in document["conclusions"]] == [e.address for e in events if e.kind == "conclusion"]
        seen = [e.address for e in events if e.kind in {"observation", "finding"}]
        assert [o["address"] for o in document["observations"]] == seen


def test_the_list_has_every_run_as_it_began(runs: Runs) -> None:
    rows = {row["run"]: row for row in history(runs.url, Search())["runs"]}
    assert rows.keys() >= set(runs.names.values())
    for kind, name in runs.names.items():
        events, row = runs.events(kind), rows[name]
        began = opened(events)
        assert (row["regulation"], row["stage"], row["kind"]) == (began.regulation.id, began.stage, began.kind)
        assert (row["serial"], row["entries"], row["problem"]) == (began.subject.serial, len(events), None)
    assert rows[runs.names["by form"]]["amended_by"] == runs.names["amended"]


def test_every_run_is_replayed_and_verified(runs: Runs) -> None:
    assert not verify_runs("", runs.url).problems
    for kind, name in runs.names.items():
        said = replay_run(name, runs.url)
        assert said["identical"] is (kind != "interrupted"), (kind, said["difference"])


@pytest.mark.parametrize("kind", KINDS_THAT_CLOSE)
def test_documents_are_made_of_every_kind(runs: Runs, kind: str, tmp_path: Path) -> None:
    written = write_documents(runs.events(kind), tmp_path)
    expected = {"JJF 1587 initial": "calibration", "void": "report"}.get(kind, "certificate")
    assert written[0].name.startswith(expected)


def test_what_has_no_verdict_gets_no_document(runs: Runs, tmp_path: Path) -> None:
    with pytest.raises(NoVerdict, match="resume"):
        write_documents(runs.events("interrupted"), tmp_path)


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "parquet"])
def test_tables_hold_every_reading_and_value(runs: Runs, suffix: str, tmp_path: Path) -> None:
    reader = {"csv": pd.read_csv, "xlsx": pd.read_excel, "parquet": pd.read_parquet}[suffix]
    for kind in ("JJG 596 initial", "interrupted", "amended"):
        (path,) = export_run(runs.names[kind], tmp_path / f"{kind}.{suffix}", runs.url)
        rows = reader(path)  # type: ignore[operator]
        read_ = [e for e in runs.events(kind) if e.kind in {"observation", "finding"}]
        assert list(rows[rows["kind"] != "conclusion"]["seq"]) == [e.seq for e in read_]


def test_an_auditor_finds_every_bundle_whole(runs: Runs, tmp_path: Path) -> None:
    for kind, name in runs.names.items():
        bundle, public = export_run(name, tmp_path / f"{kind}.bundle", runs.url)
        assert verify_bundle_file(bundle, public, runs.url) == (name, None), kind


def test_a_recall_concerns_every_run_with_the_standard(runs: Runs) -> None:
    store = Store(runs.url, read_only=True)
    stored = {name: store.events(name) for name in store.names()}
    used = [
        name
        for name, events in stored.items()
        if events[-1].kind == "closed" and any(s.id == "PC-01" for s in opened(events).standards)
    ]
    change = CertificateChange("PC-01", date(2026, 1, 1), CorrectedCertificate(correction="0.05"))
    found = reevaluate(store, change, rebuild, ledger_of(store).trust.public, processes=1)
    assert (found.concerned, found.unreliable) == (len(used), {})
    assert runs.names["JJG 52 initial"] in {c.run for c in found.changed}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_screen_shows_every_run(
    runs: Runs, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind, name in runs.names.items():
        for words in (("show", name), ("show", name, "--json")):
            monkeypatch.setattr("sys.argv", ["steelyard", "--lang", language, *words, "--store", runs.url])
            with pytest.raises(SystemExit) as end:
                main()
            said = capsys.readouterr()
            assert (end.value.code or 0) == 0, (kind, said.err)
        assert json.loads(said.out)["run"] == name
