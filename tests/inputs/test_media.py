"""What a file is by its content, and what may be kept with a run."""

import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from inputs.bounded import BadFile
from inputs.media import CSV, JPEG, PDF, PNG, media_of, thumbnail
from inputs.points import read_points


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, (200, 10, 10)).save(made, kind)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [(picture("JPEG"), JPEG), (picture("PNG"), PNG), (b"%PDF-1.7\n", PDF), (b"t;p\n0;1\n", CSV)],
)  # fmt: skip
def test_the_content_says_what_a_file_is(content: bytes, kind: str) -> None:
    assert media_of(content) == kind


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a\x01\x00", b"\x7fELF\x02\x01", picture("PNG")[:60], picture("JPEG")[:100], b"\xff\xd8\xff", b"\x07"],
)  # fmt: skip
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(BadFile):
        media_of(content)


@given(st.binary(max_size=200))
def test_no_bytes_are_more_than_refused(content: bytes) -> None:
    for head in (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-"):
        try:
            media_of(head + content)
        except BadFile:
            continue


def test_a_picture_is_made_small_and_keeps_nothing_else() -> None:
    small = thumbnail(picture("PNG", (4000, 1000)), 400)
    with Image.open(io.BytesIO(small)) as found:
        assert (found.format, found.size) == ("JPEG", (400, 100))
    assert small == thumbnail(picture("PNG", (4000, 1000)), 400)
    with pytest.raises(BadFile):
        thumbnail(b"\xff\xd8\xff", 400)


def test_points_as_loggers_write_them() -> None:
    expected = [("0", "1.50"), ("0.5", "-2")]
    for text in ("0,1.50\n0.5,-2\n", "time;value\n0;1.50\n\n0.5;-2", "t\tp\n0\t1.50\n.5\t-2."):
        assert [(f"{a:f}", f"{b:f}") for a, b in read_points(text)] == expected


@pytest.mark.parametrize(
    "text", ["", "t;p\n", "0;1;2\n", "0;1\n0;2\n", "1;1\n0;2\n", "0;nan\n", "0;1e9\n", "0;" + "9" * 99, "0\n", "0;=1+1"]
)
def test_points_that_could_be_misread_are_refused(text: str) -> None:
    with pytest.raises(BadFile):
        read_points(text)


def test_a_pipe_that_never_ends_is_no_attachment(tmp_path: Path) -> None:
    from sequencer.file_forms import AttachmentForm, SeriesForm
    from sequencer.not_an_answer import NotAnAnswer

    os.mkfifo(tmp_path / "pipe")
    for form in (AttachmentForm(), SeriesForm("g", "s")):
        for name in ("pipe", "nothing", "../pipe", "/etc/passwd", "", ".", "a\\b", str(tmp_path)):
            with pytest.raises(NotAnAnswer):
                form.entered(name, tmp_path)
        with pytest.raises(NotAnAnswer):
            form.entered(str(tmp_path / "pipe"), None)
