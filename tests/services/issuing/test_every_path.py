"""Every path to a signed document asks the one gate: commands are enumerated, and tried on every kind of run."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from console.cli.main import app
from records.errors import RecordsError
from registers.errors import RegistersError
from reports.dcc.file import Maker
from reports.documents import PROOF
from reports.read_back import page_texts
from services.dcc.writing import signing_key, write_dcc
from services.documents import write_all
from services.issuing import steps
from services.issuing.desk import Desk
from services.issuing.issue import written
from services.issuing.sheets import labels
from services.issuing.signatures import sign_file
from tests.services.issuing.office import LABORATORY, SECRET, Office, keys_of, office_of
from tests.services.issuing.runs_of_every_kind import ON, Kept, correct

ROOT = Path(__file__).parents[3]
SOURCES = ("console", "services", "reports", "registers", "records", "sequencer", "procedures")
SIGNING = {"dcc write", "report", "sign", "documents label", "documents publish"}
"""The commands that use a key of a person or of the seal. A new one belongs into `PATHS` below, or says here why not:
what `documents publish` signs is a list of states, and no document."""
CALLERS = {
    "write_documents": {"services/documents.py", "services/issuing/issue.py"},
    "dcc_file": {"reports/dcc/file.py", "services/dcc/writing.py"},
    "put_signature": {"reports/dcc/file.py", "services/issuing/signatures.py"},
    "PdfSigner": {"reports/signatures/signing.py"},
    "XAdESSigner": {"reports/dcc/signing.py"},
    "sign_bytes": {"reports/signatures/qr.py", "services/issuing/published.py"},
    "qr_text": {"services/issuing/sheets.py", "services/issuing/signatures.py"},
    "get_signer": {
        "services/issuing/sheets.py",
        "services/issuing/signatures.py",
        "services/issuing/check_page/publishing.py",
    },
    "label_sheet": {"services/issuing/sheets.py"},
    "number_document": {"services/issuing/steps.py"},
    "advance_document": {"services/issuing/steps.py", "services/issuing/jobs.py", "services/issuing/signatures.py"},
    "end_document": {"services/issuing/steps.py"},
    "Maker": {"console/cli/report.py", "services/issuing/issue.py", "services/work_queue/tasks.py"},
}
"""What writes, signs or advances a document, and the only modules that call it."""
DECIDED = {
    "unnumbered": "conform", "numbered": "conform", "checked": "conform", "approved": "conform", "issued": "conform",
    "void": "conform", "cancelled": "conform", "superseded": "conform", "tampered": "conform", "corrected": "another",
    "failed": "rejected", "simulated": "simulated", "screening": "screening", "in service": "in service",
    "investigated": "investigated", "reproduced": "reproduced",
    "calibrated": "calibration", "draft": "draft", "open": "open",
}  # fmt: skip
"""What became of a run, and the run."""
BEFORE = {
    "checked": "numbered", "approved": "checked", "issued": "approved", "void": "checked", "cancelled": "issued",
    "superseded": "issued", "tampered": "approved",
}  # fmt: skip
"""What came before it, where something did."""
BY = {"checked": "R001", "approved": "A001", "issued": "seal"}
DCC, LABEL = {"approved", "issued", "calibrated"}, {"issued"}
"""After what a DCC is signed, and a label printed."""
NO_NUMBER, NOT_APPROVED = "has no number", "no certificate that was approved"
WHY = {
    "unnumbered": NO_NUMBER, "numbered": NOT_APPROVED, "checked": NOT_APPROVED, "void": NO_NUMBER,
    "cancelled": NOT_APPROVED, "superseded": NOT_APPROVED, "tampered": "hash|altered", "corrected": "was corrected by",
    "failed": NOT_APPROVED, "simulated": NOT_APPROVED, "screening": NOT_APPROVED, "in service": NOT_APPROVED,
    "investigated": NOT_APPROVED, "reproduced": NOT_APPROVED,
    "draft": NO_NUMBER, "open": NO_NUMBER,
}  # fmt: skip
"""Why no DCC is signed."""


def commands(of: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with its name."""
    parts = getattr(of, "commands", None)
    if parts is None:
        yield name, of
        return
    for part, found in parts.items():
        yield from commands(found, f"{name} {part}".strip())


def test_every_command_that_takes_a_key_is_known_here() -> None:
    found = {
        name for name, of in commands(get_command(app))
        if any(getattr(option, "metavar", "") == "KEY.toml" for option in of.params)
    }  # fmt: skip
    assert found == SIGNING


def test_only_the_use_cases_of_the_gate_write_and_sign() -> None:
    called: dict[str, set[str]] = {name: set() for name in CALLERS}
    call = re.compile(rf"(?<!def )(?<![\w.])({'|'.join(CALLERS)})\(")
    for package in SOURCES:
        for file in (ROOT / package).rglob("*.py"):
            for name in call.findall(file.read_text("utf-8")):
                called[name].add(file.relative_to(ROOT).as_posix())
    assert called == CALLERS


@pytest.fixture(scope="module")
def office(kept: Kept, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Keys of everybody, and a store for each thing that can become of a run."""
    folder = tmp_path_factory.mktemp("paths")
    with office_of(kept, folder) as made:
        yield made


@pytest.fixture(scope="module")
def came_to(office: Office) -> Callable[[str], tuple[Kept, str]]:
    """A store in which something became of a run, by honest steps, and the number of its document."""

    @cache
    def store_of(how: str) -> tuple[Kept, str]:
        before, number = store_of(BEFORE[how]) if how in BEFORE else (office.kept, "")
        store = before.copied(office.folder / "stores" / how)
        with store.desk() as at:
            number = _step(at, store, how, number)
        return store, number

    return store_of


def _advanced(at: Desk, number: str, *states: str) -> str:
    for state in states:
        steps.advance(at, number, state, BY[state], ON)
    return number


def _step(at: Desk, store: Kept, how: str, number: str) -> str:
    if how in {"unnumbered", "draft", "open"}:
        return ""
    if how in BY:
        return _advanced(at, number, how)
    match how:
        case "void" | "cancelled":
            {"void": steps.void, "cancelled": steps.cancel}[how](at, number, "A001", "seal broken")
        case "superseded":
            newer = steps.reissue(at, number, LABORATORY, "A001", "client renamed", ON, "another")
            _advanced(at, newer, *BY)
        case "tampered":
            store.tampered(DECIDED[how])
        case _:
            number = steps.number(at, DECIDED[how], LABORATORY, "A001", ON)
            _advanced(at, number, *(() if how in {"numbered", "simulated"} else ("checked", "approved")))
            if how == "corrected":
                correct(at, DECIDED[how])
    return number


@pytest.mark.parametrize("how", DECIDED)
def test_a_signature_beside_the_pdf_needs_an_approved_certificate(
    office: Office, came_to: Callable[[str], tuple[Kept, str]], how: str, tmp_path: Path
) -> None:
    (store, number), run = came_to(how), DECIDED[how]
    key = signing_key(office.key("seal"), lambda _: SECRET)
    paths: dict[str, Callable[[], Any]] = {
        "dcc": lambda: write_dcc(store.url, run, tmp_path / "dcc", key, None),
        "report": lambda: next(iter(write_all(store.url, [run], tmp_path / "report", Maker(key)))),
        "label": lambda: labels(store.url, [number], tmp_path / "label", office.key("seal"), single=True, skip=0,
                                secret=lambda _: SECRET),
    }  # fmt: skip
    with keys_of(store):
        for name, path in paths.items():
            if how in (LABEL if name == "label" else DCC):
                if name != "report" or how == "approved":  # to set the pages once is enough
                    path()
                    assert (tmp_path / name).exists()
                continue
            with pytest.raises((RegistersError, RecordsError), match=WHY[how] if name != "label" else None):
                path()
            assert not (tmp_path / name).exists()


def test_before_it_is_issued_a_copy_is_a_proof_and_a_voided_number_is_signed_by_nobody(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = office.kept.copied(tmp_path / "store")
    monkeypatch.setenv("STEELYARD_KEYS", str(store.folder / "keys"))
    with store.desk() as at:
        number = steps.number(at, "conform", LABORATORY, "A001", ON)
        (file, *_) = written(at, number, tmp_path, "A001").files
    proof = next(iter(write_all(store.url, ["conform"], tmp_path / "proof"))).files[0]
    assert all(PROOF in page and number in page for page in page_texts(proof.read_bytes()))
    assert PROOF not in "".join(page_texts(file.read_bytes()))
    with store.desk() as at:
        steps.void(at, number, "A001", "wrong client")
    before = file.read_bytes()
    with pytest.raises(RegistersError, match="is void; it is not signed"):
        sign_file(store.url, file, "verifier", office.key("verifier"), secret=lambda _: SECRET)
    assert file.read_bytes() == before


def test_a_dcc_is_signed_by_the_seal_or_by_who_approved(
    office: Office, came_to: Callable[[str], tuple[Kept, str]], tmp_path: Path
) -> None:
    store, _ = came_to("approved")
    key = signing_key(office.key("verifier"), lambda _: SECRET)
    with keys_of(store):
        with pytest.raises(RegistersError, match="signed for by the seal or by A001"):
            write_dcc(store.url, "conform", tmp_path / "dcc.xml", key, None)
        approver = signing_key(office.key("approver"), lambda _: SECRET)
        write_dcc(store.url, "conform", tmp_path / "dcc.xml", approver, None)
