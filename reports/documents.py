"""Every document of a finished run."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from records.durable_file import write_durably
from reports.content.document import document
from reports.content.evidence import printed_pictures
from reports.content.record import record
from reports.errors import SignedFile
from reports.identity import Kind, title
from reports.model import read_run
from reports.read_back import confirm
from reports.record.as_csv import record_csv
from reports.record.as_xlsx import record_xlsx
from reports.typesetting import typeset

SIMULATED, CANCELLED, NO_CERTIFICATE, PROOF = "模拟运行", "作废", "非检定证书", "未签发"

_NUMBERED = (Kind.CERTIFICATE, Kind.NOTICE, Kind.CALIBRATION)
_SIGNATURE = b"/ByteRange"

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from records.event import Event
    from reports.content.common import Json
    from reports.view import Numbered, RunView
    from reports.view.alert import Alert


def write_documents(
    events: Sequence[Event],
    directory: Path,
    *,
    ledger: str = "",
    witness: str = "",
    replaced_by: str = "",
    files: Mapping[str, bytes] | None = None,
    dcc: Callable[[RunView], bytes] | None = None,
    alerts: Sequence[Alert] | None = None,
    before: Sequence[Event] = (),
    numbered: Numbered | None = None,
    proof: bool = False,
) -> list[Path]:
    """Write the documents the run gets, the legal one first.

    A run that conforms gets `certificate_….pdf` (检定证书), one that does not `notice_….pdf` (检定结果通知书), any
    other outcome `report_….pdf`, a statement of what is missing or void. A judgement by another edition gets
    `judgement_….pdf`, a run by a draft `draft_….pdf`, whatever its outcome. The original record is `record_….pdf`,
    `.csv` and `.xlsx`. The names carry serial number and run, so that two runs in one folder never mix. All are made
    before the first is written, so that an error leaves no partial set.

    Args:
        events: The journal of one run, complete and in order.
        directory: Where to; made if it is not there.
        ledger: Where the store's ledger stood, and the number of the run in it.
        witness: What the witness of the store answered for the run, or that it was not told; empty without a witness.
        replaced_by: The run that corrects this one; its documents then bear the mark 作废.
        files: Content of the files that the run names, by digest.
        dcc: Makes the digital calibration certificate, which is attached to the legal document and written beside it;
            empty where the run gets none.
        alerts: What makes the record look as honest readings seldom do, for the person who checks; None where nobody
            looked.
        before: The journal of the run that this one follows; its errors are drawn beside those of this one where it
            followed the same edition.
        numbered: The document in the register of documents; without one the number follows from the run.
        proof: Whether a certificate or notice of a real run bears the mark 未签发: it has no number of the register.

    Returns:
        The files written.

    Raises:
        NoVerdict: The run is open or interrupted.
        BadJournal: A field the documents need is absent.
        MissingFont, MissingGlyph, TemplateFault: The documents cannot be set; nothing was written.
        SignedFile: A signed document would be written over.
        OSError: The directory cannot be written to.
    """
    looked = None if alerts is None else tuple(alerts)
    run = replace(read_run(events), ledger=ledger, witness=witness, replaced_by=replaced_by)
    run = replace(run, alerts=looked, numbered=numbered)
    run = replace(run, before=_as_found(run, before))
    kind = title(run).kind
    run = replace(run, proof=proof and not run.opened.simulated and kind in _NUMBERED)
    own, original = _own_name(run), record_csv(run)
    digital = b"" if dcc is None else dcc(run)
    contents = {
        f"{kind}_{own}.pdf": _legal(document(run), run, original, digital),
        f"record_{own}.pdf": _record(run, printed_pictures(run, files or {})),
        f"record_{own}.csv": original,
        f"record_{own}.xlsx": record_xlsx(run),
    }
    if digital:
        from reports.dcc.cross_check import confirm_same

        confirm_same(contents[f"{kind}_{own}.pdf"], digital)
        contents[f"dcc_{own}.xml"] = digital
    directory.mkdir(parents=True, exist_ok=True)
    _keep_signed(directory / next(iter(contents)))
    for name, content in contents.items():
        write_durably(directory / name, content)
    return [directory / name for name in contents]


def _as_found(run: RunView, before: Sequence[Event]) -> RunView | None:
    """The run that this one follows, where its results are comparable."""
    found = read_run(before) if before else None
    same = found is not None and found.opened.regulation.id == run.opened.regulation.id
    return found if same else None


def _keep_signed(path: Path) -> None:
    """Refuse to write over a file that bears electronic signatures.

    Raises:
        SignedFile: It does.
    """
    if path.is_file() and _SIGNATURE in path.read_bytes():
        raise SignedFile(f"{path} bears electronic signatures and is not written over; choose another folder")


def _own_name(run: RunView) -> str:
    """Serial number and run, as a file name can carry them."""
    serial = re.sub(r"[^\w.-]+", "-", run.opened.subject.serial).strip(".-")
    return f"{serial or 'no-serial'}_{run.run}"


def _legal(content: Json, run: RunView, original: bytes, digital: bytes) -> bytes:
    """Certificate, notice or statement, read back: number and marks on every page, title and verdict on the first."""
    pdf = typeset(content["template"], content, time=run.finished, record=original, dcc=digital)
    key = "en" if content["language"] == "en" else "zh"
    first = (content["title"][key], content["cover"]["conclusion"][key])
    confirm(pdf, first=first, every=_marks(content), name=content["title"][key])
    return pdf


def _record(run: RunView, pictures: Mapping[str, bytes]) -> bytes:
    content = {**record(run), "proof": False}  # the record is what it is, whatever becomes of the certificate
    for picture in (*content["pictures"], *(picture for item in content["items"] for picture in item["pictures"])):
        picture["path"] = picture["path"] if picture["path"] in pictures else ""
    pdf = typeset("record.typ", content, time=run.finished, pictures=pictures, tagged=False)
    confirm(pdf, first=(), every=_marks(content), name=content["title"]["zh"])
    return pdf


def _marks(content: Json) -> tuple[str, ...]:
    simulated, cancelled = content["simulated"], content["cancelled"]
    marks = [content["number"]]
    marks += [SIMULATED] * simulated + [NO_CERTIFICATE] * content["no_certificate"] + [PROOF] * content["proof"]
    return (*marks, *((CANCELLED, cancelled) if cancelled else ()))
