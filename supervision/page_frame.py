"""What the pages of a platform for people share: a page in one language, without a script or a request elsewhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from fastapi.responses import HTMLResponse

from metrology.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supervision.asking import Platform

TRIAL: Final = Text("测试平台：此处的结果没有法律效力。", "A platform for tests: results here have no legal force.")
OTHER: Final = {"zh": ("en", "English"), "en": ("zh", "中文")}
STYLE: Final = (
    "body{font-family:system-ui,'Noto Sans CJK SC',sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;"
    "background:#fff;line-height:1.5}table{border-collapse:collapse;width:100%}th,td{padding:.4rem .6rem;text-align:right;"
    "border-bottom:1px solid #c9d1d9}th:first-child,td:first-child{text-align:left}.trial{border:2px solid #9a3412;padding:.5rem}"
    "tfoot td{font-weight:bold}.wide{overflow-x:auto}"
)
POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def said(text: Text, lang: str) -> str:
    """A text in the language of a page, as HTML."""
    return escape(text.zh if lang == "zh" else text.en)


def answered(page: str) -> HTMLResponse:
    """A page as an answer that nobody keeps, and that may load nothing."""
    headers = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    return HTMLResponse(page, headers=headers)


def table(heads: Iterable[Text], rows: str, lang: str, foot: str = "") -> str:
    """A table that scrolls by itself; rows and foot are HTML."""
    titles = "".join(f'<th scope="col">{said(t, lang)}</th>' for t in heads)
    return f'<div class="wide"><table><thead><tr>{titles}</tr></thead><tbody>{rows}</tbody>{foot}</table></div>'


def framed(at: Platform, title: Text, lang: str, elsewhere: str, of: str, body: str) -> str:
    """A page as HTML.

    Args:
        at: The platform.
        title: Its title.
        lang: ``zh`` or ``en``.
        elsewhere: Its address in the other language, but for the language.
        of: What it is of, such as a day; beside the name of the platform.
        body: What it shows, as HTML.
    """
    other, name = OTHER[lang]
    trial = f'<p class="trial">{said(TRIAL, lang)}</p>' if at.trial else ""
    return (
        f'<!doctype html><html lang="{"zh-CN" if lang == "zh" else "en"}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{said(title, lang)}</title><style>{STYLE}</style>'
        f'</head><body><p><a href="{elsewhere.format(lang=other)}" lang="{other}">{name}</a></p><h1>{said(title, lang)}</h1>'
        f"<p>{escape(at.name)} {of}</p>{trial}{body}</body></html>"
    )
