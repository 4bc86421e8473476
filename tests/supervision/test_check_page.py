"""What anybody is told of a document that was reported."""

import re
from typing import Any

import pytest

from exchange.ecqs import Ecqs
from tests.platform_parts import Hall, file_of
from tests.supervision.test_coverage import report

PDF = b"%PDF the certificate"
DOCUMENT = {"attachments": [file_of(PDF, "certificate.pdf", "application/pdf")]}


@pytest.fixture
def reported(hall: Hall) -> Hall:
    Ecqs(hall.link()).upload(file_of(PDF)["sha256"], PDF)
    return hall


def told(hall: Hall, number: str, file: bytes | None = None, lang: str = "en") -> str:
    """The answer, without the form around it."""
    files = {"file": ("c.pdf", file, "application/pdf")} if file is not None else None
    answer = hall.client.post(f"/check?lang={lang}", data={"number": number}, files=files)
    assert answer.status_code == 200
    found = re.search(r'<div role="status">(.*?)</div>', answer.text, re.DOTALL)
    assert found is not None
    return found.group(1)


@pytest.mark.parametrize(("changes", "state"), [
    ({}, "Valid"),
    ({"inspect_date": "2025-11-29", "valid_until": "2026-11-29"}, "Expired"),
    ({"valid_until": "2026-11-30"}, "Valid"),
    ({"verdict": "不合格", "valid_until": "", "unqualified": "error"}, "Does not conform"),
])  # fmt: skip
def test_what_a_document_is_today(reported: Hall, changes: dict[str, Any], state: str) -> None:
    report(reported, 1, **changes)
    assert told(reported, "JL-2026-00001").startswith(f'<p class="state">{state}')


def test_what_became_of_it(reported: Hall) -> None:
    first = report(reported, 1)
    second = report(reported, 2, first)
    report(reported, 1, second, event="superseded", replaced_by="JL-2026-00002", reason="a wrong word")
    assert 'class="state">Superseded<' in told(reported, "JL-2026-00001")
    assert "<dd>JL-2026-00002</dd>" in told(reported, "JL-2026-00001")
    assert 'class="state">Valid<' in told(reported, " JL-2026-00002 ")


def test_why_it_was_cancelled_is_not_told(reported: Hall) -> None:
    report(reported, 1, report(reported, 1), event="cancelled", reason="张三 copied it")
    assert 'class="state">Cancelled<' in told(reported, "JL-2026-00001")
    assert "copied" not in told(reported, "JL-2026-00001")


def test_a_file_is_the_document_or_it_is_not(reported: Hall) -> None:
    report(reported, 1, **DOCUMENT)
    report(reported, 2)
    assert "unaltered" in told(reported, "JL-2026-00001", PDF)
    assert "altered, or another" in told(reported, "JL-2026-00001", PDF + b" ")
    assert "cannot be compared" in told(reported, "JL-2026-00002", PDF)


def test_an_unknown_number_and_a_text_that_is_none(reported: Hall) -> None:
    assert "Not known" in told(reported, "JL-2026-00009")
    assert "<script" not in told(reported, "<script>alert(1)</script>")
    assert reported.client.get("/check?number=<script>").text.count("<script") == 0
    assert reported.client.post("/check", data={"number": "x" * 101}).status_code == 422
    assert told(reported, "") == ""


def test_a_simulated_bench_is_named_and_chinese_is_chinese(reported: Hall) -> None:
    report(reported, 1, trial=True)
    assert "without legal force" in told(reported, "JL-2026-00001")
    assert 'class="state">有效<' in told(reported, "JL-2026-00001", lang="zh")
