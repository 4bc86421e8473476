"""What kind of file a sequence of bytes is: by its content, never by its name."""

from __future__ import annotations

import io
import warnings

from inputs.bounded import BadFile

JPEG, PNG, PDF, CSV = "image/jpeg", "image/png", "application/pdf", "text/csv"
PHOTOGRAPHS = (JPEG, PNG)
KINDS = (JPEG, PNG, PDF, CSV)
"""Kinds of files that can be kept with a run."""
LARGEST_ATTACHMENT = 20_000_000
"""Bytes of a file that is kept with a run; a photograph of a telephone has some 5 million."""
MOST_PIXELS = 200_000_000
_FORMATS = {"JPEG": JPEG, "PNG": PNG}


def media_of(content: bytes) -> str:
    """The media type of a file, a member of `KINDS`.

    Raises:
        BadFile: It is empty, of another kind, or a picture that cannot be decoded.
    """
    if not content:
        raise BadFile("is empty")
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return _picture(content)
    if content.startswith(b"%PDF-"):
        return PDF
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if all(c.isprintable() or c in "\r\n\t" for c in text):
        return CSV
    raise BadFile("is neither a JPEG or PNG picture, nor PDF, nor CSV text")


def thumbnail(content: bytes, longest: int) -> bytes:
    """A picture as a JPEG of at most so many pixels along each side, without what else the file holds.

    Raises:
        BadFile: It cannot be decoded.
    """
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content), formats=tuple(_FORMATS)) as found:
            warnings.simplefilter("ignore")
            picture = ImageOps.exif_transpose(found).convert("RGB")
            picture.thumbnail((longest, longest))
            made = io.BytesIO()
            picture.save(made, "JPEG", quality=80)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BadFile(f"cannot be decoded: {error}") from error
    return made.getvalue()


def _picture(content: bytes) -> str:
    """The media type of a picture that can be decoded whole."""
    from PIL import Image

    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content), formats=tuple(_FORMATS)) as found:
            warnings.simplefilter("ignore")
            if found.width * found.height > MOST_PIXELS:
                raise BadFile(f"has {found.width} × {found.height} pixels")
            found.load()
            return _FORMATS[str(found.format)]
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise BadFile(f"cannot be decoded: {error}") from error
    except ValueError as error:
        raise error if isinstance(error, BadFile) else BadFile(f"cannot be decoded: {error}") from error
