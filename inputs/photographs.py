"""A photograph without what its file says beside the picture: where it was taken, by which telephone, a second picture.

The picture itself is not decoded and made again: its bytes stay as the camera wrote them. Of the particulars only those
stay that show it upright, in its colours, and when it was taken. JPEG: ITU-T T.81 annex B; Exif 2.32; PNG: ISO 15948.
"""

from __future__ import annotations

import io
import struct
from typing import Final

from inputs.bounded import BadFile
from inputs.media import JPEG, LARGEST_ATTACHMENT, PHOTOGRAPHS, media_of

_SOI, _EOI, _SOS, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_RESTARTS = frozenset({0x00, *range(0xD0, 0xD8)})
_APPLICATION: Final = range(0xE0, 0xF0)
_KEPT: Final = {0xE0: b"JFIF", 0xE2: b"ICC_PROFILE", 0xEE: b"Adobe"}
_ORIENTATION, _TIME, _EXIF, _TAKEN = 0x0112, 0x0132, 0x8769, 0x9003
_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf"})
_HEAD = 8


def photograph(content: bytes) -> tuple[str, bytes]:
    """Media type and bytes of a photograph as it is kept: without position and other particulars.

    Raises:
        BadFile: It is too large, no JPEG or PNG picture, or cannot be decoded.
    """
    if len(content) > LARGEST_ATTACHMENT:
        raise BadFile(f"is larger than {LARGEST_ATTACHMENT // 1_000_000} MB")
    media = media_of(content)
    if media not in PHOTOGRAPHS:
        raise BadFile(f"is {media}; {' or '.join(PHOTOGRAPHS)} is wanted")
    try:
        return media, _jpeg(content) if media == JPEG else _png(content)
    except (IndexError, struct.error) as error:
        raise BadFile("cannot be decoded: it is cut off") from error


def _jpeg(content: bytes) -> bytes:
    parts, at = [content[:2], _particulars(content)], 2
    while True:
        while content[at + 1] == 0xFF:  # fill bytes
            at += 1
        marker = content[at + 1]
        if marker == _EOI:  # what lies behind it, such as a film, is no part of the picture
            return b"".join([*parts, content[at : at + 2]])
        end = at + 2 + int(struct.unpack_from(">H", content, at + 2)[0])
        said = content[at + 4 : end]
        if (marker not in _APPLICATION and marker != _COMMENT) or said.startswith(_KEPT.get(marker, b"\0none")):
            parts.append(content[at:end])
        at = end
        if marker == _SOS:
            at = _end_of_scan(content, end)
            parts.append(content[end:at])


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next marker stands that is no part of the coded picture."""
    while True:
        at = content.index(b"\xff", at) if b"\xff" in content[at:] else len(content)
        if content[at + 1] not in _RESTARTS:
            return at
        at += 2


def _particulars(content: bytes) -> bytes:
    """A segment that says how the picture is turned and when it was taken; empty where the file does not say it."""
    from PIL import Image

    with Image.open(io.BytesIO(content)) as picture:
        found = picture.getexif()
    taken = found.get_ifd(_EXIF).get(_TAKEN) or found.get(_TIME)
    kept = Image.Exif()
    for tag, value in ((_ORIENTATION, found.get(_ORIENTATION)), (_TIME, taken)):
        if isinstance(value, int | str) and value:
            kept[tag] = value
    if not len(kept):
        return b""
    said: bytes = kept.tobytes()
    return b"\xff\xe1" + struct.pack(">H", len(said) + 2) + said


def _png(content: bytes) -> bytes:
    parts, at = [content[:_HEAD]], _HEAD
    while True:
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if kind not in _TEXTS:
            parts.append(content[at:end])
        if kind == b"IEND":
            return b"".join(parts)
        at = end
