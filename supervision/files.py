"""Files that institutes upload in parts: each part goes behind what is there, so that a cut connection loses one part."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from exchange.answers import FileState
from metrology.text import Text
from supervision.errors import NotAnswered, reason
from supervision.tables import file, file_part

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from supervision.store import PlatformStore


def state_of(store: PlatformStore, institute: str, sha256: str) -> FileState:
    """How much of a file of an institute is there."""
    with store.reading() as connection:
        return _state(connection, institute, sha256)


def append(store: PlatformStore, institute: str, sha256: str, offset: int, size: int, content: bytes) -> FileState:
    """Put a part behind what is there of a file.

    Args:
        store: The platform.
        institute: Whose file.
        sha256: Digest of the whole.
        offset: Where the part begins.
        size: Bytes of the whole.
        content: The part.

    Raises:
        NotAnswered: The part does not begin where the file ends, or the whole has another digest: it is begun again.
    """
    with store.writing() as connection:
        there = _state(connection, institute, sha256)
        if there.complete:
            return there
        if offset != there.received or (there.size and size != there.size):
            text = Text(
                f"已收到 {there.received} 字节，请从此处续传", f"{there.received} bytes are there; go on from there"
            )
            raise NotAnswered(409, [reason("offset", text)])
        if not content or offset + len(content) > size:
            text = Text("本段为空或超出文件大小", "the part is empty, or goes beyond the size of the file")
            raise NotAnswered(422, [reason("size", text)])
        of = {"institute": institute, "sha256": sha256}
        if not there.size:
            connection.execute(insert(file).values(**of, size=size, received=0, complete=False))
        connection.execute(insert(file_part).values(**of, at=offset, content=content))
        received = offset + len(content)
        good = received == size and hashlib.sha256(_content(connection, institute, sha256)).hexdigest() == sha256
        if received == size and not good:
            for table in (file_part, file):
                connection.execute(delete(table).where(table.c.institute == institute, table.c.sha256 == sha256))
        else:
            mine = (file.c.institute == institute) & (file.c.sha256 == sha256)
            connection.execute(update(file).where(mine).values(received=received, complete=good))
    if received == size and not good:
        text = Text("文件内容与摘要不符，请重新上传", "the file has another digest; send it again from its beginning")
        raise NotAnswered(422, [reason("digest", text)])
    return FileState(sha256=sha256, received=received, size=size, complete=good)


def content_of(store: PlatformStore, institute: str, sha256: str, offset: int) -> bytes:
    """The bytes of a whole file, from an offset on.

    Raises:
        NotAnswered: The institute has no such file, or it is not whole, or not what was uploaded.
    """
    with store.reading() as connection:
        if not _state(connection, institute, sha256).complete:
            text = Text(f"没有文件 {sha256}，或尚未传完", f"there is no file {sha256}, or it is not whole")
            raise NotAnswered(404, [reason("unknown-file", text)])
        found = _content(connection, institute, sha256)
    if hashlib.sha256(found).hexdigest() != sha256:
        text = Text(f"文件 {sha256} 在平台上已被改动", f"file {sha256} was changed on the platform")
        raise NotAnswered(409, [reason("digest", text)])
    return found[offset:]


def keep(connection: Connection, institute: str, content: bytes) -> str:
    """Keep a whole file for an institute, as that of a task is; returns its digest."""
    sha256 = hashlib.sha256(content).hexdigest()
    if not _state(connection, institute, sha256).complete:
        of = {"institute": institute, "sha256": sha256}
        for table in (file_part, file):
            connection.execute(delete(table).where(table.c.institute == institute, table.c.sha256 == sha256))
        connection.execute(insert(file).values(**of, size=len(content), received=len(content), complete=True))
        connection.execute(insert(file_part).values(**of, at=0, content=content))
    return sha256


def _state(connection: Connection, institute: str, sha256: str) -> FileState:
    query = select(file.c.received, file.c.size, file.c.complete)
    row = connection.execute(query.where(file.c.institute == institute, file.c.sha256 == sha256)).first()
    received, size, complete = row if row is not None else (0, 0, False)
    return FileState(sha256=sha256, received=received, size=size, complete=complete)


def _content(connection: Connection, institute: str, sha256: str) -> bytes:
    query = select(file_part.c.content).where(file_part.c.institute == institute, file_part.c.sha256 == sha256)
    return b"".join(connection.scalars(query.order_by(file_part.c.at)))
