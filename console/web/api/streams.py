"""Server-sent events: numbered, so that a browser which lost the connection asks for those after the last it has."""

from __future__ import annotations

import asyncio
import json
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Header, Query
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from services.accounts.errors import AccessRefused

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

After = Annotated[
    int,
    Query(
        ge=0,
        le=2**31 - 1,
        description="Number of the last event that is known; the header `Last-Event-ID` goes before.",
    ),
]
LastEventId = Annotated[str, Header(alias="Last-Event-ID", max_length=20)]
Seconds = Annotated[
    float,
    Query(ge=0, le=600, description="How long to follow; a browser connects again by itself. 0 gives what is there."),
]
_EVENT = {
    "type": "object",
    "required": ["id", "event", "data"],
    "properties": {name: {"type": "string"} for name in ("id", "event", "data")},
}
RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Events: `id` is the number, `event` the kind, `data` a JSON document.",
        "content": {
            "text/event-stream": {
                "schema": _EVENT,
                "example": {"id": "7", "event": "observation", "data": '{"seq": 6}'},
            }
        },
    },
    204: {"description": "It has ended and every event is known: do not connect again."},
}
STEP = 0.2  # s between looks
QUIET = 15.0  # s after which a comment keeps the connection alive


def number_of(header: str, after: int) -> int:
    """The number of the last known event."""
    return min(int(header), 2**31 - 1) if header.isascii() and header.isdecimal() else after


async def stream(
    look: Callable[[int], tuple[Sequence[tuple[int, str, Any]], bool]], after: int, seconds: float,
    allowed: Callable[[], object],
) -> Response:  # fmt: skip
    """An answer that follows something.

    Args:
        look: Gives the events after a number (number, kind, document), and whether nothing more will come.
        after: Number of the last known event.
        seconds: How long to follow.
        allowed: Raises `AccessRefused` once the person may look no longer.
    """
    first, over = await run_in_threadpool(look, after)
    if over and not first:
        return Response(status_code=204)

    async def follow() -> AsyncIterator[str]:
        found, ended, number = first, over, after
        until, said = monotonic() + seconds, monotonic()
        yield "retry: 1000\n\n"
        while True:
            for number, kind, document in found:
                yield f"id: {number}\nevent: {kind}\ndata: {json.dumps(document, ensure_ascii=False)}\n\n"
                said = monotonic()
            if ended or monotonic() >= until:
                return
            if monotonic() - said > QUIET:
                yield ": \n\n"
                said = monotonic()
            await asyncio.sleep(STEP)
            try:
                await run_in_threadpool(allowed)
                found, ended = await run_in_threadpool(look, number)
            except AccessRefused:
                return

    return StreamingResponse(follow(), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})
