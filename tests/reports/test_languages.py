"""Documents in both languages or in one, by the laboratory's policy; labels of a calibration."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from metrology.text import NO_TEXT, Text
from records.entries import NameplateLine, Policy
from records.event import Event
from reports.content.conditions import in_language
from reports.documents import write_documents
from reports.read_back import page_texts
from reports.work_words import CALIBRATION_WORDS, in_words_of
from tests.reports.conftest import FAILS

Run = Callable[..., list[Event]]
OURS = re.compile("检定|合格|结论|条款|说明|页|编号|标准器|评定")
GIVEN = re.compile(r"JJG539-2016[\u4e00-\u9fff]+|JJG\S*")
"""Clauses of a regulation whose clauses are known by their Chinese names only."""


def text(run: list[Event], folder: Path) -> str:
    return "".join(page_texts(write_documents(run, folder)[0].read_bytes()))


@pytest.mark.parametrize("given", [{}, FAILS])
def test_an_english_document_has_no_chinese_words_of_ours(scale: Run, tmp_path: Path, given: dict[str, str]) -> None:
    said = text(scale(given, policy=Policy(documents_language="en")), tmp_path)
    assert "Conclusion" in said
    assert "Endofdocument" in said
    assert not OURS.search(GIVEN.sub("", said).replace("张检定", ""))


def test_a_chinese_document_has_no_english_labels(scale: Run, tmp_path: Path) -> None:
    said = text(scale(policy=Policy(documents_language="zh")), tmp_path)
    assert "检定证书" in said
    assert not re.search("Conclusion|Clause|Client|Page|Results|Endof|Verified", said)


def test_both_is_what_is_done_where_nothing_is_stated(scale: Run, tmp_path: Path) -> None:
    said = text(scale(), tmp_path)
    assert "检定结论" in said
    assert "Conclusion" in said


def test_a_calibration_is_not_called_a_verification() -> None:
    content = {
        "name": {"zh": "检定依据", "en": "Regulation"},
        "rows": [{"zh": "检定员", "en": "Verified by"}, "检定员"],
    }
    assert in_words_of(content, CALIBRATION_WORDS) == {
        "name": {"zh": "校准依据", "en": "Specification"}, "rows": [{"zh": "校准员", "en": "Calibrated by"}, "检定员"],
    }  # fmt: skip


@pytest.mark.parametrize(("value", "language", "found"), [
    ("不锈钢 stainless steel", "en", "stainless steel"), ("有 yes", "zh", "有"), ("有 yes", "both", "有 yes"),
    ("示范 Model A", "en", "示范 Model A"), ("0.5 MPa", "en", "0.5 MPa"), ("示范厂", "en", "示范厂"),
])  # fmt: skip
def test_a_word_for_a_code_of_the_nameplate(value: str, language: str, found: str) -> None:
    """What a person entered stays whole; a run of an earlier version has both languages in one text."""
    assert in_language(NameplateLine(name=NO_TEXT, value=value), language) == found


def test_words_for_codes_of_the_nameplate_stand_in_each_language() -> None:
    line = NameplateLine.of(NO_TEXT, Text("汽油, 液化石油气", "gasoline, LPG"))
    assert [in_language(line, one) for one in ("zh", "en", "both")] == [
        "汽油, 液化石油气", "gasoline, LPG", "汽油, 液化石油气 gasoline, LPG",
    ]  # fmt: skip
