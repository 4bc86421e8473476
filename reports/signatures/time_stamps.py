"""Time stamps of RFC 3161 in signatures: the moment that an authority states for a signature value."""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from asn1crypto.x509 import Certificate


def token_of(signer: Any) -> Any:
    """The time-stamp token of a signature (`SignedData`); None where there is none."""
    unsigned = signer["unsigned_attrs"]
    if unsigned.native is None:
        return None
    found = [a["values"][0]["content"] for a in unsigned if a["type"].native == "signature_time_stamp_token"]
    return found[0] if found else None


def stamped(token: Any, signature: bytes, authorities: Sequence[Certificate]) -> datetime | None:
    """The moment that a token states for a signature value; None where it proves none.

    Args:
        token: The token.
        signature: The signature value that it is about.
        authorities: Certificates that are believed.
    """
    from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
    from pyhanko.sign.validation.status import TimestampSignatureStatus
    from pyhanko_certvalidator import ValidationContext

    stated: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
    context = ValidationContext(trust_roots=list(authorities), moment=stated, allow_fetching=False)
    found = asyncio.run(
        validate_tst_signed_data(token, context, lambda algorithm: hashlib.new(algorithm, signature).digest())
    )
    status = TimestampSignatureStatus(**found)
    return stated if status.intact and status.valid and status.trusted else None
