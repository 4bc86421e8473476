"""What a signature shows on the cover: a few words of when and with which key, or the seal with its QR."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reports.look import LOOK, look
from reports.signatures.places import LINE_SIZE, SEAL_SIDE
from reports.signatures.qr import svg_of
from reports.world import world

if TYPE_CHECKING:
    from collections.abc import Mapping


def line_stamp(name: str, when: str, key: str) -> bytes:
    """The stamp of a person, a PDF of one small page.

    Args:
        name: Who signs.
        when: When, as it is printed.
        key: Fingerprint of the certificate.
    """
    return _set("signature.typ", {"name": name, "when": when, "key": key, "size": LINE_SIZE}, {})


def seal_stamp(qr: str) -> bytes:
    """The laboratory's seal: the QR with the signed essentials."""
    return _set("seal.typ", {"size": SEAL_SIDE}, {"qr.svg": svg_of(qr)})


def _set(template: str, data: Mapping[str, object], files: Mapping[str, bytes]) -> bytes:
    content = json.dumps(data, ensure_ascii=False)
    with world({**files, "data.json": content.encode(), LOOK: look("both", {}, content)}) as place:
        made = place.compiler(template).compile(format="pdf", pdf_standards=["a-3b"])
    assert isinstance(made, bytes)  # noqa: S101  one page
    return made
