"""Whether a document is genuine, unaltered and current: for a command, a page, or anybody else who asks.

What is genuine and unaltered follows from the file, or the text of a QR, and the certificates that are trusted. Whether
it is current is known to the laboratory: its store says it, or the list of states that it publishes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from messages import both
from metrology.text import Text
from records.run_index import amending
from records.store import Store
from registers.documents import DOCUMENTS
from reports.errors import SignatureFault
from services.issuing.rules import State, state_on
from services.register.book import opened_book

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reports.signatures.checking import Checked
    from reports.signatures.qr import Essentials
    from reports.signatures.trust import Trust


@dataclass(frozen=True, slots=True)
class Answer:
    """What an outsider is told.

    Attributes:
        genuine: Whether it is by whom it says, and unaltered.
        state: ``VALID``, ``EXPIRED``, ``CANCELLED``, ``SUPERSEDED`` or ``UNKNOWN``.
        reasons: Why it is not genuine, or why the state is what it is.
        essentials: What the document says of itself: number, title, instrument, serial, regulation, conclusion, on,
            valid_until, issuer, digest.
        signatures: Role, name and time of each signature.
    """

    genuine: bool
    state: str
    reasons: tuple[Text, ...]
    essentials: dict[str, str]
    signatures: tuple[tuple[str, str, str], ...] = ()


class States(Protocol):
    """Knows the states of documents."""

    def state(self, said: Essentials, file: str, today: date) -> tuple[State, Text]:
        """State and reason of a document.

        Args:
            said: Its essentials.
            file: SHA-256 of the whole file; empty where only the QR is known.
            today: The day that is asked about.
        """
        ...


def trusted(certificates: Sequence[Path], lists: Sequence[Path]) -> Trust:
    """What the files of an outsider say that is trusted.

    Raises:
        SignatureFault: A file is no certificate, or no list of revoked ones.
    """
    from reports.signatures.keys import read_certificates
    from reports.signatures.trust import trust

    found = []
    for path in certificates:
        try:
            found += read_certificates(path.read_bytes())
        except SignatureFault as error:
            raise SignatureFault(f"{path}: {error}") from error
    return trust(tuple(found), tuple(path.read_bytes() for path in lists))


def check(what: bytes | str, trust: Trust, today: date, states: States | None = None) -> Answer:
    """What a document, or the text of its QR, proves.

    Args:
        what: The bytes of the file, or the text.
        trust: Who is trusted.
        today: The day that is asked about.
        states: Who knows the states: `StoreStates`, or `services.issuing.published.ListedStates`; None for nobody.

    Raises:
        SignatureFault: The text is none of a QR of ours.
    """
    found, said = _of_qr(what, trust) if isinstance(what, str) else _of_file(what, trust)
    if said is None or not found.genuine:
        return found
    file = sha256(what).hexdigest() if isinstance(what, bytes) else ""
    state, why = states.state(said, file, today) if states is not None else _by_date(said, today)
    return replace(found, state=str(state), reasons=(why,))


def _of_file(pdf: bytes, trust: Trust) -> tuple[Answer, Essentials | None]:
    from reports.signatures.checking import check_pdf
    from reports.signatures.qr import read_qr

    found = check_pdf(pdf, trust)
    signatures = tuple((str(s.role), s.who.name, s.time.isoformat()) for s in found.signatures)
    problems = found.problems or tuple(filter(None, (_qr_problem(found, pdf),)))
    if problems or not found.genuine:
        reasons = tuple(both(problem) for problem in problems)
        return Answer(False, str(State.UNKNOWN), reasons, {}, signatures), None
    said, _ = read_qr(found.signatures[-1].contact)
    return Answer(True, str(State.UNKNOWN), (), _shown(said), signatures), said


def _qr_problem(found: Checked, pdf: bytes) -> str:
    """Whether the QR says what stands in the document."""
    from io import BytesIO

    from pyhanko.pdf_utils.reader import PdfFileReader

    from reports.signatures.qr import essentials, proven_by, read_qr

    seal = PdfFileReader(BytesIO(pdf)).embedded_signatures[-1].signer_cert
    try:
        said, signature = read_qr(found.signatures[-1].contact)
        carried, _ = essentials(found.unsealed)
    except SignatureFault as error:
        return str(error)
    if said != carried or proven_by(said.signed, signature, [seal]) is None:
        return "the QR says something else than the document"
    return ""


def _of_qr(text: str, trust: Trust) -> tuple[Answer, Essentials]:
    from reports.signatures.qr import proven_by, read_qr

    said, signature = read_qr(text)
    seal = proven_by(said.signed, signature, trust.authorities)
    problem = "the QR is signed by no seal whose certificate is trusted" if seal is None else ""
    if seal is not None and trust.revocation(seal) is not None:
        problem = "the certificate of the seal is revoked"
    reasons = (both(problem),) if problem else ()
    return Answer(not problem, str(State.UNKNOWN), reasons, _shown(said)), said


def _shown(said: Essentials) -> dict[str, str]:
    return {name: getattr(said, name) for name in said.__slots__}


def _by_date(said: Essentials, today: date) -> tuple[State, Text]:
    if said.valid_until and date.fromisoformat(said.valid_until) < today:
        last = said.valid_until
        return State.EXPIRED, Text(f"有效期至 {last}", f"its last day was {last}")
    zh = "文件本身不能说明是否已注销或被替代；请查询检定机构的记录库或其公布的状态表"
    en = "whether it was cancelled or replaced stands in no file: ask the laboratory's store or the list that it publishes"
    return State.UNKNOWN, Text(zh, en)


class StoreStates:
    """The states of the documents in a store.

    Args:
        url: The store.
    """

    def __init__(self, url: str) -> None:
        self._url = url

    def state(self, said: Essentials, file: str, today: date) -> tuple[State, Text]:
        """State and reason of a document; `States.state`.

        Raises:
            StoreError: The store cannot be read.
        """
        with opened_book(self._url) as book:
            row = book.find(DOCUMENTS, said.number)
        if row is None:
            zh, en = "检定机构没有此编号的文件", "the laboratory knows no document of this number"
            return State.UNKNOWN, Text(zh, en)
        if (row.record.content or row.record.digest) != said.digest or (file and row.record.digest != file):
            zh, en = "此编号下登记的是另一个文件", "the register holds another file under this number"
            return State.UNKNOWN, Text(zh, en)
        state, why = state_on(row.record, today)
        later = self._corrected(row.record.run) if state in {State.VALID, State.EXPIRED} else ""
        if later:
            return State.SUPERSEDED, Text(f"其原始记录已由 {later} 更正", f"its record was corrected by {later}")
        return state, why

    def _corrected(self, run: str) -> str:
        store = Store(self._url, read_only=True)
        try:
            return amending(store, [run]).get(run, "")
        finally:
            store.close()
