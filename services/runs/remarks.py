"""Remarks and photographs that a person adds to a run while it goes on, from any face."""

from __future__ import annotations

import base64
import hashlib
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from inputs.bounded import BadFile
from inputs.photographs import photograph
from messages import both
from metrology.text import Text
from records.entries import Attachment
from records.entries.values import LONGEST_TEXT
from sequencer.errors import Refused
from services.runs.unfit import unfit

if TYPE_CHECKING:
    from records.entries import Person
    from services.runs.run_control import RunControl

NOTHING = Text("请写备注，或附照片", "write a remark, or add a photograph")
TOO_LONG = Text("备注超过 {most} 个字符", "the remark is longer than {most} characters")
NOWHERE = Text("地址不是记录中的地址", "the address is none of a journal")
OVER = Text("检定已结束；请用“更正”", "the run has ended; amend it instead")
UNUSABLE = Text("文件 {name}：{why}", "file {name} {why}")
LONGEST_NAME = 100


def add_remark(
    control: RunControl,
    text: str,
    *,
    about: str = "",
    position: str = "",
    by: Person | None = None,
    picture: tuple[str, bytes] | None = None,
) -> None:
    """Journal a remark at once, whatever the run does; one without a position concerns every instrument on the bench.

    Args:
        control: The run.
        text: The remark, of one line or several.
        about: Address of the reading, or key of the item, that it concerns; empty for the whole run.
        position: Position on the bench.
        by: Who notes it; None for who performs the run.
        picture: Name and content of a photograph. Its position and other particulars are not kept.

    Raises:
        Refused: Nothing is said, documents cannot show it, it is no photograph, or the run has ended.
    """
    said = "\n".join(line.strip() for line in text.strip().splitlines())
    if not about.isascii() or not about.isprintable():
        raise Refused([NOWHERE])
    if not said and picture is None:
        raise Refused([NOTHING])
    if len(said) > LONGEST_TEXT:
        raise Refused([Text(*(form.format(most=LONGEST_TEXT) for form in TOO_LONG))])
    if (problem := unfit(said)) is not None:
        raise Refused([problem])
    held, content = (None, b"") if picture is None else _kept(*picture)
    written = [journal.remark(said, about, by, held, content) for journal in control.journals(position)]
    if not any(written):
        raise Refused([OVER])


def decoded(content: str) -> bytes:
    """The bytes of a photograph that came as base64; none that are a picture where it is none."""
    try:
        return base64.b64decode(content, validate=True)
    except ValueError:
        return b"\0"


def plain_name(name: str) -> str:
    """The name of a file without anything of the path that came with it."""
    plain = PureWindowsPath(PurePosixPath(name).name).name.strip(". ") or "file"
    return "".join(c if c.isprintable() else "_" for c in plain)[-LONGEST_NAME:]


def _kept(name: str, content: bytes) -> tuple[Attachment, bytes]:
    try:
        media, kept = photograph(content)
    except BadFile as error:
        why = both(str(error))
        zh, en = (form.format(name=plain_name(name), why=said) for form, said in zip(UNUSABLE, why, strict=True))
        raise Refused([Text(zh, en)]) from error
    digest = hashlib.sha256(kept).hexdigest()
    return Attachment(name=plain_name(name), media=media, size=len(kept), sha256=digest), kept
