"""Puts one signature into a document, behind those that it has."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reports.errors import SignatureFault
from reports.signatures.places import Role, places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asn1crypto.x509 import Certificate
    from pyhanko.sign.signers.pdf_cms import Signer
    from pyhanko.sign.timestamps.api import TimeStamper

ORDER = tuple(Role)
SIGNATURE_BYTES, TIME_STAMP_BYTES = 4096, 16384
"""What a signature with its attributes takes at most (that of RSA-4096: 1 kB), and a time stamp with its chain."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a certificate was issued to.

    Attributes:
        person: Identity in the register of people; ``seal`` for the laboratory's seal.
        name: Name.
        organisation: The laboratory.
    """

    person: str
    name: str
    organisation: str


def identity(certificate: Certificate) -> Identity:
    """Who a certificate was issued to; what it does not say is empty."""
    said = certificate.subject.native
    values = [said.get(key, "") for key in ("serial_number", "common_name", "organization_name")]
    return Identity(*(value if isinstance(value, str) else "" for value in values))


def fields_signed(pdf: bytes) -> list[str]:
    """Names of the signatures that a document bears, in order.

    Raises:
        SignatureFault: It is no PDF.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        return [str(found.field_name) for found in PdfFileReader(BytesIO(pdf)).embedded_signatures]
    except (PdfError, ValueError) as error:
        raise SignatureFault(f"the document cannot be read: {error}") from error


def sign(
    pdf: bytes, role: Role, signer: Signer, stamp: bytes, *, contact: str = "", time_stamps: TimeStamper | None = None
) -> bytes:
    """The document with one more signature; what is there stays as it is, byte by byte.

    Args:
        pdf: The document.
        role: What the signature says.
        signer: The key.
        stamp: What it shows on the cover, a PDF of one page.
        contact: How to check it; the QR's text for the seal.
        time_stamps: An authority for time stamps of RFC 3161; without one the computer's own clock is stated.

    Raises:
        SignatureFault: It is another's turn, or the key does not sign.
    """
    from pyhanko.pdf_utils.content import ImportedPdfPage
    from pyhanko.sign import PdfSignatureMetadata, PdfSigner
    from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field
    from pyhanko.stamp import StaticStampStyle

    _turn(fields_signed(pdf), role)
    certificate = signer.signing_cert
    if certificate is None:
        raise SignatureFault("the key has no certificate")
    metadata = PdfSignatureMetadata(
        field_name=str(role),
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=identity(certificate).name,
        contact_info=contact or None,
        certify=role is Role.VERIFIER,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    try:
        whole = pdf if pdf.endswith(b"\n") else pdf + b"\n"  # PDF/A wants an object to begin on a line of its own
        writer = _writer_class()(BytesIO(whole))
        if role is Role.VERIFIER:  # later fields would be a change that the first signature does not permit
            for later, box in places(pdf).items():
                append_signature_field(writer, SigFieldSpec(str(later), box=box))
        with tempfile.TemporaryDirectory(prefix="steelyard-") as folder:  # pyHanko takes the picture from a file
            picture = Path(folder) / "stamp.pdf"
            picture.write_bytes(stamp)
            style = StaticStampStyle(0, background=ImportedPdfPage(str(picture)), background_layout=_whole())
            made = PdfSigner(metadata, signer, timestamper=time_stamps, stamp_style=style)
            room = _room(signer, stamped=time_stamps is not None)
            signed = made.sign_pdf(writer, existing_fields_only=True, bytes_reserved=room)
    except SignatureFault:
        raise
    except Exception as error:  # a key, a token or a time-stamp server raises what it likes
        raise SignatureFault(f"the document was not signed: {type(error).__name__}: {error}") from error
    return bytes(signed.getvalue())


@cache
def _writer_class() -> Any:
    """The class, made when it is first needed: pyHanko is imported by those who sign only."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Writer(IncrementalPdfFileWriter):  # type: ignore[misc]
        """Leaves the metadata as they are: pyHanko would write XMP in another form, which is no PDF/A any more."""

        def _update_meta(self) -> None:
            """Change nothing."""

    return Writer


def _room(signer: Signer, *, stamped: bool) -> int:
    """Hexadecimal digits to keep free for a signature: its certificates, itself, and a time stamp.

    pyHanko would else sign twice to find it, and ask the time-stamp server twice.
    """
    own = signer.signing_cert
    certificates = {found.dump() for found in (*signer.cert_registry, *([own] if own is not None else []))}
    return 2 * (sum(map(len, certificates)) + SIGNATURE_BYTES + (TIME_STAMP_BYTES if stamped else 0))


def _whole() -> Any:
    """The picture fills the box of the signature."""
    from pyhanko.pdf_utils.layout import AxisAlignment as At
    from pyhanko.pdf_utils.layout import InnerScaling, Margins, SimpleBoxLayoutRule

    return SimpleBoxLayoutRule(At.ALIGN_MID, At.ALIGN_MID, Margins(), inner_content_scaling=InnerScaling.STRETCH_TO_FIT)


def sign_bytes(signer: Signer, data: bytes) -> bytes:
    """The signature of a key over bytes, for the QR.

    Raises:
        SignatureFault: The key does not sign.
    """
    try:
        return bytes(asyncio.run(signer.async_sign_raw(data, "sha256")))
    except SignatureFault:
        raise
    except Exception as error:  # as above
        raise SignatureFault(f"the key does not sign: {type(error).__name__}: {error}") from error


def _turn(signed: Sequence[str], role: Role) -> None:
    wanted = [str(r) for r in ORDER[: ORDER.index(role)]]
    if list(signed) != wanted:
        there = ", ".join(signed) or "nobody"
        raise SignatureFault(f"the document is signed by {there}; {role} comes after {', '.join(wanted) or 'nobody'}")
