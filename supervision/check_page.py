"""The page Check: anybody asks whether a document that was reported to this platform is genuine, unaltered and current.

It answers about a number that somebody has, and about nothing else; a file that is compared is not kept.
"""

from __future__ import annotations

import hashlib
from html import escape
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import APIRouter, File, Form, Query, UploadFile
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from exchange.forms import NOT_CONFORM
from metrology.text import Text
from supervision.asking import At
from supervision.checking import STATES, documents
from supervision.page_frame import OTHER, STYLE, TRIAL
from supervision.today import today

if TYPE_CHECKING:
    from supervision.asking import Platform
    from supervision.checking import Known

ADDRESS: Final = "/check"
TITLE: Final = Text("查验证书", "Check a certificate")
NUMBER: Final = Text("证书编号", "Number of the document")
FILE: Final = Text("电子证书（PDF），可不选", "The electronic document (PDF), if there is one")
CHECK: Final = Text("查验", "Check")
HINT: Final = Text(
    "本页回答检定机构上报到本平台的证书；文件只用于比对，不保存。",
    "This page knows the documents that institutes reported to this platform. A file is compared and not kept.",
)
NOT_THERE: Final = Text(
    "本平台没有此编号的证书：编号有误、尚未上报，或不是在此上报的机构发出的",
    "No document of this number was reported here: the number is mistyped, not reported yet, or not of an institute that "
    "reports here",
)
SAME: Final = Text("文件与上报时一致", "The file is the one that was reported, unaltered")
ANOTHER: Final = Text(
    "文件与上报的不一致：内容被改动，或是另一版本",
    "The file is not the one that was reported: altered, or another version",
)
NO_FILE: Final = Text(
    "机构未上报电子证书，无法比对文件", "No electronic document was reported; the file cannot be compared"
)
STANDS: Final = Text(
    "不合格；文件未注销，也未被替代", "Does not conform; the document is neither cancelled nor replaced"
)
SIMULATED: Final = Text("模拟装置的结果，没有法律效力", "A result of a simulated bench, without legal force")
FIELDS: Final = {
    "number": NUMBER, "institute": Text("检定机构", "Institute"), "verdict": Text("结论", "Conclusion"),
    "instrument": Text("器具名称", "Instrument"), "serial": Text("出厂编号", "Serial number"), "basis": Text("依据", "Regulation"),
    "inspect_date": Text("检定日期", "Date of verification"), "valid_until": Text("有效期至", "Valid until"),
    "replaced_by": Text("替代证书", "Replaced by"),
}  # fmt: skip
LANGUAGE: Final = "^(zh|en)$"
POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
FORM_STYLE: Final = (
    "form{display:grid;gap:.5rem;max-width:30rem}input,button{font:inherit;padding:.4rem}dl{display:grid;"
    "grid-template-columns:max-content 1fr;gap:.25rem 1rem}dd{margin:0}.state{font-size:1.4rem;font-weight:bold}"
)

checks = APIRouter(include_in_schema=False)


@checks.get(ADDRESS, response_class=HTMLResponse)
def ask(at: At, lang: Annotated[str, Query(pattern=LANGUAGE)] = "zh", number: Annotated[str, Query(max_length=100)] = "") -> HTMLResponse:  # fmt: skip
    """The page; with a number, as the address in a QR code has it, the answer too."""
    return _shown(at, lang, number, None)


@checks.post(ADDRESS, response_class=HTMLResponse)
async def answer(
    at: At, number: Annotated[str, Form(max_length=100)] = "", file: Annotated[UploadFile | None, File()] = None,
    lang: Annotated[str, Query(pattern=LANGUAGE)] = "zh",
) -> HTMLResponse:  # fmt: skip
    """What is known of a number, and whether a file is the document."""
    content = await file.read() if file is not None else b""
    digest = hashlib.sha256(content).hexdigest() if content else None
    return await run_in_threadpool(_shown, at, lang, number, digest)


def _shown(at: Platform, lang: str, number: str, digest: str | None) -> HTMLResponse:
    asked = number.strip()
    found = documents(at.store, asked, today(at.store.clock())) if asked else []

    def say(text: Text) -> str:
        return escape(text.zh if lang == "zh" else text.en)

    if asked and not found:
        told = f'<p class="state">{say(STATES["UNKNOWN"])}</p><p>{say(NOT_THERE)}</p>'
    else:
        told = "".join(_told(known, digest, lang) for known in found)
    other, name = OTHER[lang]
    trial = f'<p class="trial">{say(TRIAL)}</p>' if at.trial else ""
    body = (
        f'<!doctype html><html lang="{"zh-CN" if lang == "zh" else "en"}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{say(TITLE)}</title><style>{STYLE}{FORM_STYLE}</style></head><body>"
        f'<p><a href="{ADDRESS}?lang={other}" lang="{other}">{name}</a></p><h1>{say(TITLE)}</h1><p>{escape(at.name)}</p>{trial}'
        f'<div role="status">{told}</div><form method="post" action="{ADDRESS}?lang={lang}" enctype="multipart/form-data">'
        f'<label for="number">{say(NUMBER)}</label><input id="number" name="number" required maxlength="100" '
        f'value="{escape(asked)}" autocomplete="off"><label for="file">{say(FILE)}</label>'
        f'<input id="file" name="file" type="file" accept="application/pdf"><button type="submit">{say(CHECK)}</button></form>'
        f"<p>{say(HINT)}</p></body></html>"
    )
    headers = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    return HTMLResponse(body, headers=headers)


def _told(known: Known, digest: str | None, lang: str) -> str:
    """What is told of one document."""

    def say(text: Text) -> str:
        return escape(text.zh if lang == "zh" else text.en)

    of = known.result
    notes = [SIMULATED] if of.trial else []
    if digest is not None:
        notes.append(NO_FILE if not known.digests else SAME if digest in known.digests else ANOTHER)
    values = {
        "number": known.number, "institute": known.institute, "verdict": of.verdict, "instrument": of.instrument.name,
        "serial": of.instrument.serial, "basis": of.basis, "inspect_date": of.inspect_date, "valid_until": of.valid_until,
        "replaced_by": known.replaced_by,
    }  # fmt: skip
    rows = "".join(f"<dt>{say(FIELDS[n])}</dt><dd>{escape(v)}</dd>" for n, v in values.items() if v)
    lines = "".join(f"<p>{say(note)}</p>" for note in notes)
    state = STANDS if known.state == "VALID" and of.verdict == NOT_CONFORM else STATES[known.state]
    return f'<p class="state">{say(state)}</p>{lines}<dl>{rows}</dl>'
