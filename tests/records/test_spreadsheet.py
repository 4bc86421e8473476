"""Texts that a spreadsheet program would run are guarded, and come back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.spreadsheet import guarded, unguarded

ATTACKS = ["=1+1", "+cmd", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")', " =1", "＝1"]


@pytest.mark.parametrize("text", ATTACKS)
def test_a_formula_becomes_text(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["-0.5", "+100.0", "-1e-3", "SY-2026-0001", "'quoted'", "", "合格"])
def test_numbers_and_words_stay(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


@given(st.text())
def test_what_is_guarded_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.text())
def test_no_guarded_text_begins_a_formula(text: str) -> None:
    safe = guarded(text)
    try:
        float(safe)
    except ValueError:
        assert not safe.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
