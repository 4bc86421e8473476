"""One document of each kind as people see it, for the pictures that are kept (`tests.pictures`)."""

import subprocess
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from reports.content.document import document
from reports.content.record import record
from reports.content.sheets import batch_sheet, cancellation_notice, label_sheet
from reports.model import read_run
from reports.typesetting import typeset
from reports.view import RunView
from tests.real_runs import performed, setup_of

FOLDER = Path(__file__).parent / "pictures"
DPI = 40
TIME = "2026-11-23T08:00:00+08:00"
NUMBER = "20260052000001"
REJECTED = {"appearance/case": "not_conform: 玻璃破裂"}
PAGES: Mapping[str, tuple[int, ...]] = {
    "certificate-zh": (1, 2), "certificate-en": (1,), "certificate-both": (1,), "certificate-full": (3,),
    "notice": (1,), "calibration": (1, 2), "screening": (1,), "record": (1,), "labels": (1,), "batch": (1,),
    "cancellation": (1,),
}  # fmt: skip
"""Which pages of which documents are stored."""
QR = "https://check.example.org/c#steelyard:2:" + "3141592653" * 60


def _view(regulation: str, given: Mapping[str, str] | None = None, *, form: str = "compact", language: str = "zh",
          **stated: Any) -> RunView:  # fmt: skip
    policy = replace(setup_of(regulation).opened.policy, certificate=form, documents_language=language)
    return read_run(performed(regulation, given, simulated=False, policy=policy, **stated))


def _legal(run: RunView) -> bytes:
    content = document(run)
    return typeset(content["template"], content, time=run.finished)


def _record(run: RunView) -> bytes:
    return typeset("record.typ", {**record(run), "proof": False}, time=run.finished, tagged=False)


def _label(run: RunView) -> bytes:
    said = dict(document(run)["essentials"])
    said.pop("check_page")
    of = {**said, "model": "Y-100", "issuer_en": run.opened.laboratory.name.en, "language": "zh", "name_en": ""}
    return label_sheet([(of, QR)] * 5, single=False, skip=2, time=TIME)


def _batch(run: RunView) -> bytes:
    rows = [
        [f"2026005200000{n}", kind, "指针式压力表", "Y-100", f"G-2026-010{n}", outcome, "2026-11-23", until, state]
        for n, (kind, outcome, until, state) in enumerate([
            ("certificate", "conform", "2027-05-22", "VALID"), ("notice", "not_conform", "", "VALID"),
            ("certificate", "conform", "2027-05-22", "SUPERSEDED"), ("certificate", "conform", "2026-05-22", "EXPIRED"),
        ])
    ]  # fmt: skip
    return batch_sheet(run.opened, "2026-00001", rows, "2026-11-23", time=TIME)


_MAKE: Mapping[str, Callable[[], bytes]] = {
    "certificate-zh": lambda: _legal(_view("JJG 52")),
    "certificate-en": lambda: _legal(_view("JJG 52", language="en")),
    "certificate-both": lambda: _legal(_view("JJG 52", language="both")),
    "certificate-full": lambda: _legal(_view("JJG 539", form="full")),
    "notice": lambda: _legal(_view("JJG 52", REJECTED)),
    "calibration": lambda: _legal(_view("JJF 1587", kind="calibration")),
    "screening": lambda: _legal(_view("JJG 52", kind="screening")),
    "record": lambda: _record(_view("JJG 52")),
    "labels": lambda: _label(_view("JJG 52")),
    "batch": lambda: _batch(_view("JJG 52")),
    "cancellation": lambda: cancellation_notice(
        _view("JJG 52").opened, NUMBER, "封印破损", "2026-12-01", "A001", time=TIME
    ),
}


@cache
def made(name: str) -> bytes:
    """A document of the set."""
    return _MAKE[name]()


def picture(pdf: bytes, page: int) -> bytes:
    """A page in shades of grey (PNG), as Poppler draws it."""
    words = ["pdftoppm", "-r", str(DPI), "-gray", "-png", "-f", str(page), "-l", str(page), "-"]
    return subprocess.run(words, input=pdf, capture_output=True, check=True).stdout


def file_of(name: str, page: int) -> Path:
    """Where a picture is stored."""
    return FOLDER / f"{name}-{page}.png"
