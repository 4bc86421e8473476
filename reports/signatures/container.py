"""The container of the last signature, in the one form that we write.

A signature covers the whole file but its own container. What lies there unprotected (padding, case of digits, fields that
repeat what is signed, certificates nobody needs) could be changed without breaking any signature. So there is one form
for it, and every other is an altered document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from asn1crypto import cms

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
        info = cms.ContentInfo.load(content)
        der = info.dump(force=True)
    except (ValueError, TypeError, KeyError) as error:
        return f"the container of the signature cannot be read: {error}"
    if der != content[: len(der)] or content[len(der) :].strip(b"\0"):
        return "the container of the signature is not in its one form"
    return _repeated(info["content"], trusted)


def _repeated(data: Any, trusted: Sequence[Certificate]) -> str:
    """Whether the fields that no signature covers say what the covered ones say."""
    signers = data["signer_infos"]
    if len(signers) != 1 or data["version"].native != "v1" or data["crls"].native is not None:
        return "the container of the signature holds more than one signature"
    signer = signers[0]
    digests = [algorithm.dump() for algorithm in data["digest_algorithms"]]
    if signer["version"].native != "v1" or digests != [signer["digest_algorithm"].dump()]:
        return "the versions or algorithms in the container are others"
    content = data["encap_content_info"]
    if content["content_type"].native != "data" or content["content"].native is not None:
        return "the container of the signature holds other content"
    return _certificates(data, signer, trusted)


def _certificates(data: Any, signer: Any, trusted: Sequence[Certificate]) -> str:
    """Whether the certificates are the signer's own, which it covers by a digest, and trusted ones."""
    known = {certificate.dump() for certificate in trusted}
    found = [certificate.chosen for certificate in data["certificates"]]
    own = [certificate for certificate in found if certificate.dump() not in known]
    named = signer["sid"].chosen
    if len(own) != 1 or signer["sid"].name != "issuer_and_serial_number":
        return "the container of the signature holds other certificates"
    if named["issuer"].dump() != own[0].issuer.dump() or named["serial_number"].native != own[0].serial_number:
        return "the container of the signature names another certificate"
    unsigned = signer["unsigned_attrs"]
    kinds = [] if unsigned.native is None else [attribute["type"].native for attribute in unsigned]
    return "" if kinds in ([], ["signature_time_stamp_token"]) else "the container of the signature holds more"
