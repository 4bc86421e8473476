"""T14, T15, T16, T20: cells of the demand that standards serve, assessed standards of a level, capabilities in force."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from metrology.exact import plain
from metrology.quantity_names import quantity_name
from metrology.text import NO_TEXT, Text
from registers.capabilities import CAPABILITIES
from registers.standard_checks import ASSESSMENTS
from services.standards.coverage import coverage
from services.targets.figure import Listed
from services.targets.items import Item

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from registers.standard_checks import Assessment
    from services.targets.sources import Sources

ORGANISATION, REGION, QUANTITY = (
    Text("机构", "Organisation"),
    Text("行政区划", "Region"),
    Text("参量", "Quantity"),
)
NOTHING = Text("没有标准覆盖其量程", "no standard holds its range")
LACKS = Text("U 大于 MPEV/3", "U is larger than MPE/3")
CONTRADICTS = "contradicts"
NAMED = 3
"""Standards that are named of those that nearly serve."""


def _cells(s: Sources) -> Iterator[Item]:
    for cell in coverage(s.book, s.inventory, at=s.at).cells:
        d = cell.demand
        words = f"{plain(d.lower)}～{plain(d.upper)} {d.unit} {d.accuracy_class}".strip()
        yield Item(
            key=cell.key, what="demand", name=_named(d.quantity, words), counts=cell.covered,
            why=NO_TEXT if cell.covered else _lacks(cell.nearly),
            groups={"region": d.division[: s.level], "quantity": d.quantity},
        )  # fmt: skip


def _named(quantity: str, words: str) -> Text:
    name = quantity_name(quantity)
    return Text(f"{name.zh} {words}", f"{name.en} {words}")


def _lacks(nearly: Sequence[tuple[str, str]]) -> Text:
    """What standards lack that would serve a cell: their U, or the link at which their chain is broken; the first few named."""
    if not nearly:
        return NOTHING
    broken = [(standard, why) for standard, why in nearly if why != "U"]
    large = [standard for standard, why in nearly if why == "U"]
    said = [
        Text(f"{standard} 的溯源链在 {why} 处中断", f"the chain of {standard} is broken at {why}")
        for standard, why in broken[:NAMED]
    ]
    if large:
        zh, en = "、".join(large[:NAMED]), ", ".join(large[:NAMED])
        more = Text(f" 等 {len(large)} 台", f" and others, {len(large)} in all") if len(large) > NAMED else NO_TEXT
        said.append(Text(f"{LACKS.zh}：{zh}{more.zh}", f"{LACKS.en}: {en}{more.en}"))
    return Text("；".join(t.zh for t in said), "; ".join(t.en for t in said))


def _assessed(level: str, s: Sources) -> Iterator[Item]:
    for row in s.book.rows(ASSESSMENTS, lambda c: c.level == level, at=s.at):
        a = row.record
        why = _why_not(s, a)
        name = Text(f"{a.name} {a.certificate}".strip(), f"{a.name_en or a.name} {a.certificate}".strip())
        yield Item(
            key=row.key, what="assessment", name=name, counts=why is None, why=why or NO_TEXT,
            groups={"organisation": a.organisation}, standard=next(iter(a.standards), ""),
        )  # fmt: skip


def _highest(s: Sources) -> Iterator[Item]:
    """An organisation has at most one highest standard of a quantity and range: where several count, the first does."""
    rows = {row.key: row.record for row in s.book.rows(ASSESSMENTS, lambda c: c.level == "highest", at=s.at)}
    first: dict[tuple[str, ...], str] = {}
    for item in sorted(_assessed("highest", s), key=lambda i: i.key):
        a = rows[item.key]
        same = (a.organisation, a.code.strip() or a.name.strip(), a.unit.strip(), "".join(a.range.split()))
        if item.counts and (other := first.setdefault(same, item.key)) != item.key:
            zh = f"与 {other} 矛盾：同一单位同一参量同一测量范围只能有一项最高计量标准"
            en = f"{CONTRADICTS} {other}: an organisation has one highest standard of a quantity and range"
            yield replace(item, counts=False, why=Text(zh, en))
        else:
            yield item


def _contradictions(_: Sources, items: Sequence[Item]) -> tuple[Text, ...]:
    found = [i for i in items if i.why.en.startswith(CONTRADICTS)]
    return tuple(Text(f"{i.key} 未计入：{i.why.zh}", f"{i.key} does not count: {i.why.en}") for i in found)


def _why_not(s: Sources, a: Assessment) -> Text | None:
    """Why an assessed standard does not count on the day; None where it does."""
    if not a.certificate:
        return Text("没有考核证书号", "it has no certificate of assessment")
    if a.valid_until is None or a.valid_until < s.on:
        day = a.valid_until.isoformat() if a.valid_until else "–"
        return Text(f"考核证书有效期至 {day}", f"its assessment was valid until {day}")
    if not a.standards:
        return Text("没有登记标准器", "no standards are registered with it")
    return next((why for key in a.standards if (why := _unusable(s, key)) is not None), None)


def _unusable(s: Sources, key: str) -> Text | None:
    """Why a standard cannot be used on the day; None where it can."""
    held = s.inventory.standards.get(key)
    if held is None:
        return Text(f"标准器 {key} 未登记", f"its standard {key} is not registered")
    if not held.usable:
        return Text(f"标准器 {key} 不可使用", f"its standard {key} is not usable")
    if broken := s.inventory.broken(key):
        return Text(
            f"标准器 {key} 的溯源链在 {broken} 处中断", f"the chain of its standard {key} is broken at {broken}"
        )
    return None


def _capabilities(s: Sources) -> Iterator[Item]:
    for row in s.book.rows(CAPABILITIES, at=s.at):
        c = row.record
        begun, ended = c.since is None or c.since <= s.on, c.until is not None and c.until < s.on
        why = NO_TEXT
        if not begun:
            why = Text(f"{c.since} 起有效", f"in force from {c.since}")
        elif ended:
            why = Text(f"有效期至 {c.until}", f"was in force until {c.until}")
        words = f"{plain(c.lower)}～{plain(c.upper)} {c.unit}"
        yield Item(
            key=row.key, what="capability", name=_named(c.quantity, words), counts=begun and not ended, why=why,
            groups={"organisation": c.organisation, "quantity": c.quantity},
        )  # fmt: skip


CELLS = Listed("rate", {"region": REGION, "quantity": QUANTITY}, _cells)
PUBLIC = Listed("count", {"organisation": ORGANISATION}, partial(_assessed, "public"))
HIGHEST = Listed("count", {"organisation": ORGANISATION}, _highest, _contradictions)
RECOGNISED = Listed("count", {"organisation": ORGANISATION, "quantity": QUANTITY}, _capabilities)
