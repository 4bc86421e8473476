"""The forms of observed values that a person gives as a file: a series, an attachment."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from drivers.roles import FileReading, SeriesReading
from inputs.bounded import BadFile, read_bytes, read_text
from inputs.media import LARGEST_ATTACHMENT, PHOTOGRAPHS, media_of
from inputs.points import read_points
from messages import both
from metrology.units import convert
from procedures.observed import Attached, Curve
from records.entries import Attachment, Series
from sequencer.not_an_answer import NotAnAnswer
from sequencer.value_forms import Archived

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class SeriesForm:
    """Many points as one reading.

    Attributes:
        unit, place_unit: Units in which its values and places are judged.
    """

    unit: str
    place_unit: str
    reading: ClassVar[type] = SeriesReading
    kept: ClassVar[type] = Series

    def ideal(self, expect: Any) -> SeriesReading:
        """The expected points."""
        return SeriesReading("", tuple(expect or ()), self.unit, self.place_unit)

    def entered(self, text: str, folder: Path | None) -> SeriesReading:
        """The points of a CSV file, in these units."""
        path = _file(text, folder)
        try:
            return SeriesReading(path.name, read_points(read_text(path)), self.unit, self.place_unit)
        except BadFile as error:
            raise _unusable(text, error) from error

    def value(self, reading: SeriesReading) -> Series:
        """The points in the units of judgement."""
        found, wanted = (reading.place_unit, reading.unit), (self.place_unit, self.unit)
        points = reading.points
        if found != wanted:
            (p0, v0), (p1, v1) = found, wanted
            points = tuple((convert(p, p0, p1), convert(v, v0, v1)) for p, v in points)
        return Series.of(points, self.unit, self.place_unit)

    def recalled(self, text: str, value: Series, trail: tuple[str, ...]) -> SeriesReading:
        """The points."""
        del trail
        return SeriesReading(text, value.points(), value.unit, value.place_unit)

    def returned(self, value: Series) -> Curve:
        """The points."""
        return Curve(value.points(), value.unit, value.place_unit)


@dataclass(frozen=True, slots=True)
class AttachmentForm:
    """A file.

    Attributes:
        media: Media types that are accepted.
    """

    media: tuple[str, ...] = PHOTOGRAPHS
    reading: ClassVar[type] = FileReading
    kept: ClassVar[type] = Attachment

    def ideal(self, expect: Any) -> Archived:
        """A file of no bytes."""
        del expect
        digest = hashlib.sha256().hexdigest()
        return Archived("", Attachment(name="", media=self.media[0], size=0, sha256=digest))

    def entered(self, text: str, folder: Path | None) -> FileReading:
        """The file of this name."""
        path = _file(text, folder)
        try:
            return FileReading(path.name, read_bytes(path, LARGEST_ATTACHMENT))
        except BadFile as error:
            raise _unusable(text, error) from error

    def value(self, reading: FileReading | Archived) -> Attachment:
        """Name, kind, size and digest."""
        if isinstance(reading, Archived):
            return reading.value
        if len(reading.content) > LARGEST_ATTACHMENT:
            raise BadFile(f"is larger than {LARGEST_ATTACHMENT // 1_000_000} MB")
        media = media_of(reading.content)
        if media not in self.media:
            raise BadFile(f"is {media}; {' or '.join(self.media)} is wanted")
        digest = hashlib.sha256(reading.content).hexdigest()
        return Attachment(name=reading.text, media=media, size=len(reading.content), sha256=digest)

    def recalled(self, text: str, value: Attachment, trail: tuple[str, ...]) -> Archived:
        """The file, whose bytes lie in the store."""
        del trail
        return Archived(text, value)

    def returned(self, value: Attachment) -> Attached:
        """Name, kind, size and digest."""
        return Attached(value.name, value.media, value.size, value.sha256)


def _file(text: str, folder: Path | None) -> Path:
    from pathlib import Path

    name = text.strip()
    if folder is None:
        return Path(name).expanduser()
    if not name or name in {".", ".."} or "/" in name or "\\" in name:
        en = f"{text!r}: write the name of a file that lies beside the form"
        raise NotAnAnswer(f"{text!r} 须为记录表旁的文件名", en)
    return folder / name


def _unusable(text: str, error: BadFile) -> NotAnAnswer:
    said = both(str(error))
    return NotAnAnswer(f"文件 {text!r}：{said.zh}", f"file {text!r} {said.en}")
