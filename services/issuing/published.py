"""The list of states that a laboratory publishes, so that outsiders can tell whether a document is current.

It names no instrument and no customer: digests, states and last days alone, signed by the seal's key.
"""

from __future__ import annotations

import base64
import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from metrology.text import Text
from records.run_index import amending
from registers.documents import DOCUMENTS
from reports.errors import SignatureFault
from services.issuing.rules import State
from services.register.book import opened_book

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyhanko.sign.signers.pdf_cms import Signer

    from reports.signatures.qr import Essentials
    from reports.signatures.trust import Trust

FORMAT = "steelyard-states-1"
DAYS = 7
"""For how long a list is current, unless the laboratory says otherwise: then it publishes another."""
PUBLISHED = ("issued", "superseded", "cancelled")
_STATES = {"superseded": State.SUPERSEDED, "cancelled": State.CANCELLED}


def published(url: str, signer: Signer, *, days: int = DAYS) -> bytes:
    """The signed list of the documents of a store.

    Args:
        url: The store.
        signer: The key of the seal.
        days: For how many days the list is current.

    Raises:
        StoreError: The store cannot be read.
        SignatureFault: The key does not sign.
    """
    with opened_book(url) as book:
        rows = [row.record for row in book.rows(DOCUMENTS, lambda c: c.state.in_(PUBLISHED))]
        corrected = amending(book.store, [row.run for row in rows])
    documents = {
        of.content or of.digest: (
            of.digest,
            "superseded" if of.run in corrected and of.state == "issued" else of.state,
            of.valid_until.isoformat() if of.valid_until is not None else "",
        )
        for of in rows
    }
    return signed_list(documents, signer, datetime.now(UTC), days)


def signed_list(
    documents: Mapping[str, tuple[str, str, str]], signer: Signer, time: datetime, days: int = DAYS
) -> bytes:
    """A list of states, signed.

    Args:
        documents: By the digest of a document before its seal: the digest of the file, its state, and its last day.
        signer: The key of the seal.
        time: When the list is made.
        days: For how many days it is current.

    Raises:
        SignatureFault: The key does not sign.
    """
    from reports.signatures.signing import sign_bytes

    now = time.replace(microsecond=0)
    said: dict[str, Any] = {
        "format": FORMAT,
        "time": now.isoformat(),
        "until": (now + timedelta(days=days)).isoformat(),
        "documents": documents,
    }
    text = json.dumps(said, separators=(",", ":"), sort_keys=True)
    signature = base64.b64encode(sign_bytes(signer, text.encode())).decode()
    certificate = base64.b64encode(signer.signing_cert.dump()).decode()
    return json.dumps({"list": text, "signature": signature, "certificate": certificate}).encode()


class ListedStates:
    """The states in a list that was published.

    Args:
        content: The file.
        trust: Who is trusted: the authority that certified the seal, or the seal's certificate itself.

    Raises:
        SignatureFault: The file is no list, or not signed by a seal that is trusted.
    """

    def __init__(self, content: bytes, trust: Trust) -> None:
        from reports.signatures.keys import read_certificates
        from reports.signatures.qr import proven_by

        try:
            file = json.loads(content)
            text, signature = str(file["list"]), base64.b64decode(file["signature"], validate=True)
            seal = read_certificates(base64.b64decode(file["certificate"], validate=True))[0]
            said = json.loads(text)
            known = dict(said["documents"])
            self._time, self._until = (datetime.fromisoformat(said[name]) for name in ("time", "until"))
            right = said["format"] == FORMAT
        except (ValueError, LookupError, TypeError) as error:
            raise SignatureFault("the file is no list of states of documents") from error
        _refuse_untrusted(seal, trust, self._time)
        if not right or proven_by(text.encode(), signature, [seal]) is None:
            raise SignatureFault("the list of states was changed after it was signed")
        self._documents: dict[str, list[str]] = known

    def state(self, said: Essentials, file: str, today: date) -> tuple[State, Text]:
        """State and reason of a document; `services.issuing.document_check.States.state`."""
        of, day = self._documents.get(said.digest), self._time.date()
        if of is None or (file and of[0] != file):
            return State.UNKNOWN, Text(f"{day} 的状态表中没有此文件", f"the list of {day} does not name this file")
        if of[1] in _STATES:
            zh = "已被替代" if of[1] == "superseded" else "已注销"
            return _STATES[of[1]], Text(f"{zh}（状态表 {day}）", f"{of[1]}, by the list of {day}")
        if of[2] and date.fromisoformat(of[2]) < today:
            return State.EXPIRED, Text(f"有效期至 {of[2]}", f"its last day was {of[2]}")
        if today > self._until.date():
            zh, en = f"状态表已过期（{day}），请取最新的", f"the list is of {day} and out of date; get a newer one"
            return State.UNKNOWN, Text(zh, en)
        return State.VALID, Text(f"在用（状态表 {day}）", f"neither cancelled nor replaced, by the list of {day}")


def _refuse_untrusted(seal: Any, trust: Trust, time: datetime) -> None:
    """Refuse a certificate that is none of a seal, or that no authority that is trusted issued.

    Raises:
        SignatureFault: It is.
    """
    from reports.signatures.places import Role
    from reports.signatures.qr import proven_by
    from reports.signatures.signing import identity

    signature = seal["signature_value"].native
    known = any(seal.dump() == c.dump() for c in trust.authorities)
    authorities = [c for c in trust.authorities if c.ca and c.subject == seal.issuer]
    issued = proven_by(seal["tbs_certificate"].dump(), signature, authorities) is not None
    in_time = seal.not_valid_before <= time <= seal.not_valid_after
    if not (known or issued) or identity(seal).person != Role.SEAL or not in_time or trust.revocation(seal) is not None:
        raise SignatureFault("the list of states is signed by no seal that is trusted")
