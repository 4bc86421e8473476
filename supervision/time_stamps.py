"""Time stamps (RFC 3161) of the heads of the witness's tree: a third party states that a head was there by a moment.

A platform whose clock is wrong, or that is suspected of having made its log later, cannot say itself when a head was
signed. The token covers the head with its signature, and with it every statement below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec
from sqlalchemy import insert, select

from exchange.errors import ExchangeError, Unreachable
from metrology.text import Text
from records.event import canonical
from records.witness.receipt import TreeHead
from supervision import witness
from supervision.witness_tables import stamp as table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

    from supervision.store import PlatformStore

    Ask = Callable[[bytes], bytes]

MEDIA: Final = "application/timestamp-query"
LONGEST: Final = 30.0
"""Seconds that an authority may take."""
LARGEST: Final = 1_000_000
"""Bytes of an answer; a token with its certificates has some 10,000."""


class Stamped(NamedTuple):
    """A time stamp.

    Attributes:
        n: Its number.
        size, root: The tree that was stamped.
        head: The signed head as canonical JSON: what the token covers.
        stated: When, by the clock of the authority, ISO 8601 UTC.
        authority: Where the token comes from.
        token: The answer of the authority, DER.
    """

    n: int
    size: int
    root: str
    head: str
    stated: str
    authority: str
    token: bytes


def asking(url: str) -> Ask:
    """Asks an authority over HTTP.

    Args:
        url: Its address.
    """

    def ask(query: bytes) -> bytes:
        import httpx

        whole = b""
        try:
            with httpx.stream("POST", url, content=query, headers={"Content-Type": MEDIA}, timeout=LONGEST) as answer:
                answer.raise_for_status()
                for part in answer.iter_bytes():
                    whole += part
                    if len(whole) > LARGEST:
                        break
        except httpx.HTTPError as error:
            said = f"{url}: {error}"
            text = Text(f"时间戳机构未答复：{said}", f"the time-stamp authority did not answer: {said}")
            raise Unreachable([text]) from error
        if len(whole) > LARGEST:
            most = LARGEST // 1000
            zh, en = (
                f"{url} 的答复超过 {most} kB，不是时间戳",
                f"the answer of {url} is larger than {most} kB: no time stamp",
            )
            raise Unreachable([Text(zh, en)])
        return whole

    return ask


def stamp(store: PlatformStore, ask: Ask, authority: str, roots: Sequence[Certificate]) -> Stamped | None:
    """Have the head of the tree stamped; None where the newest stamp is of this tree.

    Args:
        store: The platform.
        ask: Gives the answer to a query.
        authority: What it is called.
        roots: Certificates that vouch for it.

    Raises:
        ExchangeError: The extra is missing, or the answer is no stamp of this head by such an authority; nothing was kept.
        Unreachable: The authority does not answer.
    """
    head = witness.head(store)
    known = stamps(store)
    if known and known[-1].size == head.size:
        return None
    text = canonical(msgspec.to_builtins(head))
    library = _library()
    query = library.TimestampRequestBuilder(text.encode(), library.HashAlgorithm.SHA256).build()
    token = ask(query.as_bytes())
    try:
        answer = library.decode_timestamp_response(token)
        _verified(answer, text, roots, nonce=query.nonce)
    except (ValueError, library.VerificationError) as error:
        said = Text(f"时间戳无效：{error}", f"the answer of {authority} is no time stamp of this head: {error}")
        raise ExchangeError([said]) from error
    stated = answer.tst_info.gen_time.isoformat()
    row = {"size": head.size, "root": head.root, "head": text, "stated": stated, "authority": authority}
    with store.writing() as connection:
        made = connection.execute(insert(table).values(**row, token=token))
    return Stamped(n=int(made.inserted_primary_key[0]), token=token, **row)  # type: ignore[index]


def stamps(store: PlatformStore) -> list[Stamped]:
    """Every stamp, oldest first."""
    with store.reading() as connection:
        rows = connection.execute(select(*(table.c[name] for name in Stamped._fields)).order_by(table.c.n))
        return [Stamped(*row) for row in rows]


def wrong(store: PlatformStore, roots: Sequence[Certificate]) -> list[Text]:
    """What is wrong with the stamps and with the tree that they state.

    Args:
        store: The platform.
        roots: Certificates that vouch for the authorities.

    Raises:
        ExchangeError: The extra is missing.
    """
    library = _library()
    found = []
    for one in stamps(store):
        try:
            _verified(library.decode_timestamp_response(one.token), one.head, roots)
            said = _tree(store, one)
        except (ValueError, library.VerificationError) as error:
            said = str(error)
        if said:
            found.append(Text(f"第 {one.n} 号时间戳：{said}", f"time stamp {one.n}: {said}"))
    return found


def _tree(store: PlatformStore, one: Stamped) -> str:
    """What is wrong with the tree, held against a stamped head; empty where it is as it was."""
    head = msgspec.json.decode(one.head, type=TreeHead)
    if problem := head.problem():
        return f"the signature of the head: {problem}"
    if (head.size, head.root) != (one.size, one.root):
        return "its row is not what was stamped"
    with store.reading() as connection:
        log = witness.Log(connection, "")
        if log.size < head.size:
            return f"{head.size} statements were stamped, {log.size} are there"
        return "" if log.root(head.size).hex() == head.root else "the tree is not the one that was stamped"


def _verified(
    answer: TimeStampResponse, text: str, roots: Sequence[Certificate], nonce: int | None = None
) -> None:  # fmt: skip
    library = _library()
    builder = library.VerifierBuilder(roots=list(roots), nonce=nonce)
    builder.build().verify_message(answer, text.encode())


def _library() -> Any:
    try:
        import rfc3161_client
    except ImportError as error:
        text = Text(
            "时间戳需要 rfc3161-client 包：pip install 'steelyard[stamps]'",
            "time stamps need the package rfc3161-client: pip install 'steelyard[stamps]'",
        )
        raise ExchangeError([text]) from error
    return rfc3161_client
