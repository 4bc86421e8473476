"""Documents that rest on no run: what they were made from is a file of the store, which their row names by its digest.

The file names every input by its digest and holds everything that was found, so that the document can be computed again.
"""

from __future__ import annotations

import json
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from metrology.text import Text
from records.entries import Laboratory, Policy, Subject
from registers.errors import RegistersError
from services.issuing.gate import verified_run

if TYPE_CHECKING:
    from records.entries import Opened
    from records.store import Store
    from registers.change import Row
    from registers.documents import IssuedDocument

FILED: Final = ("energy",)
"""Kinds of documents that rest on such a file."""


class Issuing(NamedTuple):
    """Who issued a document about what, as its sheets print it."""

    laboratory: Laboratory
    subject: Subject
    policy: Policy
    simulated: bool


def stated(content: dict[str, Any]) -> bytes:
    """The bytes of such a file: the same content gives the same bytes."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def keep(store: Store, content: dict[str, Any]) -> str:
    """Keep the file of a document, on the disk when this returns; returns its digest.

    Raises:
        StoreError: It cannot be written.
    """
    written = stated(content)
    digest = sha256(written).hexdigest()
    with closing(store.writer()) as writer:
        writer.attach(digest, written)
    return digest


def basis_of(store: Store, row: Row[IssuedDocument]) -> dict[str, Any]:
    """What a document was made from.

    Raises:
        RegistersError: The file is missing, is not what was written, or says something else than the row.
    """
    return stated_in(store, row.record, row.key)


def stated_in(store: Store, document: IssuedDocument, name: str) -> dict[str, Any]:
    """The same of a document that may have no number yet.

    Args:
        store: The store.
        document: The document.
        name: What a refusal calls it.

    Raises:
        RegistersError: As `basis_of`.
    """
    content = store.file(document.head)
    if content is not None and sha256(content).hexdigest() == document.head:
        found: dict[str, Any] = json.loads(content)
        specimen = document.state == "specimen"
        if found["kind"] == document.kind and (found["simulated"] == specimen or document.state == "void"):
            return found
    zh = f"文件 {name} 的依据（SHA-256 {document.head[:16]}…）缺失或被改动，不能继续"
    en = f"what document {name} was made from (SHA-256 {document.head[:16]}…) is missing or changed; it goes no further"
    raise RegistersError([Text(zh, en)])


def issuing(store: Store, row: Row[IssuedDocument]) -> Issuing | Opened:
    """Who issued a document about what, whether it rests on a run or not.

    Raises:
        RecordsError: The run is not what was written.
        RegistersError: The file of the document is not.
    """
    if row.record.kind not in FILED:
        return verified_run(store, row.record.run).opened
    found, of = basis_of(store, row), row.record
    lab, names = found["laboratory"], ("authorisation", "postcode", "phone", "email")
    laboratory = Laboratory(
        name=Text(*lab["name"]), address=Text(*lab["address"]), **{name: lab[name] for name in names}
    )
    subject = Subject(name=Text.same(of.name), maker="", model=of.model, serial=of.serial, client=of.client)
    return Issuing(laboratory, subject, Policy(documents_language=found["language"]), found["simulated"])
