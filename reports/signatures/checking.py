"""Whether a signed document is genuine and unaltered, from the file and the certificates that are trusted alone."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reports.signatures.container import altered_container
from reports.signatures.keys import is_sm2
from reports.signatures.places import Role
from reports.signatures.signing import ORDER, Identity, identity
from reports.signatures.sm2 import check_sm2
from reports.signatures.time_stamps import stamped, token_of

if TYPE_CHECKING:
    from datetime import datetime

    from asn1crypto.x509 import Certificate

    from reports.signatures.trust import Trust


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a document.

    Attributes:
        role: What it says.
        who: Who the certificate was issued to.
        time: When it was made.
        stamped: Whether a time-stamp authority states that time, and not the signer's own clock.
        fingerprint: SHA-256 of the certificate, hexadecimal.
        contact: How to check the document; on the seal the text of its QR.
    """

    role: Role
    who: Identity
    time: datetime
    stamped: bool
    fingerprint: str
    contact: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What the signatures of a document prove.

    Attributes:
        signatures: Those that are valid, in order.
        problems: Everything that is wrong, in English sentences.
        unsealed: What the seal was put on: the document with the signatures of the persons alone.
    """

    signatures: tuple[Signature, ...]
    problems: tuple[str, ...]
    unsealed: bytes = b""

    @property
    def genuine(self) -> bool:
        """Whether every signature is there, valid, and by somebody who is trusted, and nothing was changed."""
        return not self.problems and [s.role for s in self.signatures] == list(ORDER)


class _Wrong(Exception):
    """Why a signature proves nothing."""


def check_pdf(pdf: bytes, trusted: Trust) -> Checked:
    """What the signatures of a document prove.

    Args:
        pdf: The document.
        trusted: Who is trusted.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader

    found: list[Signature] = []
    try:
        embedded = PdfFileReader(BytesIO(pdf), strict=True).embedded_signatures
        if not embedded:
            return Checked((), ("the document bears no electronic signature",))
        names = [str(one.field_name) for one in embedded]
        if names != [str(role) for role in ORDER]:
            problem = f"it is signed by {', '.join(names)}; a document that was issued is signed by {', '.join(ORDER)}"
            return Checked((), (problem,))
        altered = altered_container(pdf, [int(n) for n in embedded[-1].byte_range], trusted.authorities)
        if altered:
            return Checked((), (altered,))
        for role, one in reversed([*zip(ORDER, embedded, strict=True)]):  # the last one covers the whole file
            found.insert(0, _signature(role, one, trusted, last=one is embedded[-1]))
        problems = _persons(found)
        unsealed = pdf[: _end_of(embedded[-2])]
    except _Wrong as error:
        return Checked(tuple(found), (str(error),))
    except Exception as error:  # noqa: BLE001  one changed byte makes a reader of PDF raise anything
        return Checked(tuple(found), (f"the document cannot be read ({type(error).__name__}): it was changed",))
    return Checked(tuple(found), tuple(problems), unsealed)


def _persons(found: list[Signature]) -> list[str]:
    people = [s.who.person for s in found if s.role is not Role.SEAL]
    problems = (
        [] if len(set(people)) == len(people) else ["one person signed for two: verifier, checker and approver differ"]
    )
    if found[-1].who.person != Role.SEAL:
        problems.append("the seal is not the laboratory's")
    return problems


def _end_of(embedded: Any) -> int:
    start, length = (int(n) for n in list(embedded.byte_range)[2:])
    return start + length


def _signature(role: Role, embedded: Any, trusted: Trust, *, last: bool) -> Signature:
    """A signature that proves what it says.

    Raises:
        _Wrong: It does not.
    """
    certificate: Certificate = embedded.signer_cert
    claimed = embedded.self_reported_timestamp
    if claimed is None:
        raise _Wrong(f"{role}: the signature states no time")
    proven = _stamp(role, embedded, trusted)
    time = proven or claimed
    if is_sm2(certificate):
        problem = check_sm2(embedded, certificate, trusted.authorities, time)
    else:
        problem = _valid(embedded, trusted, time)
    if problem:
        raise _Wrong(f"{role}: {problem}")
    since = trusted.revocation(certificate)
    if since is not None and (time >= since or proven is None):
        raise _Wrong(
            f"{role}: the certificate is revoked since {since:%Y-%m-%d}; no time stamp proves that it is older"
        )
    _coverage(role, embedded, last=last)
    contact = embedded.sig_object.get("/ContactInfo", "")
    return Signature(role, identity(certificate), time, proven is not None, certificate.sha256.hex(), str(contact))


def _valid(embedded: Any, trusted: Trust, time: datetime) -> str:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=list(trusted.authorities), moment=time, allow_fetching=False)
    status = validate_pdf_signature(embedded, context)
    if not status.intact or not status.valid:
        return "the document was changed after it was signed"
    if not status.trusted:
        return "the certificate is by no authority that is trusted, or was not valid when it signed"
    if not status.docmdp_ok:
        return "the document was changed in a way that its signatures do not permit"
    return ""


def _stamp(role: Role, embedded: Any, trusted: Trust) -> datetime | None:
    """The time that a trusted time-stamp authority states; None without a stamp.

    Raises:
        _Wrong: There is a stamp that is not valid.
    """
    signer = embedded.signer_info
    token = token_of(signer)
    if token is None:
        return None
    time = stamped(token, signer["signature"].native, trusted.authorities)
    if time is None:
        raise _Wrong(f"{role}: the time stamp is not valid, or its authority is not trusted")
    return time


def _coverage(role: Role, embedded: Any, *, last: bool) -> None:
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    embedded.compute_integrity_info()
    whole = SignatureCoverageLevel.ENTIRE_FILE if last else SignatureCoverageLevel.ENTIRE_REVISION
    if embedded.coverage < whole:
        raise _Wrong(f"{role}: the signature does not cover the document")
