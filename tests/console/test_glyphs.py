"""Characters that the fonts of the documents lack are refused before anything is measured."""

import re
from pathlib import Path
from typing import Any

import pytest

import reports
from reports.glyphs import missing_glyphs, texts_of


@pytest.mark.parametrize("text", ["张三", "Ω µ ±0.5 °C", "№ 12", "é ü ñ ß", "①", "𠮷"])
def test_what_documents_can_show(text: str) -> None:
    assert missing_glyphs([text]) == ""


@pytest.mark.parametrize("character", ["😀", "\ue000", "𞤀"])
def test_what_documents_cannot_show(character: str) -> None:
    assert missing_glyphs([f"张{character}三", character]) == character


def test_every_text_of_a_table_is_looked_at() -> None:
    assert texts_of({"a": ["b", {"c": "d"}], "e": 1, "f": ("g",)}) == ["b", "d", "g"]


def test_a_run_for_which_no_document_could_be_made_does_not_start(lab: Any) -> None:
    lab.edit("subjects/gauge.toml", ('client = "', 'client = "😀'))
    said = lab.run("JJG 52")
    assert (said.code, "U+1F600" in said.err) == (2, True)
    assert lab.entries() == 0


def test_a_reason_on_a_form_that_no_document_could_show_is_refused(lab: Any) -> None:
    form = lab.form("JJG 52", {"indication/before_up/after": ("0.50", "read so 😀")})
    said = lab.run("JJG 52", "--readings", form, bench="gauge-by-hand")
    assert (said.code, "no document can show" in said.err.replace("\n", " ")) == (2, True)


def test_raised_and_lowered_characters_are_those_that_the_documents_set_small() -> None:
    """The fonts lack U+207B, so that a heart rate in min⁻¹ could not stand on a nameplate."""
    style = (Path(reports.__file__).parent / "templates/style.typ").read_text("utf-8")
    rows = [line for line in style.splitlines() if line.startswith(("#let lowered", "#let raised"))]
    small = "".join(re.findall(r'"(.)":', " ".join(rows)))
    assert "⁻" in small
    assert missing_glyphs([small, "60 min⁻¹"]) == ""
    assert missing_glyphs(["ᵃ₍"]) == "ᵃ₍"
