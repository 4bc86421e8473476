"""The one page of a platform for people: coverage per region, in Chinese or English, without a script or a request elsewhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from metrology.text import Text
from supervision.asking import At
from supervision.coverage import coverage
from supervision.today import today

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from supervision.asking import Platform
    from supervision.coverage import Region

TITLE: Final = Text("各地区受检情况", "Coverage per region")
HEADS: Final = (
    Text("行政区划", "Region"), Text("已知器具", "Known"), Text("有效", "Covered"), Text("覆盖率", "Coverage"),
    Text("已过期", "Expired"), Text("不合格或已注销", "Failed or cancelled"), Text("未检", "Never verified"),
)  # fmt: skip
DEFINED: Final = Text(
    "覆盖率 = 有效器具数 ÷ 已知器具数，不向上修约。已知器具：任务和结果中出现过的器具，每台计一次。有效：最近一次结果为合格、"
    "证书未注销且未过期。模拟装置的结果不计。没有来源给出统一公式，此为本平台的定义。",
    "Coverage = covered ÷ known, not rounded up. Known: every instrument of a task or a result, once. Covered: its newest "
    "result says that it conforms, and its document is neither cancelled nor expired. Results of simulated benches do not "
    "count. No source gives a formula; this is the definition of this platform.",
)
CHECK: Final = Text("查验证书", "Check a certificate")
NONE_YET: Final = Text("尚无器具。", "No instrument is known yet.")
UNKNOWN: Final = Text("（未填写）", "(not stated)")
TRIAL: Final = Text("测试平台：此处的结果没有法律效力。", "A platform for tests: results here have no legal force.")
OTHER: Final = {"zh": ("en", "English"), "en": ("zh", "中文")}
STYLE: Final = (
    "body{font-family:system-ui,'Noto Sans CJK SC',sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;"
    "background:#fff;line-height:1.5}table{border-collapse:collapse;width:100%}th,td{padding:.4rem .6rem;text-align:right;"
    "border-bottom:1px solid #c9d1d9}th:first-child,td:first-child{text-align:left}.trial{border:2px solid #9a3412;padding:.5rem}"
    "tfoot td{font-weight:bold}.wide{overflow-x:auto}"
)

pages = APIRouter()


@pages.get("/", response_class=HTMLResponse, include_in_schema=False)
def show(at: At, lang: str = Query("zh", pattern="^(zh|en)$")) -> HTMLResponse:
    """The page."""
    day = today(at.store.clock())
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    headers = {"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    return HTMLResponse(page(at, coverage(at.store, day), day, lang), headers=headers)


def page(at: Platform, regions: Sequence[Region], day: date, lang: str) -> str:
    """The page as HTML."""

    def say(text: Text) -> str:
        return escape(text.zh if lang == "zh" else text.en)

    other, name = OTHER[lang]
    heads = "".join(f'<th scope="col">{say(t)}</th>' for t in HEADS)
    rows = "".join(f"<tr>{_cells(r, escape(r.division) or say(UNKNOWN))}</tr>" for r in regions)
    total = _cells(_sum(regions), say(Text("合计", "Total")))
    table = f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody><tfoot><tr>{total}</tr></tfoot></table></div>'
    trial = f'<p class="trial">{say(TRIAL)}</p>' if at.trial else ""
    return (
        f'<!doctype html><html lang="{"zh-CN" if lang == "zh" else "en"}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{say(TITLE)}</title><style>{STYLE}</style>'
        f'</head><body><p><a href="/?lang={other}" lang="{other}">{name}</a></p><h1>{say(TITLE)}</h1>'
        f"<p>{escape(at.name)} {day.isoformat()}</p>{trial}{table if regions else f'<p>{say(NONE_YET)}</p>'}"
        f'<p>{say(DEFINED)}</p><p><a href="/check?lang={lang}">{say(CHECK)}</a></p></body></html>'
    )


def _sum(regions: Sequence[Region]) -> Region:
    from supervision.coverage import Region

    columns = zip(*(r[1:] for r in regions), strict=True) if regions else ()
    return Region("", *(sum(column) for column in columns)) if regions else Region("", 0, 0, 0, 0, 0)


def _cells(r: Region, name: str) -> str:
    rate = f"{r.covered * 10_000 // r.known / 100:.2f} %" if r.known else ""
    numbers = (str(r.known), str(r.covered), rate, str(r.expired), str(r.failed), str(r.never))
    return f"<td>{name}</td>" + "".join(f"<td>{n}</td>" for n in numbers)
