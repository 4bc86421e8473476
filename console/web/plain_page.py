"""A page without scripts: the log-in, and the change of a password."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from console.catalogue.web_shell import LANGUAGE_NAMES
from console.language import Language, in_language
from console.web.preferences import chosen

if TYPE_CHECKING:
    from fastapi import Request

    from console.web.console import Console
    from services.accounts.errors import AccessRefused

HTML_LANGUAGE = {Language.ZH: "zh-CN", Language.EN: "en"}


def plain_page(
    console: Console, request: Request, language: Language, title: str, form: str, error: AccessRefused | None = None,
    here: str = "/login",
) -> HTMLResponse:  # fmt: skip
    """The page around a form.

    Args:
        console: The console.
        request: Who asks.
        language: Language of the page.
        title: Its title, as HTML.
        form: The form, as HTML.
        error: Why the form was not taken.
        here: Its address, for the other language.
    """
    other = Language.EN if language is Language.ZH else Language.ZH
    name = escape(in_language(console.name, language))
    size = ' class="large"' if chosen(request, "type") == "large" else ""
    lang = HTML_LANGUAGE
    body = (
        f'<!doctype html><html lang="{lang[language]}"{size}><head><meta charset="utf-8"><title>{title} · Steelyard</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/assets/console.css">'
        '<link rel="stylesheet" href="/assets/login.css"></head><body><header class="sy-header"><div class="sy-name">'
        f'<span class="sy-laboratory">{name}</span></div><div class="sy-nav"></div><div class="sy-choices">'
        f'<a href="{here}?lang={other}" lang="{lang[other]}">{LANGUAGE_NAMES[other]}</a></div></header>'
        f'<main class="sy-main sy-login"><h1>{title}</h1>{form}</main></body></html>'
    )
    return HTMLResponse(body, error.status if error is not None else 200)
