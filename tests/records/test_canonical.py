"""The one form in which a body is hashed: canonical JSON as RFC 8785 has it, without binary floats."""

import hashlib
import json
from decimal import Decimal
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from records.event import GENESIS, canonical, digest, encode

keys = st.text(st.characters(max_codepoint=127), max_size=6)
leaves = st.one_of(st.none(), st.booleans(), st.integers(-(2**53) + 1, 2**53 - 1), st.text(max_size=12))
values = st.recursive(leaves, lambda v: st.lists(v, max_size=4) | st.dictionaries(keys, v, max_size=4), max_leaves=12)
bodies = st.dictionaries(keys, values, max_size=5)

laws = settings(max_examples=60)


@laws
@given(bodies)
def test_it_is_the_canonical_form_of_the_rfc(body: dict[str, Any]) -> None:
    assert canonical(body).encode() == rfc8785.dumps(body)


@laws
@given(bodies)
def test_it_says_what_the_body_says_and_is_its_own_form(body: dict[str, Any]) -> None:
    again = json.loads(canonical(body))
    assert again == body
    assert canonical(again) == canonical(body)


@given(st.dictionaries(keys, st.text(max_size=5), min_size=1))
def test_the_order_of_keys_does_not_count(body: dict[str, Any]) -> None:
    assert canonical(dict(reversed(body.items()))) == canonical(body)


@laws
@given(st.floats(), values)
def test_a_float_is_refused_wherever_it_hides(number: float, other: Any) -> None:
    for body in ({"x": number}, {"a": {"b": [other, {"c": number}]}}, {"t": (1, number)}):
        with pytest.raises(TypeError, match="binary float"):
            canonical(body)


@pytest.mark.parametrize(
    "body", [{"质量": "1"}, {1: "x"}, {"a": {"é": 1}}, {"n": Decimal("1.0")}, {"s": {1, 2}}, {"b": b"x"}]
)
def test_what_json_cannot_keep_exactly_is_refused(body: Any) -> None:
    with pytest.raises(TypeError):
        canonical(body)


def test_a_hash_is_what_the_documentation_says() -> None:
    """SHA-256 of head, line feed, body; computed once by hand."""
    head = '["r",0,"2026-11-23T00:00:00.000000+00:00","observation","示值误差/1","' + GENESIS + '"]'
    expected = hashlib.sha256(f'{head}\n{{"a":"1","b":"２"}}'.encode()).hexdigest()
    body = encode({"b": "２", "a": "1"})
    assert digest("r", 0, "2026-11-23T00:00:00.000000+00:00", "observation", "示值误差/1", body, GENESIS) == expected
