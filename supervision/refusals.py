"""Every refusal of a platform in one shape: a code for programs, the field, and a sentence in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from exchange.answers import Refusal
from exchange.errors import FormError
from inputs.bounded import clip
from messages import both
from metrology.text import Text
from supervision.errors import NotAnswered, of_fields, reason

if TYPE_CHECKING:
    from fastapi import FastAPI, Request

_SAID = {
    400: "the request cannot be read",
    401: "the request is not signed by a station that is registered, or was received before",
    403: "the key was revoked",
    404: "the institute that asks has no such thing",
    405: "the path has no such method",
    409: "something else is there already",
    413: "the content is too large",
    415: "the content has another form",
    422: "a field is missing or wrong; it is named",
    429: "too many requests",
}


def refusals(*codes: int) -> dict[int | str, dict[str, Any]]:
    """What a path may be refused with, for its description."""
    return {
        code: {"model": Refusal, "description": _SAID[code]} for code in sorted({400, 401, 403, 413, 422, 429, *codes})
    }


def answer_of(error: NotAnswered) -> JSONResponse:
    """The answer of a refusal."""
    document = Refusal(refused=error.reasons).model_dump(mode="json")
    return JSONResponse(document, error.status, error.headers)


def answer_refusals(app: FastAPI) -> None:
    """Answer every refusal in one shape."""

    @app.exception_handler(NotAnswered)
    async def ours(_: Request, error: NotAnswered) -> JSONResponse:
        return answer_of(error)

    @app.exception_handler(FormError)
    async def form(_: Request, error: FormError) -> JSONResponse:
        return answer_of(NotAnswered(422, of_fields(error.problems)))

    @app.exception_handler(RequestValidationError)
    async def shape(_: Request, error: RequestValidationError) -> JSONResponse:
        reasons = [
            reason(
                "field",
                both(clip(e["msg"].removeprefix("Value error, "))),
                ".".join(map(str, e["loc"][1:] or e["loc"])),
            )
            for e in error.errors()[:20]
        ]
        return answer_of(NotAnswered(422, reasons))

    @app.exception_handler(HTTPException)
    async def of_http(_: Request, error: HTTPException) -> JSONResponse:
        said = str(error.detail)
        return answer_of(NotAnswered(error.status_code, [reason("http", both(said))], dict(error.headers or {})))

    @app.exception_handler(Exception)
    async def defect(_: Request, error: Exception) -> JSONResponse:
        text = Text(f"平台内部错误：{type(error).__name__}", f"a defect of the platform: {type(error).__name__}")
        return answer_of(NotAnswered(500, [reason("defect", text)]))
