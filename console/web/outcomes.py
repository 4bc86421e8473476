"""An outcome in words with its mark, so that no colour stands alone."""

from __future__ import annotations

from console.catalogue.messages import CALIBRATED
from console.language import Language, in_language
from procedures.findings import outcome_in

MARK = {"conform": "✓", "not_conform": "✗", "undecided": "?", "invalid": "∅", "incomplete": "…", "not_applicable": "–"}
CLASS = {"conform": "sy-good", "not_conform": "sy-bad"}


def outcome(name: str, language: Language, kind: str = "") -> str:
    """An outcome; of a calibration that it is done, and conformity only where a rule decided against it."""
    text = CALIBRATED.get(name) if kind == "calibration" else None
    return f"{MARK[name]} {in_language(text or outcome_in(kind, name), language)}"
