"""The comparison of pictures: what it passes and what it finds."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.pictures import RENEW, hold


def drawn(text: str = "Begin", at: tuple[int, int] = (40, 40), size: tuple[int, int] = (400, 300)) -> bytes:
    """A page with a heading and a button."""
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((*at, at[0] + 140, at[1] + 50), fill="#0b4f8a")
    draw.text((at[0] + 30, at[1] + 12), text, fill="white", font_size=24)
    draw.text((40, 200), "One line of text, as long as this", fill="black", font_size=18)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "kept/page.png"
    monkeypatch.delenv(RENEW, raising=False)
    assert "is not there" in hold(drawn(), file)
    monkeypatch.setenv(RENEW, "1")
    assert hold(drawn(), file) == ""
    monkeypatch.delenv(RENEW)
    return file


def test_the_same_passes_and_so_does_what_nobody_sees(kept: Path) -> None:
    assert hold(drawn(), kept) == ""
    with Image.open(io.BytesIO(drawn())) as picture:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=60)
    assert hold(out.getvalue(), kept) == ""


@pytest.mark.parametrize(
    "other",
    [drawn(at=(40, 60)), drawn(at=(70, 40)), drawn(size=(400, 330)), drawn(size=(430, 300))],
    ids=["lower", "to the right", "longer", "wider"],
)
def test_what_moved_or_grew_is_found(kept: Path, other: bytes) -> None:
    assert "squares differ" in hold(other, kept)


def test_a_line_that_is_gone_is_found_and_where(kept: Path) -> None:
    with Image.open(io.BytesIO(drawn())) as picture:
        ImageDraw.Draw(picture).rectangle((0, 190, 400, 230), fill="white")
        out = io.BytesIO()
        picture.save(out, "PNG")
    assert "within 48,192" in hold(out.getvalue(), kept)
