"""What a browser has chosen: language and size of type. ``?lang=zh`` or ``?type=large`` on any page chooses, a cookie remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.middleware.base import BaseHTTPMiddleware

from console.language import Language

if TYPE_CHECKING:
    from starlette.middleware.base import RequestResponseEndpoint
    from starlette.requests import Request
    from starlette.responses import Response

CHOICES = {"lang": tuple(str(language) for language in Language), "type": ("normal", "large")}
YEAR = 365 * 24 * 3600


def chosen(request: Request, name: str) -> str:
    """What was chosen, with this request or before; empty for nothing."""
    for given in (request.query_params.get(name), request.cookies.get(name)):
        if given in CHOICES[name]:
            return str(given)
    return ""


class Preferences(BaseHTTPMiddleware):
    """Remembers a choice that stands in the address of a page."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Answer, with a cookie for each choice."""
        response = await call_next(request)
        for name, choices in CHOICES.items():
            given = request.query_params.get(name)
            if given in choices:
                response.set_cookie(name, str(given), max_age=YEAR, httponly=True, samesite="strict", path="/")
        return response
