"""An entry of the official table: its words for supervision and mode, its periods, its first day."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from metrology.text import Text
from registers.catalogue import CatalogueEntry
from registers.exchange.report import CellProblem
from registers.values import NotAValue, day, made

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

SUPERVISED: Final = {"P": ("型式批准", "P"), "V": ("强制检定", "V")}
MODES: Final = {
    "first-only": ("失准报废", "first-only"),
    "rotation": ("到期轮换", "rotation"),
    "periodic": ("周期检定", "周期", "periodic"),
}
"""Words of the table; one cell with two of them is two entries."""
NOTHING = frozenset({"", "/", "-", "–", "—", "无"})
PERIOD = re.compile(r"(不超过|≤|最长)?\s*(?P<number>\d{1,3})\s*(?P<unit>年|个?月|years?|months?)?")
YEARS = frozenset({"年", "year", "years"})


class Stated(NamedTuple):
    """What is said of a whole table.

    Attributes:
        edition: Its name.
        since: The first day of the edition.
        verified_by: Who compared it with the legal text; empty where nobody did.
        source: Where it is from.
    """

    edition: str
    since: date
    verified_by: str
    source: str


def read_entry(
    given: Mapping[str, str], row: int, titles: Mapping[str, str], stated: Stated, problems: list[CellProblem]
) -> CatalogueEntry | None:
    """An entry of a row; None where something is wrong with it.

    Args:
        given: The cells that say something, by field.
        row: Number of the row.
        titles: Titles of the columns, by field.
        stated: What is said of the whole table.
        problems: What is wrong goes in here.
    """
    readers: dict[str, Callable[[str], Any]] = {
        "supervision": _supervision,
        "mode": _mode,
        "cycle_months": partial(_months, years=False),
        "life_years": partial(_months, years=True),
        "since": lambda t: day(t).isoformat(),
    }
    checked = "verified" if stated.verified_by else "secondary"
    fields: dict[str, Any] = {
        "edition": stated.edition,
        "since": stated.since.isoformat(),
        "status": checked,
        "mode_status": checked,
        "verified_by": stated.verified_by,
        "source": stated.source,
        **{f: given.get(f, "") for f in ("item", "name", "name_en", "kind", "basis", "scope", "replaces")},
    }
    wrong = len(problems)
    for field, read in readers.items():
        text = given.get(field, "")
        try:
            if text not in NOTHING:
                fields[field] = read(text)
        except NotAValue as error:
            problems.append(CellProblem(row, titles.get(field, field), error.text))
    if not fields.get("supervision"):
        if len(problems) == wrong:
            problems.append(
                CellProblem(row, titles.get("supervision", ""), Text("缺少监管方式", "the control is missing"))
            )
        return None
    entry = made(CatalogueEntry, fields)
    problems += [CellProblem(row, titles.get(p.field, p.field), p.text) for p in entry.problems()]
    return entry if len(problems) == wrong else None


def _supervision(text: str) -> str:
    said = text.upper().replace("＋", "+").replace("Ｐ", "P").replace("Ｖ", "V")
    if said in {"P", "V", "P+V", "V+P"}:
        return "+".join(sorted(said.split("+")))
    found = [key for key, words in SUPERVISED.items() if words[0] in text]
    rest = text
    for words in SUPERVISED.values():
        rest = rest.replace(words[0], "")
    if not found or rest.strip(" 、，,/+＋和及"):
        zh, en = f"“{text}”不是型式批准、强制检定", f"{text!r} is neither P nor V nor P+V"
        raise NotAValue(Text(zh, en))
    return "+".join(found)


def _mode(text: str) -> str:
    found = [key for key, words in MODES.items() if any(word in text for word in words)]
    if len(found) == 1:
        return found[0]
    if found:
        zh = f"“{text}”含几种强检方式，请分成几行，各写一种"
        raise NotAValue(Text(zh, f"{text!r} has several modes: write a row for each"))
    zh = f"“{text}”不是失准报废、到期轮换或周期检定"
    raise NotAValue(Text(zh, f"{text!r} is no mode: 失准报废, 到期轮换 or 周期检定"))


def _months(text: str, *, years: bool) -> int:
    """A period in months, or a life in years; a number alone is in the unit of its column."""
    match = PERIOD.fullmatch(text)
    if match is None:
        raise NotAValue(Text(f"“{text}”不是期限，写法如 6 个月、2 年", f"{text!r} is no period; write 6 个月 or 2 年"))
    number, in_years = int(match["number"]), match["unit"] in YEARS if match["unit"] else years
    if not years:
        return number * 12 if in_years else number
    if in_years or number % 12 == 0:
        return number if in_years else number // 12
    raise NotAValue(Text(f"“{text}”不是整年", f"{text!r} is no whole number of years"))
