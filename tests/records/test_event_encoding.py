"""The fast forms of canonical JSON and of the hash are those that the auditor's module defines."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records import audit
from records.event import canonical, digest

KEYS = st.text(st.characters(codec="ascii"), max_size=8)
LEAVES = st.text(max_size=12) | st.integers(-(2**53) + 1, 2**53 - 1) | st.booleans() | st.none()
VALUES = st.recursive(LEAVES, lambda v: st.lists(v, max_size=3) | st.dictionaries(KEYS, v, max_size=3), max_leaves=6)
BODIES = st.dictionaries(KEYS, VALUES, max_size=4)


@settings(max_examples=80)
@given(BODIES)
def test_canonical_is_the_auditors(body: dict[str, Any]) -> None:
    assert canonical(body) == audit.canonical(body)


@settings(max_examples=40)
@given(*[st.text(max_size=20)] * 5, st.integers(0, 10**9))
def test_digest_is_the_auditors(run: str, time: str, kind: str, address: str, body: str, seq: int) -> None:
    fields = (run, seq, time, kind, address)
    assert digest(*fields, body.encode(), audit.GENESIS) == audit.digest(*fields, body, audit.GENESIS)


@pytest.mark.parametrize("value", [0.5, float("nan"), [1, 0.5], {"a": {"b": (1, 2.0)}}])
def test_a_float_is_refused_wherever_it_hides(value: Any) -> None:
    with pytest.raises(TypeError, match="binary float"):
        canonical({"x": value})


@pytest.mark.parametrize("body", [{"é": "x"}, {"a": {1: "x"}}, {"a": {"b": {"ü": 1}}}])
def test_a_key_that_sorts_differently_elsewhere_is_refused(body: Any) -> None:
    with pytest.raises(TypeError, match="ASCII"):
        canonical(body)
