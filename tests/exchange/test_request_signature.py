"""Signed requests: what a signature covers, and that another implementation of RFC 9421 would compute the same base."""

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.request_signature import Asked, NotSigned, content_digest, read_claim, sign_request
from records.signed_text import text_message
from tests.platform_parts import station

KEY = station()
ASKED = Asked("POST", "platform.example", "/api/v1/results", "a=1", b'{"hello": "world"}')


def lower(headers: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def test_the_base_is_that_of_the_standard() -> None:
    """RFC 9421, 2.5: a line for each component, then the parameters; written here once more."""
    headers = sign_request(KEY, ASKED, 1618884473, "b3k2pp5k7z-50gnwp.yemd".replace(".", "_"))
    parameters = headers["Signature-Input"].removeprefix("station=")
    digest = base64.b64encode(hashlib.sha256(ASKED.body).digest()).decode()
    lines = [
        '"@method": POST',
        '"@authority": platform.example',
        '"@path": /api/v1/results',
        '"@query": ?a=1',
        f'"content-digest": sha-256=:{digest}:',
        f'"@signature-params": {parameters}',
    ]
    claim = read_claim(ASKED, lower(headers))
    assert claim.base == "\n".join(lines)
    assert parameters.startswith('("@method" "@authority" "@path" "@query" "content-digest");created=1618884473;')
    assert claim.by(KEY.public)
    assert not claim.by(station(2).public)


def test_the_digest_is_that_of_the_standard() -> None:
    """RFC 9530, appendix B: the example of SHA-256 over a JSON text."""
    assert content_digest(b'{"hello": "world"}\n') == "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"


@given(st.integers(0, 400), st.integers(0, 7))
def test_one_changed_bit_anywhere_in_the_headers_or_the_content_is_found(place: int, bit: int) -> None:
    headers = lower(sign_request(KEY, ASKED, 1618884473, "0123456789abcdef"))
    pieces = [*headers.values(), ASKED.body.decode(), ASKED.path, ASKED.query]
    whole = "\x00".join(pieces)
    at = place % len(whole)
    changed = (whole[:at] + chr(ord(whole[at]) ^ (1 << bit)) + whole[at + 1 :]).split("\x00")
    if len(changed) != len(pieces) or changed == pieces:
        return
    names = list(headers)
    asked = ASKED._replace(body=changed[3].encode(), path=changed[4], query=changed[5])
    try:
        claim = read_claim(asked, dict(zip(names, changed[:3], strict=True)))
    except NotSigned:
        return
    assert not (claim.by(KEY.public) and claim.key == KEY.name)


@pytest.mark.parametrize("text", ["steelyard seal\nrun\n1\nhash", "steelyard ledger\nhash", "steelyard "])
def test_what_could_be_a_seal_or_a_ledger_entry_is_not_signed(text: str) -> None:
    with pytest.raises(ValueError, match="as a seal or as a ledger entry only"):
        KEY.sign_text(text)
    assert text_message("exchange record\nx") == b"exchange record\nx"
