"""What every signed report has in common when it is received: its key, its signature, and whether it is known."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from exchange.answers import Answer, Reason, Receipt
from exchange.envelope import record_fault, statement
from metrology.text import Text
from supervision.errors import reason
from supervision.tables import station

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from exchange.envelope import Envelope
    from supervision.stations import Station


class Judged(Exception):
    """A report is not kept.

    Attributes:
        state: ``refused`` for good, or ``later``.
    """

    def __init__(self, state: str, reasons: Sequence[Reason]) -> None:
        super().__init__(state)
        self.state, self.reasons = state, list(reasons)


class Stated(NamedTuple):
    """What a station signed.

    Attributes:
        text: The statement.
        digest: Its digest.
    """

    text: str
    digest: str


def keys_of(connection: Connection, caller: Station) -> dict[str, bytes]:
    """The public keys of an institute that are not revoked, by fingerprint."""
    query = select(station.c.key, station.c.public).where(
        station.c.institute == caller.institute, station.c.revoked == ""
    )
    return {row.key: bytes.fromhex(row.public) for row in connection.execute(query)}


def signed_statement(e: Envelope, keys: Mapping[str, bytes]) -> Stated:
    """What a report states.

    Raises:
        Judged: It cannot be stated, or its signature is not that of a registered key.
    """
    try:
        stated = statement(e.key, e.previous, e.record)
    except TypeError as error:
        text = Text("字段名须为 ASCII，数值须写成文本", "names of fields are ASCII, and numbers are texts")
        raise Judged("refused", [reason("field", text)]) from error
    public = keys.get(e.signer)
    if public is None or record_fault(public, e.signature, stated):
        text = Text(
            "记录签名与内容不符，或密钥未登记",
            "the signature does not fit the record, or its key is not registered",
        )
        raise Judged("refused", [reason("signature", text)])
    return Stated(stated, hashlib.sha256(stated.encode()).hexdigest())


def answer_known(e: Envelope, digest: str, known: Mapping[str, tuple[int, str, str]]) -> Answer | None:
    """The answer to a report that was received before; None for a new one.

    Args:
        e: The report.
        digest: Of its statement.
        known: Number, time and digest of what was received, by key.

    Raises:
        Judged: Another content is known under its key.
    """
    if e.key not in known:
        return None
    n, received, sha256 = known[e.key]
    if sha256 != digest:
        text = Text("同一编号已有不同内容", "another content is known under this key")
        raise Judged("refused", [reason("conflict", text, "key")])
    return Answer(key=e.key, state="known", receipt=Receipt(number=n, received=received, sha256=sha256))
