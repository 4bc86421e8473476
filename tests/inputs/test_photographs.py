"""A photograph is kept without its position, and its picture stays as the camera wrote it."""

import io

import pytest
from PIL import Image, PngImagePlugin

from inputs.bounded import BadFile
from inputs.photographs import photograph

GPS, ORIENTATION, EXIF, TAKEN, MODEL = 0x8825, 0x0112, 0x8769, 0x9003, 0x0110
PICTURE = Image.effect_noise((64, 48), 60).convert("RGB")


def jpeg(*, progressive: bool = False) -> bytes:
    """As a telephone writes it: position, model, when it was taken, a second file behind the first."""
    said = Image.Exif()
    said[ORIENTATION], said[MODEL] = 6, "Telephone 5"
    said[EXIF] = {TAKEN: "2026:11:23 10:15:00"}
    said[GPS] = {1: "N", 2: (31.0, 12.0, 30.0), 3: "E", 4: (121.0, 28.0, 12.0)}
    made = io.BytesIO()
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>exif:GPSLatitude 31,12.5N</x:xmpmeta>"
    PICTURE.save(made, "JPEG", exif=said, comment=b"at the mill", progressive=progressive, xmp=xmp)
    return made.getvalue() + b"\xff\xd8 a film with GPS"


@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_loses_its_position_and_keeps_its_picture(progressive: bool) -> None:
    content = jpeg(progressive=progressive)
    media, kept = photograph(content)
    with Image.open(io.BytesIO(kept)) as after, Image.open(io.BytesIO(content)) as before:
        found = after.getexif()
        assert after.tobytes() == before.tobytes()
    assert (media, found[ORIENTATION], found[0x0132]) == ("image/jpeg", 6, "2026:11:23 10:15:00")
    assert not found.get_ifd(GPS)
    assert not [word for word in (b"GPS", b"Telephone", b"mill", b"film") if word in kept]
    assert photograph(kept)[1] == kept


def test_a_png_loses_its_texts_and_keeps_its_picture() -> None:
    texts, made = PngImagePlugin.PngInfo(), io.BytesIO()
    texts.add_text("Location", "at the mill")
    PICTURE.save(made, "PNG", pnginfo=texts)
    media, kept = photograph(made.getvalue() + b"behind")
    with Image.open(io.BytesIO(kept)) as after:
        assert (media, after.tobytes(), after.info) == ("image/png", PICTURE.tobytes(), {})
    assert not [word for word in (b"mill", b"behind") if word in kept]


@pytest.mark.parametrize(("content", "why"), [
    (b"", "is empty"), (b"%PDF-1.7", "application/pdf"), (jpeg()[:200], "cannot be decoded"),
    (b"x" * 20_000_001, "larger"),
])  # fmt: skip
def test_what_is_no_photograph_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(BadFile, match=why):
        photograph(content)
