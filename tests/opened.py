"""First entries for tests: that of a run without a laboratory, with the fields that a test states."""

from datetime import date
from pathlib import Path
from typing import Any

from msgspec import convert

from procedures.pressure.jjg_52_2013 import JJG52, Gauge
from procedures.subject import load_subject
from records.entries import Opened
from services.laboratory.prepare import unattended

SUBJECT = Path(__file__).parent.parent / "config/subjects/gauge.toml"
PLAIN = unattended(JJG52, load_subject(SUBJECT, Gauge), stage="initial", on=date(2026, 11, 23))


def stated(**fields: Any) -> Opened:
    """The first entry of a gauge's verification, with fields as a journal keeps them.

    Raises:
        ValidationError: A field is not what its type says.
    """
    return convert({**PLAIN.body(), **fields}, Opened)
