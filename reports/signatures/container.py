"""The container of the last signature, in the one form that we write.

A signature covers the whole file but its own container. What lies there unprotected (padding, case of digits, fields
that repeat what is signed, certificates nobody needs) could be changed without breaking any signature. So there is one
form for it, and every other is an altered document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from asn1crypto import algos, cms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asn1crypto.x509 import Certificate

_HEX = re.compile(rb"<([0-9A-F]+)>")


def altered_container(pdf: bytes, byte_range: Sequence[int], trusted: Sequence[Certificate]) -> str:
    """What is not as we write it in the container between two covered ranges; empty where all is.

    Args:
        pdf: The document.
        byte_range: Start and length of the two ranges that the signature covers.
        trusted: Certificates of the authorities.
    """
    start, length, resumed, _ = byte_range
    found = _HEX.fullmatch(pdf[start + length : resumed])
    if start or found is None:
        return "the container of the signature is not in hexadecimal capitals"
    content = bytes.fromhex(found[1].decode())
    try:
        ours = _written(cms.ContentInfo.load(content)["content"], {certificate.dump() for certificate in trusted})
    except (ValueError, TypeError, KeyError) as error:
        return f"the container of the signature cannot be read: {error}"
    if ours is None:
        return "the signature is by no authority that is trusted, or its container holds other certificates"
    if not content.startswith(ours) or content[len(ours) :].strip(b"\0"):
        return "the container of the signature is not in its one form"
    return ""


def _written(data: Any, known: set[bytes]) -> bytes | None:
    """The container as we write it, from what the signature covers; None where the signer is not clear."""
    found = [certificate.chosen for certificate in data["certificates"]]
    own = [certificate for certificate in found if certificate.dump() not in known]
    if len(own) != 1:
        return None
    signer = data["signer_infos"][0]
    digest = algos.DigestAlgorithm({"algorithm": signer["digest_algorithm"]["algorithm"].native})
    named = cms.IssuerAndSerialNumber({"issuer": own[0].issuer, "serial_number": own[0].serial_number})
    made = {
        "version": "v1",
        "sid": cms.SignerIdentifier("issuer_and_serial_number", named),
        "digest_algorithm": digest,
        "signed_attrs": signer["signed_attrs"],
        "signature_algorithm": _algorithm(signer["signature_algorithm"]),
        "signature": signer["signature"].native,
    }
    if signer["unsigned_attrs"].native is not None:
        made["unsigned_attrs"] = [_stamp(attribute) for attribute in signer["unsigned_attrs"]]
    signed = cms.SignedData({
        "version": "v1",
        "digest_algorithms": [digest],
        "encap_content_info": {"content_type": "data"},
        "certificates": [certificate.copy() for certificate in data["certificates"]],
        "signer_infos": [cms.SignerInfo(made)],
    })  # fmt: skip
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump())


def _algorithm(found: Any) -> algos.SignedDigestAlgorithm:
    """The signature algorithm without anything that could be added to it; RSA names an empty parameter."""
    name = found["algorithm"].native
    made = algos.SignedDigestAlgorithm({"algorithm": name})
    if name.endswith("_rsa") or name.startswith("rsassa"):
        made["parameters"] = found["parameters"]
    return made


def _stamp(attribute: Any) -> cms.CMSAttribute:
    """A time stamp; its own signature covers what it says, and the whole is held against its encoding."""
    if attribute["type"].native != "signature_time_stamp_token" or len(attribute["values"]) != 1:
        raise ValueError("it holds more than a signature and its time stamp")
    token = attribute["values"][0]
    data = token["content"]
    signer = data["signer_infos"][0]
    if len(data["signer_infos"]) != 1 or signer["unsigned_attrs"].native is not None or data["crls"].native is not None:
        raise ValueError("the time stamp holds more than it must")
    return cms.CMSAttribute(
        {"type": "signature_time_stamp_token", "values": [cms.ContentInfo.load(token.dump(force=True))]}
    )
