"""A signed document is PDF/A-3b still, by a validator that is not ours."""

from reports.signatures.places import Role
from tests.reports.pdf_a import failures
from tests.reports.signatures.conftest import Office

RANGE = "PDFA3B-SIGNATURE-BYTERANGE-001"


def test_a_signature_leaves_pdf_a(office: Office, signed: bytes) -> None:
    assert failures(office.signed((Role.VERIFIER,))) == []
    found = failures(signed)
    assert {rule for rule, _ in found} == {RANGE}  # earlier signatures cover their own revision: ADR 0275


def test_what_is_none_is_found(office: Office) -> None:
    """The validator sees what was repaired: an object that begins behind the mark of the end."""
    broken = office.plain.rstrip(b"\n") + b"900 0 obj\n<<>>\nendobj\n"
    assert failures(broken)
