"""Brings packs of field kits to a platform and from it, piece by piece; what was brought is not brought again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from exchange.ecqs import Ecqs
from exchange.errors import Unreachable
from exchange.pack_forms import Packs, PassedOn
from metrology.text import Text
from records.durable_file import write_durably
from records.kits.pack import MANIFEST, Pack

if TYPE_CHECKING:
    from pathlib import Path

    from exchange.http import Link

SENT = "sent"
"""File of a pack that names what each platform has of it."""
PATH, CONTENT = "api/v1/packs", "api/v1/files/"
PART = 200_000
"""Bytes that are asked for at once."""
ALTERED = Text("文件传输后摘要不符", "a file arrived with another digest")


def send_pack(link: Link, folder: Path) -> PassedOn:
    """Bring a pack to the platform.

    Args:
        link: The platform.
        folder: The pack.

    Raises:
        KitRefused: The pack is not whole.
        Refused, Unreachable: The platform does not take it. What was brought stays there.
    """
    pack, files = Pack(folder), Ecqs(link)
    there = _there(folder, link)
    for piece in pack.manifest.pieces():
        if piece.sha256 not in there:
            files.upload(piece.sha256, pack.content(piece))
            _note(folder, link, piece.sha256)
    content = (folder / MANIFEST).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    files.upload(digest, content)
    return link.ask("POST", PATH, PassedOn, content={"manifest": digest})


def _there(folder: Path, link: Link) -> set[str]:
    """Pieces that the platform has: to ask for each would take longer than many a line lasts."""
    path = folder / SENT
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {line.rpartition(" ")[2] for line in lines if line.rpartition(" ")[0] == link.settings.url}


def _note(folder: Path, link: Link, sha256: str) -> None:
    with (folder / SENT).open("a", encoding="utf-8") as file:
        file.write(f"{link.settings.url} {sha256}\n")


def waiting(link: Link, after: int) -> list[PassedOn]:
    """Packs of the institute behind a number.

    Raises:
        Refused, Unreachable: The platform does not answer.
    """
    return link.ask("GET", PATH, Packs, query={"after": after}).packs


def fetch_pack(link: Link, passed: PassedOn, folder: Path) -> None:
    """Bring a pack from the platform into a folder; pieces that lie there are not brought again.

    Raises:
        KitRefused: Its manifest cannot be read.
        Refused, Unreachable: The platform does not hand it over. What was brought stays in the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / MANIFEST).exists():
        write_durably(folder / MANIFEST, _download(link, passed.manifest, folder))
    for piece in Pack(folder).lacking():
        write_durably(folder / piece.sha256, _download(link, piece.sha256, folder, piece.size))


def _download(link: Link, sha256: str, folder: Path, size: int | None = None) -> bytes:
    """A file, part after part; a line that breaks loses one part of it."""
    part = folder / f".{sha256}.part"
    content = part.read_bytes() if part.exists() else b""
    with part.open("ab") as file:
        while size is None or len(content) < size:
            more = link.raw("GET", f"{CONTENT}{sha256}/content", query={"offset": len(content), "limit": PART})
            file.write(more)
            file.flush()
            content += more
            if len(more) < PART:
                break
    part.unlink()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Unreachable([ALTERED])
    return content
