"""Gate: every standard is traceable, through valid certificates, to an institute the laboratory names (VIM 2.42)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from procedures.text import Text
from records.entries import ChainLink

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sequencer.gates.context import Case


def traceability(case: Case) -> Iterable[Text]:
    """A chain does not end at an institute, goes round in a circle, or has a link that is not valid on the day."""
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
    first, last = link.valid_from, link.valid_until
    if last and date.fromisoformat(last) < on:
        return Text(f"已于 {last} 到期", f"expired on {last}")
    if first and on < date.fromisoformat(first):
        return Text(f"自 {first} 起才有效", f"is valid from {first} only")
    return None


_BROKEN = {
    "none": Text("{way} 未注明上级标准", "{way} names nothing above it"),
    "unknown": Text(
        "{way} 的末端既不是在册标准，也不是在册机构",
        "the end of {way} is neither a registered standard nor a registered institute",
    ),
    "circle": Text("{way} 成环", "{way} goes round in a circle"),
}
