"""The page of a platform on the quality of monitored data: how each sender stands in a month, in Chinese or English."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from metrology.text import Text
from supervision.asking import At
from supervision.page_frame import answered, framed, said, table
from supervision.sample_quality import ZONE, senders, sent_quality

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supervision.asking import Platform
    from supervision.sample_quality import Sender

ADDRESS: Final = "/quality"
TITLE: Final = Text("在线采集数据质量", "Quality of monitored data")
HEADS: Final = (
    Text("机构", "Institute"), Text("终端", "Monitor"), Text("采集点", "Points"), Text("不满足的采集点", "Points that fail"),
    Text("应有数据", "Expected"), Text("已收数据", "Received"), Text("完整率", "Rate"),
)  # fmt: skip
RULES: Final = Text(
    "每个采集点：完整率 ≥ 90 %；|Σ日 − 月| / 月 ≤ 5 %；时刻偏差：日 ≤ 1 min，月 ≤ 1 d；均按未修约值比较。自该点首个数据起计。数值取自二手资料，"
    "2025 版平台规则未核实。",
    "Of each point: completeness ≥ 90 %; |Σ days − month| / month ≤ 5 %; deviation in time: day ≤ 1 min, month ≤ 1 d; compared "
    "unrounded, from the first sample of the point on. Figures from secondary sources; the platform rules of 2025 are unverified.",
)
NONE_YET: Final = Text("本月没有数据。", "No data in this month.")

qualities = APIRouter()


@qualities.get(ADDRESS, response_class=HTMLResponse, include_in_schema=False)
def show(
    at: At, lang: str = Query("zh", pattern="^(zh|en)$"), month: str = Query("", pattern=r"^(20[0-9]{2}-(0[1-9]|1[0-2]))?$")
) -> HTMLResponse:  # fmt: skip
    """The page; the month of now where none is asked for."""
    asked = month or f"{datetime.fromtimestamp(at.store.clock(), ZoneInfo(ZONE)):%Y-%m}"
    return answered(page(at, senders(sent_quality(at.store, asked)), asked, lang))


def page(at: Platform, found: Sequence[Sender], month: str, lang: str) -> str:
    """The page as HTML."""
    rows = "".join(
        f"<tr><td>{escape(s.institute)}</td><td>{escape(s.monitor)}</td><td>{s.points}</td><td>{s.failed}</td>"
        f"<td>{s.expected}</td><td>{s.received}</td><td>{f'{s.rate} %' if s.rate else ''}</td></tr>" for s in found
    )  # fmt: skip
    shown = table(HEADS, rows, lang) if found else f"<p>{said(NONE_YET, lang)}</p>"
    elsewhere = f"{ADDRESS}?lang={{lang}}&amp;month={month}"
    return framed(at, TITLE, lang, elsewhere, month, f"{shown}<p>{said(RULES, lang)}</p>")
