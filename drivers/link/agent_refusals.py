"""What is said where a secure connection to an agent does not come about: in words, and with what to do."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from drivers.link.agent_place import AgentPlace

_NOT_YET, _EXPIRED = 9, 10
"""X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED of OpenSSL."""
_UNKNOWN: Final = ("UNKNOWN_CA", "CERTIFICATE_UNKNOWN", "CERTIFICATE_REQUIRED", "DECRYPT_ERROR")
_OUT_OF_DATE: Final = ("CERTIFICATE_EXPIRED", "BAD_CERTIFICATE")
"""Ends of the names of alerts (RFC 8446, section 6.2) by which an agent refuses the certificate of a bench."""


def in_words(error: BaseException, place: AgentPlace) -> str:
    """Why an agent cannot be used.

    Args:
        error: What broke; the error of TLS may be its cause.
        place: The agent.
    """
    found = error
    while found.__cause__ is not None and not isinstance(found, ssl.SSLError):
        found = found.__cause__
    if isinstance(found, ssl.SSLCertVerificationError):
        if found.verify_code in {_NOT_YET, _EXPIRED}:
            return (
                f"by the clock of this computer {place.certificate} is not valid now; set the clock, or make a new one"
            )
        return f"it shows another certificate than {place.certificate}"
    if isinstance(found, ssl.SSLEOFError):
        return "the connection ended before the agent had answered"
    if isinstance(found, ssl.SSLError):
        alert = found.reason or ""
        if alert.endswith(_UNKNOWN):
            return f"it does not know {place.own}; start it with that file as --client"
        if alert.endswith(_OUT_OF_DATE):
            return f"by the clock of the agent {place.own} is not valid now; set the clock there, or make a new one"
    return str(error)
