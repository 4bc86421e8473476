"""The page Check: whether a document is genuine and current, for anybody in the laboratory's network, without an account.

It answers about a document to those who have its QR, and about nothing else.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response

from console.catalogue import web_check as m
from console.catalogue.web_shell import LANGUAGE_NAMES
from console.language import Language, in_language
from console.web.preferences import chosen
from messages import both
from metrology.text import Text
from records.errors import RecordsError
from reports.errors import SignatureFault
from services.issuing.check_page.publishing import trusted_seals
from services.issuing.document_check import StoreStates, check
from services.laboratory.gate_facts import real_today

if TYPE_CHECKING:
    from console.web.console import Console
    from services.issuing.document_check import Answer

ADDRESS: Final = "/check"
LARGEST_FORM: Final = 10_000


def check_routes(console: Console) -> APIRouter:
    """The page of a console."""
    router = APIRouter(include_in_schema=False)

    @router.get(ADDRESS)
    async def ask(request: Request) -> Response:
        return await run_in_threadpool(_page, console, request, None)

    @router.post(ADDRESS)
    async def answer(request: Request) -> Response:
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > LARGEST_FORM:
                body = b""
                break
        text = dict(parse_qsl(body.decode("utf-8", errors="replace"), max_num_fields=4)).get("text", "")
        return await run_in_threadpool(_page, console, request, text)

    return router


def _answer(console: Console, text: str) -> Answer | Text:
    """What is told of a QR, or why nothing is."""
    try:
        _, seals = trusted_seals(console.laboratory / "anything")
        if not seals:
            return m.NO_SEALS
        from reports.signatures.trust import Trust

        return check(text, Trust(tuple(seals)), real_today(), StoreStates(console.store))
    except (SignatureFault, RecordsError) as error:
        return both(str(error))


def _page(console: Console, request: Request, text: str | None) -> HTMLResponse:
    language = Language(chosen(request, "lang") or console.language)

    def say(words: Text) -> str:
        return escape(in_language(words, language))

    told = "" if text is None else _told(_answer(console, text), language)
    other = Language.EN if language is Language.ZH else Language.ZH
    lang = {Language.ZH: "zh-CN", Language.EN: "en"}
    body = (
        f'<!doctype html><html lang="{lang[language]}"><head><meta charset="utf-8"><title>{say(m.TITLE)} · Steelyard</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/assets/console.css">'
        '<link rel="stylesheet" href="/assets/login.css"></head><body><header class="sy-header"><div class="sy-name">'
        f'<span class="sy-laboratory">{say(console.name)}</span></div><div class="sy-nav"></div><div class="sy-choices">'
        f'<a href="{ADDRESS}?lang={other}" lang="{lang[other]}">{LANGUAGE_NAMES[other]}</a></div></header>'
        f'<main class="sy-main sy-login"><h1>{say(m.TITLE)}</h1>{told}<form method="post" action="{ADDRESS}">'
        f'<label for="text">{say(m.QR)}</label><input id="text" name="text" autocomplete="off" required maxlength="6000">'
        f'<button type="submit">{say(m.CHECK)}</button></form></main><script src="/assets/check.js"></script></body></html>'
    )
    return HTMLResponse(body)


def _told(answer: Answer | Text, language: Language) -> str:
    """The answer as a part of the page."""

    def say(words: Text) -> str:
        return escape(in_language(words, language))

    if isinstance(answer, Text):
        return f'<p class="sy-problem" role="alert">{say(answer)}</p>'
    state = m.STATES[answer.state] if answer.genuine else m.NOT_GENUINE
    kind = "sy-good" if answer.genuine and answer.state == "VALID" else "sy-problem"
    # Why a document was cancelled is written by a person of the laboratory, for the laboratory.
    reasons = "".join(f"<li>{say(reason)}</li>" for reason in answer.reasons if answer.state != "CANCELLED")
    rows = "".join(
        f"<dt>{say(title)}</dt><dd>{escape(answer.essentials[name])}</dd>"
        for name, title in m.FIELDS.items()
        if answer.genuine and answer.essentials.get(name)
    )
    return (
        f'<div role="status"><p class="{kind}">{say(state)}</p><ul>{reasons}</ul><dl class="sy-told">{rows}</dl></div>'
    )
