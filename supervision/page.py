"""The one page of a platform for people: coverage per region, in Chinese or English, without a script or a request elsewhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from metrology.text import Text
from supervision.asking import At
from supervision.coverage import coverage
from supervision.page_frame import answered, framed, said, table
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

pages = APIRouter()


@pages.get("/", response_class=HTMLResponse, include_in_schema=False)
def show(at: At, lang: str = Query("zh", pattern="^(zh|en)$")) -> HTMLResponse:
    """The page."""
    day = today(at.store.clock())
    return answered(page(at, coverage(at.store, day), day, lang))


def page(at: Platform, regions: Sequence[Region], day: date, lang: str) -> str:
    """The page as HTML."""
    rows = "".join(f"<tr>{_cells(r, escape(r.division) or said(UNKNOWN, lang))}</tr>" for r in regions)
    total = _cells(_sum(regions), said(Text("合计", "Total"), lang))
    shown = (
        table(HEADS, rows, lang, f"<tfoot><tr>{total}</tr></tfoot>") if regions else f"<p>{said(NONE_YET, lang)}</p>"
    )
    more = f'<p>{said(DEFINED, lang)}</p><p><a href="/check?lang={lang}">{said(CHECK, lang)}</a></p>'
    return framed(at, TITLE, lang, "/?lang={lang}", day.isoformat(), f"{shown}{more}")


def _sum(regions: Sequence[Region]) -> Region:
    from supervision.coverage import Region

    columns = zip(*(r[1:] for r in regions), strict=True) if regions else ()
    return Region("", *(sum(column) for column in columns)) if regions else Region("", 0, 0, 0, 0, 0)


def _cells(r: Region, name: str) -> str:
    rate = f"{r.covered * 10_000 // r.known / 100:.2f} %" if r.known else ""
    numbers = (str(r.known), str(r.covered), rate, str(r.expired), str(r.failed), str(r.never))
    return f"<td>{name}</td>" + "".join(f"<td>{n}</td>" for n in numbers)
