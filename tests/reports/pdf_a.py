"""The validator of PDF/A that is not ours: `page`, which its project holds against veraPDF's corpus."""

import os
import re
from importlib import import_module
from typing import Any

import pytest

EVERY_PEER = bool(os.environ.get("STEELYARD_ALL_PEERS"))
WIDTH = "PDFA3B-TRUETYPE-GLYPH-WIDTH-001"
LENGTH = "PDFA3B-STREAM-LENGTH-001"
STREAM = re.compile(rb"/Length (\d+)(?:(?!endobj|stream\b).)*?>>\s*stream\r?\n", re.DOTALL)
NO_WIDTH = re.compile(r"font object \d+ 0 has rendered CID \d+ width 0\.000 in its embedded CIDFontType0C program but")


def failures(pdf: bytes) -> list[tuple[str, str]]:
    """What the validator finds against PDF/A-3b; where every peer is wanted it must be there."""
    page = import_module("page") if EVERY_PEER else pytest.importorskip("page")
    report = page.validate_pdf_bytes(pdf, profile="3b")
    assert report.rules.total > 100
    return _others(report, pdf)


def _others(report: Any, pdf: bytes) -> list[tuple[str, str]]:
    """Failures, but for two that are the validator's own (0.11.0), each held against another witness.

    It reads no width of a glyph that has the usual one: `test_pictures.widths` looks at the same with fontTools. It
    takes the last byte of a stream for the end of a line where that byte happens to be a carriage return.
    """
    wrong = {LENGTH} if _lengths_hold(pdf) else set()
    said = [(found.rule_id, found.message) for found in report.failures if found.rule_id not in wrong]
    return [(rule, message) for rule, message in said if not (rule == WIDTH and NO_WIDTH.match(message))]


def _lengths_hold(pdf: bytes) -> bool:
    """Whether each stream ends where its length says, and one ends with a carriage return."""
    ends = [found.end() + int(found[1]) for found in STREAM.finditer(pdf)]
    hold = all(re.match(rb"\r?\n?endstream", pdf[end : end + 14]) for end in ends)
    return hold and len(ends) == pdf.count(b"endstream") and any(pdf[end - 1 : end] == b"\r" for end in ends)
