"""Writes the page on which an outsider checks a document, and the list of states beside it."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reports.errors import SignatureFault
from services.issuing.check_page.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asn1crypto.x509 import Certificate

    from metrology.text import Text

PAGE, STATES = "index.html", "states.json"
_FOLDER = Path(__file__).parent
_CURVES = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"}
"""The curves that a browser knows."""


def check_page(seals: Sequence[Certificate], laboratory: Text) -> str:
    """The page: one file, which asks for nothing but the list of states beside it.

    Args:
        seals: Certificates of the seals that it trusts.
        laboratory: Name of the laboratory.

    Raises:
        SignatureFault: A certificate is none of a seal, or its key is one that no browser verifies.
    """
    style, script = ((_FOLDER / name).read_text("utf-8") for name in ("check.css", "check.js"))
    data: dict[str, Any] = {
        "seals": [_key(seal) for seal in seals],
        "laboratory": laboratory.to_dict(),
        "words": {language: {key: getattr(text, language) for key, text in WORDS.items()} for language in ("zh", "en")},
    }
    parts = {
        "script_hash": _hash(script),
        "style_hash": _hash(style),
        "style": style,
        "script": script,
        "data": json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"),
    }
    page = (_FOLDER / "page.html").read_text("utf-8")
    for name, part in parts.items():
        page = page.replace(f"{{{name}}}", part)
    return page


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _key(seal: Certificate) -> dict[str, Any]:
    """A key as the page reads it.

    Raises:
        SignatureFault: See `check_page`.
    """
    from reports.signatures.places import Role
    from reports.signatures.signing import identity

    who, public = identity(seal), seal.public_key
    if who.person != Role.SEAL:
        raise SignatureFault(
            f"the certificate of {who.name} is not that of a seal; the page for checking trusts seals only"
        )
    curve = ""
    if public.algorithm == "ec":
        named = public["algorithm"]["parameters"]
        curve = _CURVES.get(named.chosen.native if named.name == "named" else "", "")
        if not curve:
            raise SignatureFault(f"the key of the seal {who.name} is on a curve that no browser verifies")
    elif public.algorithm != "rsa":
        raise SignatureFault(f"the key of the seal {who.name} is of a kind that no browser verifies")
    size = (public.bit_size + 7) // 8
    return {"key": base64.b64encode(public.dump()).decode(), "curve": curve, "size": size}
