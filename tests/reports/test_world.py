"""Folders of templates that are kept: no document sees what another brought, and short covers fit."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from reports import world as kept
from reports.content.cover_room import LINE, MOST_ATTENTION, MOST_FIELDS, MOST_LINES, SMALL_LINE, WIDE_LINE, is_brief
from reports.content.document import document
from reports.errors import MissingGlyph
from reports.model import read_run
from reports.read_back import page_texts
from reports.typesetting import typeset
from tests.reports.examples import example_run

NUMBERS = [f"SY-2026-{n:06d}" for n in range(6)]
TIME = "2026-11-23T07:00:00+00:00"


@pytest.fixture(scope="module")
def content() -> dict[str, object]:
    return document(read_run(example_run("JJG 52")))


def numbered(content: dict[str, object], number: str) -> bytes:
    return typeset("compact.typ", {**content, "number": number}, time=TIME, tagged=False)


def test_documents_made_at_the_same_time_are_each_their_own(content: dict[str, object]) -> None:
    with ThreadPoolExecutor(3) as threads:
        made = list(threads.map(lambda number: numbered(content, number), NUMBERS))
    for number, pdf in zip(NUMBERS, made, strict=True):
        assert all(number in page for page in page_texts(pdf))
        assert not any(other in page for other in NUMBERS if other != number for page in page_texts(pdf))
    assert made[0] == numbered(content, NUMBERS[0])


def test_a_document_leaves_nothing_behind(content: dict[str, object]) -> None:
    numbered(content, "SY-1")
    for place in kept._free:
        assert {path.suffix for path in place.root.rglob("*") if path.is_file()} == {".typ"}


def test_a_document_that_fails_does_not_disturb_the_next(content: dict[str, object]) -> None:
    with pytest.raises(MissingGlyph):
        numbered(content, "SY-\N{TIBETAN LETTER KA}")
    assert "SY-2" in page_texts(numbered(content, "SY-2"))[0]


@pytest.mark.parametrize("template", ["compact.typ", "document.typ"])
def test_the_longest_cover_that_is_not_measured_fits_on_its_page(content: dict[str, object], template: str) -> None:
    cover = dict(content["cover"])  # type: ignore[call-overload]
    field = {"name": {"zh": "计量器具名称", "en": "Instrument"}, "zh": "量" * (LINE // 2), "en": "m" * SMALL_LINE}
    short = {**field, "en": ""}
    twice = MOST_LINES - MOST_FIELDS
    cover["fields"] = [field] * twice + [short] * (MOST_FIELDS - twice)
    cover["attention"] = {"zh": "注" * WIDE_LINE, "en": "w " * (WIDE_LINE * (MOST_ATTENTION - 2) // 2)}
    assert is_brief(cover)
    pages = page_texts(typeset(template, {**content, "cover": {**cover, "brief": True}}, time=TIME, tagged=False))
    assert "地址" in pages[0]
    assert "Address" in pages[0]
    assert not is_brief({**cover, "fields": [*cover["fields"], short]})


def test_a_folder_that_was_cleaned_up_is_not_used_again(content: dict[str, object]) -> None:
    numbered(content, "SY-1")
    for place in kept._free:
        (place.root / "style.typ").unlink()
    assert "SY-2" in page_texts(numbered(content, "SY-2"))[0]
