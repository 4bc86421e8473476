"""Documents are read back: nothing overprints, nothing leaves the page, and the end of a document is not alone."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
import typst
from msgspec import structs

from records.event import Event
from reports.content.document import document
from reports.content.record import record
from reports.fonts import fonts
from reports.model import read_run
from reports.read_back import page_texts
from reports.typesetting import typeset
from tests.reports.boxes import boxes, outside, overprinted
from tests.reports.conftest import FAILS, INCOMPLETE, VOID, scale_run
from tests.reports.examples import example_run
from tests.thorough import THOROUGH

REGULATIONS = ["JJG 52", "JJG 596", "JJF 1587", "JJG 692", "JJG 744"]
MORE = [
    "JJG 229",
    "JJG 162",
    "JJG 99",
    "JJG 443",
    "JJG 646",
    "JJG 1036",
    "OIML R 111-1",
    "JJF 1070",
    "JJG 1145",
    "JJG 21",
]
FRAME = 80
"""Characters at the head of a page, with room to spare."""
END = "以下空白|Endofdocument"


def made(events: Sequence[Event], form: str, language: str) -> bytes:
    run = read_run(events)
    policy = structs.replace(run.opened.policy, certificate=form, documents_language=language)
    run = replace(run, opened=structs.replace(run.opened, policy=policy))
    content = {**record(run), "template": "record.typ"} if form == "record" else document(run)
    for picture in (p for item in content["items"] for p in item["pictures"]):
        picture["path"] = ""
    return typeset(content["template"], content, time=run.finished)


def refuse_ugly(pdf: bytes) -> None:
    for size, found in boxes(pdf):
        assert len(found) > 3
        assert not overprinted(found)
        assert not outside(size, found)
    *_, last = page_texts(pdf)
    before = last[: re.search(END, last).start()] if re.search(END, last) else ""  # type: ignore[union-attr]
    own = re.sub(r"—|\d", "", before)
    assert len(own) > FRAME or "核验员" in own, "the end of the document stands alone on its page"
    assert len(re.findall(END.partition("|")[0], "".join(page_texts(pdf)))) <= 1


@pytest.mark.parametrize("regulation", REGULATIONS + MORE * THOROUGH)
@pytest.mark.parametrize(("form", "language"), [
    ("compact", "both"), ("full", "both"), ("record", "both"), *([("compact", "en"), ("compact", "zh")] * THOROUGH),
])  # fmt: skip
def test_nothing_overprints_or_leaves_the_page(regulation: str, form: str, language: str) -> None:
    refuse_ugly(made(example_run(regulation), form, language))


def test_the_heads_of_ten_columns_stand_beside_each_other_in_english() -> None:
    refuse_ugly(made(example_run("ICT/155/2020 IV"), "compact", "en"))


@pytest.mark.parametrize("given", [FAILS, INCOMPLETE, VOID])
def test_a_notice_and_a_statement_neither(given: dict[str, str]) -> None:
    policy = structs.replace(read_run(scale_run()).opened.policy, certificate="compact")
    events = tuple(scale_run(given, policy=policy))
    refuse_ugly(made(events, "compact", "both"))


def test_texts_on_each_other_and_outside_are_seen() -> None:
    source = (
        '#set page(width: 80mm, height: 60mm, margin: 10mm)\n#set text(font: "Noto Sans CJK SC")\n'
        "#place(dx: 10mm, dy: 9mm)[检定证书]#place(dx: 12mm, dy: 10mm)[合格]#place(dx: 55mm, dy: 30mm)[very long text]"
    )
    pdf = typst.compile(source.encode(), font_paths=fonts(), ignore_system_fonts=True, format="pdf")
    assert isinstance(pdf, bytes)
    (size, found), *_ = boxes(pdf)
    assert overprinted(found)
    assert outside(size, found)
