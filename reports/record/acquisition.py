"""How readings were acquired, what was corrected, what looks suspicious (T/CMA CC 045-2020, 4.6, 5.1, 6.7, 6.8)."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Final

from procedures.text import Text
from reports.record.sheet import Sheet, both_languages
from reports.wording import HOW, known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.view import RunView

NAME = Text("采集方式与修改", "Acquisition and corrections")
ALERTS = Text("疑似数据提醒", "Suspicious-data alerts")
NONE = Text("未发现", "none")
AUTOMATIC, MANUAL, IMPORTED = Text("自动采集", "automatic"), Text("人工录入", "manual"), Text("导入", "imported")
MODES: Final = {"instrument": AUTOMATIC, "operator": MANUAL, "form": IMPORTED, "file": IMPORTED, "run": IMPORTED}
"""How a reading was acquired, by where it comes from."""


def mode(how: str) -> Text:
    """Automatic, manual or imported."""
    return MODES.get(how, IMPORTED)


def acquisition(run: RunView) -> Sheet:
    """How many values are automatic, manual and imported, with their shares; how many were corrected or refused."""
    heads = (Text("内容", "Content"), Text("来源", "Source"), Text("数量", "Number"), Text("占比 %", "Share, %"))
    counted = Counter(entry.how for entry in run.observations)
    whole = sum(counted.values())
    rows = [
        (both_languages(mode(how)), both_languages(known(HOW, how)), str(n), share(n, whole))
        for how, n in sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))
    ]
    kept = sum(1 for entry in run.refused if entry.reason)
    said = (
        (Text("拒收后重新读取", "Refused and read again"), len(run.refused) - kept),
        (Text("存疑并说明理由后保留", "Doubted and kept with a reason"), kept),
        (Text("项目结束前的更正", "Corrections before an item closed"), len(run.withdrawn)),
        (Text("对已结束记录的更正", "Corrections of a closed record"), len(run.opened.amends)),
    )
    rows += [(both_languages(text), "", str(n), "") for text, n in said]
    return Sheet(NAME, heads, tuple(rows), frozenset({2, 3}))


def share(part: int, whole: int) -> str:
    """A share in per cent with one place.

    >>> share(2, 3), share(0, 5)
    ('66.7', '0.0')
    """
    return str((Decimal(100 * part) / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_EVEN)) if whole else ""


def alerts(run: RunView) -> Iterator[Sheet]:
    """What looks suspicious, or that nothing does; no sheet where nobody looked."""
    if run.alerts is None:
        return
    heads = (Text("提醒", "Alert"), Text("所见", "Seen"), Text("误报", "False alarms"))
    rows = [tuple(both_languages(text) for text in (a.name, a.saw, a.chance)) for a in run.alerts]
    yield Sheet(ALERTS, heads, tuple(rows) or ((both_languages(NONE), "", ""),))
