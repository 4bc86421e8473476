"""What stands where there is no page, and where one failed: in the language of the screen, with the way back."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from console.catalogue import web_missing as m
from console.language import Language, in_language
from console.web.plain_page import plain_page
from console.web.preferences import chosen
from services.operational_log.log import log_failure

if TYPE_CHECKING:
    from fastapi import FastAPI, Request
    from starlette.responses import HTMLResponse

    from console.web.console import Console
    from metrology.text import Text


def missing_pages(console: Console, *applications: FastAPI) -> None:
    """Answer what these applications do not have, and what fails in them.

    Args:
        console: The console.
        applications: That of the console, and that of the pages, which is mounted in it.
    """

    async def missing(request: Request, _: Exception) -> HTMLResponse:
        return _page(console, request, 404, m.NO_PAGE, m.NO_PAGE_SAYS)

    async def failed(request: Request, error: Exception) -> HTMLResponse:
        log_failure("console", None, error)
        return _page(console, request, 500, m.FAILED, m.FAILED_SAYS)

    for one in applications:
        one.add_exception_handler(404, missing)
        one.add_exception_handler(Exception, failed)


def _page(console: Console, request: Request, status: int, title: Text, says: Text) -> HTMLResponse:
    language = Language(chosen(request, "lang") or console.language)

    def say(text: Text) -> str:
        return escape(in_language(text, language))

    form = f'<p>{say(says)}</p><p><a class="sy-link" href="/">{say(m.BACK)}</a></p>'
    found = plain_page(console, request, language, say(title), form, here=escape(quote(str(request.scope["path"]))))
    found.status_code = status
    return found
