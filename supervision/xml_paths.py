"""The paths for uploads of the kind of Arshin."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Path, Request, Response

from exchange.arshin import Uploaded
from supervision import uploads
from supervision.asking import At, Caller
from supervision.paths import ADDRESS
from supervision.refusals import refusals

XML = "application/xml"
Number = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]

xml = APIRouter(prefix=f"{ADDRESS}/xml", tags=["xml"])


@xml.post("/results", status_code=202, responses=refusals())
def take_upload(
    at: At, who: Caller, request: Request, content: Annotated[bytes, Body(media_type=XML)] = b""
) -> Uploaded:
    """Take an upload with records in XML; its number leads to the protocol."""
    return Uploaded(number=uploads.take(at.store, who, request.state.claim, content))


@xml.get(
    "/protocols/{number}", response_class=Response,
    responses={**refusals(404), 200: {"content": {XML: {"schema": {"type": "string"}}}}},
)  # fmt: skip
def show_protocol(at: At, who: Caller, number: Number) -> Response:
    """What became of each record of an upload."""
    return Response(uploads.protocol(at.store, who.institute, number), media_type=XML)


@xml.get("/accepted", responses=refusals())
def list_accepted(at: At, who: Caller) -> list[str]:
    """The keys of the records that are accepted, each once, in their order."""
    return uploads.accepted(at.store, who.institute)
