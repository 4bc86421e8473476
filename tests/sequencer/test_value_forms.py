"""Laws of the forms of observed values: what was read is what is kept, returned, recalled and kept again."""

import io
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import ValidationError, convert, to_builtins
from PIL import Image

from drivers.roles import FileReading, InstantReading, SeriesReading, TextReading
from inputs.bounded import BadFile
from inputs.media import LARGEST_ATTACHMENT
from metrology.text import NO_TEXT
from records.entries import Attachment, Series, TextValue, Value, shown
from sequencer.file_forms import AttachmentForm, SeriesForm
from sequencer.not_an_answer import NotAnAnswer
from sequencer.reading_source import OMITTED, Question, entered
from sequencer.value_forms import InstantForm, TextForm

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9)
SERIES = st.lists(st.tuples(NUMBERS, NUMBERS), max_size=40, unique_by=lambda p: p[0]).map(sorted)
ZONES = st.none() | st.integers(-840, 840).map(lambda m: timezone(timedelta(minutes=m)))


def again(value: Value) -> Any:
    """A value as it is read back from a journal."""
    return convert(to_builtins(value), type(value))


@given(SERIES)
def test_a_series_keeps_every_digit(points: list[tuple[Decimal, Decimal]]) -> None:
    form = SeriesForm("g", "s")
    kept = again(form.value(SeriesReading("", tuple(points), "g", "s")))
    assert kept.points() == tuple(points)
    assert [str(v) for _, v in kept.points()] == [f"{v:f}" for _, v in points]
    recalled = form.recalled("x", kept, ())
    assert form.value(recalled) == kept
    assert form.returned(kept).points == tuple(points)
    assert kept.sha256 == again(kept).sha256


@given(st.text(max_size=300))
def test_a_text_is_one_line_that_can_be_shown(text: str) -> None:
    form = TextForm()
    kept = again(form.value(TextReading(text)))
    assert kept.content.isprintable()
    assert form.value(form.recalled(text, kept, ())) == kept
    assert "".join(text.split()) == "" or kept.content


@given(st.datetimes(timezones=ZONES))
def test_a_moment_keeps_its_zone(moment: datetime) -> None:
    form = InstantForm()
    kept = again(form.value(InstantReading("", moment)))
    assert form.returned(kept) == moment
    assert form.returned(kept).tzinfo == moment.tzinfo or moment.tzinfo == UTC


@pytest.mark.parametrize(
    "text", ["2026-11-29 08:30:15", "2026-11-29T08:30", "２０２６-11-29 08:30:15", "2026-11-29 08:30:15.5+08:00"]
)
def test_moments_as_people_write_them(text: str) -> None:
    assert InstantForm().entered(text, None).instant.year == 2026


@pytest.mark.parametrize(
    "text", ["", "08:30", "2026-11-29", "2026-13-01 00:00", "2026-W48-7 08:30", "29.11.2026 08:30", "20261129T083015"]
)
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(NotAnAnswer):
        InstantForm().entered(text, None)


@pytest.mark.parametrize(
    "packed", ["", "!", "eJzLSM3JyVcoSc0tyM9LVQQALqMGAA==", "eJwDAAAAAAE="],
)  # fmt: skip
def test_a_series_that_is_not_what_was_packed(packed: str) -> None:
    with pytest.raises(ValueError, match=r"series|base64|padding|Only"):
        Series(unit="g", place_unit="s", count=2, packed=packed).points()


def test_series_are_bounded_and_ascend() -> None:
    with pytest.raises(ValueError, match="longer"):
        Series.of([(Decimal(n), Decimal(0)) for n in range(1_000_001)], "g", "s")
    with pytest.raises(ValueError, match="ascend"):
        Series.of([(Decimal(1), Decimal(0)), (Decimal(1), Decimal(1))], "g", "s")
    many = Series.of([(Decimal(n), Decimal(n % 7)) for n in range(100_000)], "g", "s")
    assert len(many.points()) == 100_000
    assert shown(many)[0].startswith("n = 100000; SHA-256 ")


@pytest.mark.parametrize(
    ("kind", "body"),
    [(TextValue, {"content": " a"}), (TextValue, {"content": "a\nb"}), (TextValue, {"content": "x" * 1001}),
     (Attachment, {"name": "a/b", "media": "image/png", "size": 1, "sha256": "0" * 64}),
     (Attachment, {"name": "a", "media": "image/png", "size": 1, "sha256": "0"})],
)  # fmt: skip
def test_values_that_are_none(kind: Any, body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        convert({"type": kind.__struct_config__.tag, **body}, kind)


def test_a_file_is_what_its_content_says(tmp_path: Path) -> None:
    made = io.BytesIO()
    Image.new("RGB", (5, 5)).save(made, "PNG")
    form = AttachmentForm()
    (tmp_path / "plate.jpg").write_bytes(made.getvalue())
    kept = form.value(form.entered("plate.jpg", tmp_path))
    assert (kept.name, kept.media, kept.size) == ("plate.jpg", "image/png", len(made.getvalue()))
    assert form.value(form.recalled("plate.jpg", kept, ())) == kept
    for content in (b"%PDF-1.4", b"", b"a;b\n1;2", made.getvalue() + b"x" * LARGEST_ATTACHMENT):
        with pytest.raises(BadFile):
            form.value(FileReading("x", content))
    (tmp_path / "huge").write_bytes(b"x" * (LARGEST_ATTACHMENT + 1))
    with pytest.raises(NotAnAnswer):
        form.entered("huge", tmp_path)


def test_what_is_not_required_may_be_left_out() -> None:
    question = Question("a", NO_TEXT, NO_TEXT, form=TextForm(), required=False)
    for text in ("", "-", "－", " — "):
        assert entered(text, question, "form").note == OMITTED
    assert entered("未测：看不清", question, "form").note == "看不清"
    needed = question._replace(required=True)
    with pytest.raises(NotAnAnswer):
        entered(" ", needed, "form")
    with pytest.raises(NotAnAnswer):
        entered("a\x07", needed, "form")
