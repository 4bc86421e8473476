"""Takes uploads of the kind of Arshin: kept as they came, processed record by record, answered by a protocol."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from exchange.arshin_xml import Processed, read_application, record_problems, write_protocol
from exchange.request_signature import content_digest
from metrology.text import Text
from records.audit import signed
from supervision.errors import NotAnswered, reason
from supervision.xml_tables import record, upload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from exchange.arshin_xml import XmlRecord
    from exchange.request_signature import Claim
    from supervision.stations import Station
    from supervision.store import PlatformStore

CONFLICT = "another record is accepted under this key"


def take(store: PlatformStore, caller: Station, claim: Claim, content: bytes) -> str:
    """Take an upload; returns the number of its protocol. The same content again is the same upload.

    Args:
        store: The platform.
        caller: The station that sends it.
        claim: Its signature of the request.
        content: The XML.

    Raises:
        FormError: It is no upload.
    """
    records = read_application(content)
    number = hashlib.sha256(caller.institute.encode() + b"\n" + content).hexdigest()[:32]
    with store.writing() as connection:
        if connection.scalar(select(upload.c.number).where(upload.c.number == number)) is None:
            connection.execute(
                insert(upload).values(
                    number=number, institute=caller.institute, content=content, received=store.moment(), signer=claim.key,
                    signed=claim.base, signature=claim.signature,
                )
            )  # fmt: skip
            for one in {r.key: r for r in records}.values():
                _process(connection, caller, number, one, store.moment()[:10])
    return number


def protocol(store: PlatformStore, institute: str, number: str) -> bytes:
    """The protocol of an upload of an institute.

    Raises:
        NotAnswered: It has no such upload.
    """
    with store.reading() as connection:
        mine = (upload.c.number == number) & (upload.c.institute == institute)
        received = connection.scalar(select(upload.c.received).where(mine))
        if received is None:
            text = Text(f"没有上传 {number}", f"there is no upload {number}")
            raise NotAnswered(404, [reason("unknown-upload", text)])
        rows = connection.execute(select(record).where(record.c.upload == number).order_by(record.c.n)).all()
    return write_protocol([Processed(row.key, row.accepted, row.reason) for row in rows], received, received)


def upload_faults(connection: Connection, public: dict[str, bytes]) -> Iterator[Text]:
    """Uploads that are not as they were received."""
    for row in connection.execute(select(upload).order_by(upload.c.received, upload.c.number)):
        digest = f'"content-digest": {content_digest(row.content)}'
        known = public.get(row.signer)
        if digest not in row.signed.split("\n") or known is None or signed(known, row.signature, row.signed.encode()):
            yield Text(f"上传 {row.number} 的内容与签名不符", f"upload {row.number} is not what was signed")


def _process(connection: Connection, caller: Station, number: str, one: XmlRecord, today: str) -> None:
    digest = hashlib.sha256(one.text.encode()).hexdigest()
    same = (record.c.institute == caller.institute) & (record.c.key == one.key) & record.c.accepted
    there = connection.scalar(select(record.c.sha256).where(same))
    problems = [f"{p.field}: {p.text.en}" for p in record_problems(one.fields)]
    if one.fields.get("signCipher", caller.institute) != caller.institute:
        problems.append(f"signCipher: the station is of {caller.institute}")
    if one.fields.get("vrfDate", "") > today:
        problems.append("vrfDate: is in the future")
    if there is not None and there != digest:
        problems.append(f"additional_info: {CONFLICT}")
    connection.execute(
        insert(record).values(
            institute=caller.institute, key=one.key, upload=number, sha256=digest, accepted=not problems,
            reason="; ".join(problems),
        )
    )  # fmt: skip


def accepted(store: PlatformStore, institute: str) -> list[str]:
    """Keys of the records of an institute that are accepted, each once, in their order."""
    query = select(record.c.key).where(record.c.institute == institute, record.c.accepted).order_by(record.c.n)
    with store.reading() as connection:
        return list(dict.fromkeys(connection.scalars(query)))
