"""The validator of PDF/A that is not ours: `page`, which its project holds against veraPDF's corpus."""

import os
import re
from importlib import import_module
from typing import Any

import pytest

EVERY_PEER = bool(os.environ.get("STEELYARD_ALL_PEERS"))
WIDTH = "PDFA3B-TRUETYPE-GLYPH-WIDTH-001"
NO_WIDTH = re.compile(r"font object \d+ 0 has rendered CID \d+ width 0\.000 in its embedded CIDFontType0C program but")


def failures(pdf: bytes) -> list[tuple[str, str]]:
    """What the validator finds against PDF/A-3b; where every peer is wanted it must be there."""
    page = import_module("page") if EVERY_PEER else pytest.importorskip("page")
    report = page.validate_pdf_bytes(pdf, profile="3b")
    assert report.rules.total > 100
    return _others(report)


def _others(report: Any) -> list[tuple[str, str]]:
    """Failures, but for one that is the validator's own (0.11.0): it reads no width of a glyph that has the usual one.

    `test_pictures.widths` looks at the same with fontTools.
    """
    said = [(found.rule_id, found.message) for found in report.failures]
    return [(rule, message) for rule, message in said if not (rule == WIDTH and NO_WIDTH.match(message))]
