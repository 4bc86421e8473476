"""Pictures of what people see, kept beside the tests and compared with what is drawn now.

A kept picture is small: grey, a third of its size. A picture differs where squares of it do, so that another hinting of
the same letters passes, and a part that moved, vanished or changed its colour does not::

    make pictures    # keeps what is drawn now; look at every changed file before you commit it
"""

import io
import os
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

SHRINK = 3
"""A kept picture has this part of the width and height."""
SQUARE = 8
"""Side of a square that is compared, in pixels of the kept picture."""
GREY = 24
"""Levels of 256 by which the mean of a square may differ: a line of text that is gone differs by about 40."""
SQUARES = 2
"""Squares of a picture that may differ."""
LEVELS = 16
RENEW = "STEELYARD_RENEW_PICTURES"


def small(picture: bytes, shrink: int = SHRINK) -> Image.Image:
    """A picture as it is kept: grey, shrunk, few levels."""
    with Image.open(io.BytesIO(picture)) as opened:
        grey = opened.convert("L")
    size = (max(1, grey.width // shrink), max(1, grey.height // shrink))
    return grey.resize(size, Image.Resampling.BOX).quantize(LEVELS)


def different_squares(seen: Image.Image, kept: Image.Image) -> list[tuple[int, int]]:
    """Squares that differ, as column and row; those of a picture that is larger than the other all differ."""
    one, other = (np.asarray(picture.convert("L"), dtype=np.float64) for picture in (seen, kept))
    height, width = (max(a, b) for a, b in zip(one.shape, other.shape, strict=True))
    rows, columns = -(-height // SQUARE), -(-width // SQUARE)
    means = []
    for array in (one, other):
        whole = np.full((rows * SQUARE, columns * SQUARE), np.nan)
        whole[: array.shape[0], : array.shape[1]] = array
        means.append(np.nan_to_num(whole, nan=-255.0).reshape(rows, SQUARE, columns, SQUARE).mean(axis=(1, 3)))
    found = np.argwhere(np.abs(means[0] - means[1]) > GREY)
    return [(int(column), int(row)) for row, column in found]


def hold(picture: bytes, kept: Path, shrink: int = SHRINK) -> str:
    """Compare a picture with the one that is kept, or keep it.

    Args:
        picture: What is drawn now, any format that Pillow reads.
        kept: The file, ``.png``.
        shrink: How much smaller the kept picture is.

    Returns:
        What differs, and where the picture of now lies; empty for nothing.
    """
    seen = small(picture, shrink)
    if os.environ.get(RENEW):
        kept.parent.mkdir(parents=True, exist_ok=True)
        if not kept.exists() or different_squares(seen, Image.open(kept)):
            seen.save(kept, optimize=True)
        return ""
    if not kept.exists():
        return f"{kept.name} is not there; {RENEW}=1 keeps what is drawn now"
    with Image.open(kept) as before:
        squares = different_squares(seen, before)
    if len(squares) <= SQUARES:
        return ""
    left, top = (min(axis) * SQUARE * shrink for axis in zip(*squares, strict=True))
    right, bottom = ((max(axis) + 1) * SQUARE * shrink for axis in zip(*squares, strict=True))
    now = Path(tempfile.mkdtemp(prefix="picture-")) / kept.name
    now.write_bytes(picture)
    return f"{kept.name}: {len(squares)} squares differ, within {left},{top} – {right},{bottom}; see {now}"
