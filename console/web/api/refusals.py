"""Every refusal of the interface in one shape, which is that of the command line's `--json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from console.catalogue import web_api as m
from console.web.api.shapes import Refusal
from inputs.bounded import clip
from messages import both
from metrology.text import Text
from records.errors import NotIntact, RecordsError, UnknownRun
from services.accounts.errors import AccessRefused, NotLoggedIn, TooManyFailures
from services.failures import KINDS, failure
from services.operational_log.log import log_failure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fastapi import FastAPI, Request

_SAID = {
    400: "the request cannot be read",
    401: "nobody is logged in, or the token is wrong, revoked or out of date",
    403: "no role of the person or token allows it, or the request comes from a page of somebody else",
    404: "there is no such thing",
    409: "the rules of the work or the state of the record do not allow it",
    413: "the request is too large",
    422: "the request does not have the shape that is stated",
    423: "the session is locked",
    500: "the store cannot be read, or a defect",
}


def filled(text: Text, **values: object) -> Text:
    """A text of the catalogue with its fields filled in."""
    return Text(text.zh.format(**values), text.en.format(**values))


class NotThere(AccessRefused):
    """There is no such thing."""

    status = 404


def refusals(*codes: int) -> dict[int | str, dict[str, Any]]:
    """What a path may be refused with, for its description."""
    always = (400, 401, 403, 422, 423, 500)
    return {code: {"model": Refusal, "description": _SAID[code]} for code in sorted({*always, *codes})}


def answer_refusals(api: FastAPI) -> None:
    """Answer every failure that a person can cause or meet with its reasons."""

    @api.exception_handler(RequestValidationError)
    async def shape(_: Request, error: RequestValidationError) -> JSONResponse:
        problems = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:20]]
        return refused([both(clip(problem)) for problem in problems], 422)

    @api.exception_handler(HTTPException)
    async def of_http(_: Request, error: HTTPException) -> JSONResponse:
        headers = dict(error.headers or {})
        return refused([both(str(error.detail))], error.status_code, headers)

    for kind in (*KINDS, Exception):
        api.add_exception_handler(kind, _of_ours)


async def _of_ours(request: Request, error: Exception) -> JSONResponse:
    found = failure(error)
    log_failure(f"{request.method} {request.url.path}", found, error)
    if found is None:
        return refused([m.DEFECT], 500)
    headers = {"WWW-Authenticate": "Bearer"} if isinstance(error, NotLoggedIn) else {}
    if isinstance(error, TooManyFailures):
        headers["Retry-After"] = str(error.seconds)
    return refused(found.reasons, _status(error), headers, found.about)


def _status(error: Exception) -> int:
    if isinstance(error, AccessRefused):
        return error.status
    if isinstance(error, UnknownRun):
        return 404
    return 500 if isinstance(error, RecordsError) and not isinstance(error, NotIntact) else 409


def refused(
    reasons: Sequence[Text], status: int, headers: dict[str, str] | None = None, about: Text | None = None
) -> JSONResponse:
    """An answer that says why not."""
    document: dict[str, Any] = {"refused": [reason.to_dict() for reason in reasons]}
    if about is not None and about.en:
        document["about"] = about.to_dict()
    return JSONResponse(document, status, headers)
