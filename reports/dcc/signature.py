"""The signature in a DCC (XML-DSig, XAdES), checked.

The mathematics is signxml's. What is added: a signature must cover the whole certificate; every signature counts; the
form in which the European validation service writes "without the signatures" (XPath filter 2) is known; and who signed
is held against the authorities that somebody trusts.
"""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from lxml import etree

from reports.dcc.names import DS, SIGNATURE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.signatures.trust import Trust

_XADES = "{http://uri.etsi.org/01903/v1.3.2#}"
_FILTER = "http://www.w3.org/2002/06/xmldsig-filter2"
_WITHOUT_SIGNATURES = "/descendant::ds:Signature"
_MOST_SIGNATURES = 10


@dataclass(frozen=True, slots=True)
class Signed:
    """What a signature proves.

    Attributes:
        state: ``trusted``; ``unproven``, where the certificate is unaltered but no authority that is trusted says whose
            key it is; ``broken``; ``revoked``.
        name, organisation: Whom the key was issued to, by the certificate in the signature.
        time: When it was signed, by the signer's own clock; empty where it is not stated.
        why: What is wrong, or what is not proven.
        line: Line of the file.
    """

    state: Literal["trusted", "unproven", "broken", "revoked"]
    name: str = ""
    organisation: str = ""
    time: str = ""
    why: str = ""
    line: int = 0


def check_signatures(root: Any, trust: Trust | None = None) -> list[Signed]:
    """What each signature of a certificate proves.

    Args:
        root: The certificate as it was parsed, with all its white space.
        trust: Who is trusted; nobody where it is None.
    """
    found = list(root.iter(SIGNATURE))[:_MOST_SIGNATURES]
    return [_check(root, place, element, trust) for place, element in enumerate(found)]


def _check(root: Any, place: int, element: Any, trust: Trust | None) -> Signed:
    from cryptography.exceptions import UnsupportedAlgorithm
    from signxml import SignatureConfiguration
    from signxml.exceptions import SignXMLException

    line = int(element.sourceline or 0)
    if element.getparent() is not root:
        return Signed("broken", why="the signature does not stand at the end of the certificate", line=line)
    try:
        certificates = list(_certificates(element))
        signer = _signer(certificates)
        time = _time(element)
        moment = _moment(time) or signer.not_valid_before_utc
        settings = SignatureConfiguration(location="./", expect_references=False, verification_time=moment)
        _verifier()(place).verify(etree.tostring(root), x509_cert=signer, expect_config=settings, parser=_parser())
        if not _covers_everything(element):
            return Signed("broken", why="the signature does not cover the whole certificate", line=line)
    except (SignXMLException, UnsupportedAlgorithm, etree.LxmlError, ValueError, TypeError, KeyError) as error:
        return Signed("broken", why=_reason(error), line=line)
    name, organisation = (_said(signer, oid) for oid in ("2.5.4.3", "2.5.4.10"))
    since = _revoked(signer, element, trust)
    if since is not None:
        why = f"the certificate of the key is revoked since {since:%Y-%m-%d %H:%M} UTC"
        return Signed("revoked", name, organisation, time, why, line)
    why = _not_trusted(signer, certificates, moment, trust)
    return Signed("unproven" if why else "trusted", name, organisation, time, why, line)


def _reason(error: Exception) -> str:
    if "Digest" in type(error).__name__:
        return "the certificate was changed after it was signed"
    return f"the signature is not valid: {str(error) or type(error).__name__}"


@cache
def _verifier() -> Any:
    from signxml import XMLVerifier
    from signxml.util import _remove_sig

    class Verifier(XMLVerifier):  # type: ignore[misc]
        """Checks the signature at one place, of a document with several."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self._place = place

        def _get_signature(self, root: Any) -> Any:
            return list(root.iter(SIGNATURE))[self._place]

        def _apply_transforms(self, payload: Any, *, transforms_node: Any, signature: Any) -> Any:
            for step in [] if transforms_node is None else transforms_node.iter(f"{DS}Transform"):
                if step.get("Algorithm") == _FILTER:
                    for each in list(payload.iter(SIGNATURE)) if _removes_signatures(step) else []:
                        _remove_sig(each, idempotent=True)
            return super()._apply_transforms(payload, transforms_node=transforms_node, signature=signature)

    return Verifier


def _removes_signatures(step: Any) -> bool:
    """Whether a filter is the one that takes out signatures.

    Raises:
        ValueError: It takes out something else, which would then not be signed.
    """
    paths = step.findall(f"{{{_FILTER}}}XPath")
    if [(p.get("Filter"), (p.text or "").strip()) for p in paths] != [("subtract", _WITHOUT_SIGNATURES)]:
        raise ValueError("it leaves out a part of the certificate")
    return True


def _covers_everything(element: Any) -> bool:
    """Whether one reference is to the whole document."""
    return any(r.get("URI") == "" for r in element.findall(f"{DS}SignedInfo/{DS}Reference"))


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _certificates(element: Any) -> Iterator[Any]:
    from cryptography import x509

    for found in element.findall(f"{DS}KeyInfo/{DS}X509Data/{DS}X509Certificate"):
        yield x509.load_der_x509_certificate(b64decode(found.text or ""))


def _signer(certificates: list[Any]) -> Any:
    """The certificate of the key: the one that issued none of the others."""
    issuers = {c.issuer for c in certificates if c.issuer != c.subject}
    own = [c for c in certificates if c.subject not in issuers]
    if len(own) != 1:
        raise ValueError("the signature does not name one certificate of its key")
    return own[0]


def _time(element: Any) -> str:
    found = element.find(f".//{_XADES}SignedSignatureProperties/{_XADES}SigningTime")
    return "" if found is None else str(found.text or "").strip()


def _moment(time: str) -> datetime | None:
    if not time:
        return None
    found = datetime.fromisoformat(time)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _said(certificate: Any, oid: str) -> str:
    return next((str(a.value) for a in certificate.subject if a.oid.dotted_string == oid), "")


def _revoked(signer: Any, element: Any, trust: Trust | None) -> datetime | None:
    """From when the key is revoked, by a list that is trusted, or by one that the signature itself brings."""
    from asn1crypto.x509 import Certificate
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    own = Certificate.load(signer.public_bytes(Encoding.DER))
    known = trust.revocation(own) if trust is not None else None
    if known is not None:
        return known
    for found in element.iter(f"{_XADES}EncapsulatedCRLValue"):
        revocations = x509.load_der_x509_crl(b64decode(found.text or ""))
        entry = revocations.get_revoked_certificate_by_serial_number(signer.serial_number)
        if revocations.issuer == signer.issuer and entry is not None:
            return entry.revocation_date_utc
    return None


def _not_trusted(signer: Any, certificates: list[Any], moment: datetime, trust: Trust | None) -> str:
    """Why it is not proven whose key it is; empty where it is."""
    if trust is None or not trust.authorities:
        return "no authority was named that is trusted"
    import asyncio

    from asn1crypto.x509 import Certificate
    from cryptography.hazmat.primitives.serialization import Encoding
    from pyhanko_certvalidator import CertificateValidator, ValidationContext
    from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError

    own, *others = (Certificate.load(c.public_bytes(Encoding.DER)) for c in (signer, *certificates))
    context = ValidationContext(trust_roots=list(trust.authorities), moment=moment, allow_fetching=False)
    validator = CertificateValidator(own, intermediate_certs=others, validation_context=context)
    try:
        asyncio.run(validator.async_validate_path())
    except (PathBuildingError, PathValidationError):
        return "the certificate of the key is by no authority that is trusted, or was not valid when it signed"
    return ""
