"""What a calibration certificate says in place of a conclusion: results, and conformity only by an agreed rule."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from metrology.decision import Outcome
from metrology.exact import plain, trimmed
from metrology.validity.dates import months_after
from procedures.text import Text
from reports.outcomes import agreed
from reports.wording import RULES, known

if TYPE_CHECKING:
    from datetime import date

    from reports.view import RunView

REMARK = Text(
    "校准证书给出校准结果及其测量不确定度。它不是检定证书，不证明计量器具符合检定规程。",
    "A calibration certificate gives results with their uncertainty. It is no verification certificate and does not"
    " attest conformity with a verification regulation.",
)
_NO_RULE = Text(
    "未与委托方约定判定规则，本证书不作符合性声明。",
    "No decision rule was agreed with the customer; this certificate makes no statement of conformity.",
)
_STATED = {
    Outcome.CONFORM: Text("各校准点均符合约定的允许误差", "Every point conforms to the agreed limits"),
    Outcome.NOT_CONFORM: Text("有校准点不符合约定的允许误差", "Some points do not conform to the agreed limits"),
}
_OPEN = Text("有校准点按约定的规则不能判定", "At some points the agreed rule decides neither way")


class Statement(NamedTuple):
    """The statement on the cover with its name and the key of its colour."""

    name: Text
    key: str
    said: Text


def conclusion(run: RunView) -> Statement:
    """What the cover states."""
    outcomes = [c.outcome for c in run.conclusions if agreed(c)]
    if not outcomes:
        return Statement(Text("校准结果", "Results"), "stated", Text("见校准结果页", "see the following pages"))
    name = Text("符合性声明", "Statement of conformity")
    worst = next((o for o in (Outcome.NOT_CONFORM, Outcome.UNDECIDED) if o in outcomes), Outcome.CONFORM)
    return Statement(name, str(worst), _STATED.get(worst, _OPEN))


def due(run: RunView, calibrated: date) -> date | None:
    """The day of the next calibration; None unless an interval was agreed (ISO/IEC 17025:2017 7.8.4.3)."""
    months = run.opened.nameplate.get("recalibration_months")
    return months_after(calibrated, int(months)) if months else None


def rules(run: RunView) -> list[Text]:
    """The rule that was agreed, or that none was."""
    used = dict.fromkeys(c.comparison.rule for c in run.conclusions if agreed(c) and c.comparison)
    if not used:
        return [_NO_RULE]
    named = [known(RULES, rule) for rule in used]
    return [
        Text(
            f"与委托方约定的判定规则：{text.zh.rstrip('。')}。允许误差见各表，符合性声明逐点给出。",
            f"Decision rule agreed with the customer: {text.en} The limits stand in the tables; a statement is made at"
            " each point.",
        )
        for text in named
    ]


def uncertainties(run: RunView) -> list[Text]:
    """How the uncertainty was evaluated."""
    levels = sorted({Decimal(c.uncertainty.p) * 100 for c in run.conclusions if c.uncertainty is not None})
    p = ", ".join(plain(trimmed(level)) for level in levels)
    if not p:
        return []
    return [
        Text(
            f"扩展不确定度 U = k·u_c，按 JJF 1059.1-2012（JCGM 100:2008）评定，包含概率 {p} %，"
            "k 由有效自由度按 t 分布确定。各点的不确定度分量见原始记录。",
            f"Expanded uncertainty U = k·u_c by JCGM 100:2008 (JJF 1059.1-2012), coverage probability {p} %, k from the"
            " t distribution by the effective degrees of freedom. The components at each point are in the original"
            " record.",
        )
    ]
