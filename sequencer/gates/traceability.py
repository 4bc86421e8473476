"""Gate: every standard is traceable to an institute the laboratory names, through valid links only (VIM 2.42)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from procedures.text import Text
from records.entries import ChainLink
from records.traceability import state_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sequencer.gates.context import Case


def traceability(case: Case) -> Iterable[Text]:
    """A chain does not end at an institute, goes round in a circle, or has a link that may not be used on the day."""
    on = date.fromisoformat(case.opened.date)
    for standard in case.opened.standards:
        chain = standard.traceability or (ChainLink(id="", kind="none"),)
        way = " → ".join([standard.id, *(link.id for link in chain if link.id)])
        broken = _BROKEN.get(chain[-1].kind)
        if broken is not None:
            zh, en = broken.zh.format(way=way), broken.en.format(way=way)
            yield Text(f"计量标准 {standard.id} 溯源链中断：{zh}", f"standard {standard.id}: {en}")
        for link in chain:
            wrong = _not_valid(link, on)
            if wrong is not None:
                yield Text(
                    f"计量标准 {standard.id} 溯源链中断：{way} 中 {link.id} {wrong.zh}",
                    f"standard {standard.id}: {link.id} in its chain {way} {wrong.en}",
                )


def _not_valid(link: ChainLink, on: date) -> Text | None:
    state = state_of(link, on)
    if state == "recalled" and not link.state:
        zh, en = _WRONG["certificate"].zh, _WRONG["certificate"].en
        return Text(zh.format(link=link), en.format(link=link))
    if state not in _WRONG:
        return None
    wrong, why = _WRONG[state], link.state_reason
    zh, en = wrong.zh.format(link=link), wrong.en.format(link=link)
    return Text(f"{zh}（{why}）", f"{en} ({why})") if why else Text(zh, en)


_WRONG = {
    "expired": Text("已于 {link.valid_until} 到期", "expired on {link.valid_until}"),
    "not-yet": Text("自 {link.valid_from} 起才有效", "is valid from {link.valid_from} only"),
    "uncertified": Text("没有证书", "has no certificate"),
    "certificate": Text(
        "的证书 {link.certificate} 已撤回（{link.recalled}）",
        "has certificate {link.certificate}, which was recalled ({link.recalled})",
    ),
    "suspended": Text("已暂停使用", "is suspended"),
    "recalled": Text("已召回", "was recalled"),
    "scrapped": Text("已报废", "was scrapped"),
}
_BROKEN = {
    "none": Text("{way} 未注明上级标准", "{way} names nothing above it"),
    "unknown": Text(
        "{way} 的末端既不是在册标准，也不是在册机构",
        "the end of {way} is neither a registered standard nor a registered institute",
    ),
    "circle": Text("{way} 成环", "{way} goes round in a circle"),
}
