"""Integrity of units in measurement: facts that a person establishes, proposals with their decisions, appeals and repairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal

from metrology.text import Text
from registers.commitments import wrong_unit
from registers.organisations import missing
from registers.record import Day, Problem, Record, title
from registers.register import Register

if TYPE_CHECKING:
    from collections.abc import Sequence

FINDINGS: Final = {"complaint": "投诉属实 | Complaint upheld", "alert": "疑似数据提醒 | Suspicious-data alert"}
PROPOSALS: Final = {
    "class": "确定类别 | Class",
    "blacklist": "列入失信名单 | Blacklist",
    "suspension": "暂停示范单位 | Suspension as demonstration unit",
}
STATES: Final = {"open": "待决定 | Open", "accepted": "采纳 | Accepted", "refused": "不采纳 | Refused"}
APPEALS: Final = {"appeal": "申诉 | Appeal", "repair": "信用修复 | Repair"}
CLASSES: Final = {name: f"{name} 类 | Class {name}" for name in "ABCD"}
ClassName = Literal["", "A", "B", "C", "D"]


class Finding(Record, frozen=True, kw_only=True):
    """A fact about a unit that no other register holds. Who reported it stands nowhere: the case names the complaint."""

    kind: Annotated[Literal["complaint", "alert"], title("种类", "Kind", FINDINGS)] = "complaint"
    unit: Annotated[str, title("单位（统一社会信用代码）", "Unit (credit code)")] = ""
    on: Annotated[Day, title("日期", "Day")] = None
    case: Annotated[str, title("案件编号", "Case")] = ""
    alert: Annotated[str, title("提醒种类", "Kind of alert")] = ""
    runs: Annotated[tuple[str, ...], title("检定记录", "Runs")] = ()
    instrument: Annotated[str, title("计量器具", "Instrument")] = ""
    cancelled: Annotated[str, title("撤回原因", "Why it was taken back")] = ""

    def problems(self) -> Sequence[Problem]:
        """It says not of whom, when, and by which case or run."""
        needed = "case" if self.kind == "complaint" else "alert"
        lacking = [] if self.runs or self.kind == "complaint" else [Problem("runs", Text("不能为空", "is missing"))]
        return [*missing(self, "unit", "on", needed), *wrong_unit(self.unit), *lacking]


class Proposal(Record, frozen=True, kw_only=True):
    """A proposal with its evidence; a named person accepts or refuses it, once."""

    unit: Annotated[str, title("单位（统一社会信用代码）", "Unit (credit code)")] = ""
    kind: Annotated[Literal["class", "blacklist", "suspension"], title("建议", "Proposal", PROPOSALS)] = "class"
    on: Annotated[Day, title("评价日期", "Judged as of")] = None
    edition: Annotated[str, title("评价办法版本", "Edition of the policy")] = ""
    score: Annotated[str, title("得分", "Score")] = ""
    old: Annotated[ClassName, title("原类别", "Class before", CLASSES)] = ""
    new: Annotated[ClassName, title("建议类别", "Class proposed", CLASSES)] = ""
    facts: Annotated[tuple[str, ...], title("事实", "Facts")] = ()
    runs: Annotated[tuple[str, ...], title("检定记录", "Runs")] = ()
    simulated: Annotated[bool, title("含模拟数据", "Rests on simulated data")] = False
    state: Annotated[Literal["open", "accepted", "refused"], title("状态", "State", STATES)] = "open"
    decided_by: Annotated[str, title("决定人", "Decided by")] = ""
    decided_on: Annotated[Day, title("决定日期", "Decided on")] = None
    reason: Annotated[str, title("决定理由", "Reason")] = ""

    def problems(self) -> Sequence[Problem]:
        """It says not what is proposed of whom, or not who decided it why."""
        decided = () if self.state == "open" else ("decided_by", "decided_on", "reason")
        return [*missing(self, "unit", "on", "edition", *decided), *wrong_unit(self.unit)]


class Appeal(Record, frozen=True, kw_only=True):
    """An appeal against a fact or a decision, or the repair of what was found; a named person accepts or refuses it, once."""

    unit: Annotated[str, title("单位（统一社会信用代码）", "Unit (credit code)")] = ""
    kind: Annotated[Literal["appeal", "repair"], title("种类", "Kind", APPEALS)] = "appeal"
    about: Annotated[str, title("针对", "About")] = ""
    on: Annotated[Day, title("提出日期", "Filed on")] = None
    by: Annotated[str, title("提出人", "Filed by")] = ""
    said: Annotated[str, title("理由", "Grounds")] = ""
    score: Annotated[str, title("提出时得分", "Score when filed")] = ""
    state: Annotated[Literal["open", "accepted", "refused"], title("状态", "State", STATES)] = "open"
    decided_by: Annotated[str, title("决定人", "Decided by")] = ""
    decided_on: Annotated[Day, title("决定日期", "Decided on")] = None
    reason: Annotated[str, title("决定理由", "Reason")] = ""
    effect: Annotated[str, title("决定后得分", "Score after the decision")] = ""

    def problems(self) -> Sequence[Problem]:
        """It says not what is asked by whom, or not who decided it why."""
        decided = () if self.state == "open" else ("decided_by", "decided_on", "reason")
        return [*missing(self, "unit", "about", "on", "by", "said", *decided), *wrong_unit(self.unit)]


INTEGRITY_FINDINGS: Final = Register(
    "integrity_finding",
    Finding,
    Text("诚信计量事实", "facts about integrity"),
    search=("unit", "case", "alert"),
    indexes=(("unit",),),
    references={"instrument": "instrument"},
    listed=("kind", "unit", "on", "case", "alert", "runs", "cancelled"),
)
INTEGRITY_PROPOSALS: Final = Register(
    "integrity_proposal",
    Proposal,
    Text("诚信计量建议", "proposals about integrity"),
    series="P{:06d}",
    search=("unit", "decided_by"),
    indexes=(("unit",), ("state",)),
    stepwise=frozenset(Proposal.__struct_fields__),
    listed=("unit", "kind", "on", "old", "new", "score", "state", "decided_by", "decided_on"),
)
INTEGRITY_APPEALS: Final = Register(
    "integrity_appeal",
    Appeal,
    Text("申诉与信用修复", "appeals and repairs"),
    series="A{:06d}",
    search=("unit", "about"),
    indexes=(("unit",), ("state",)),
    stepwise=frozenset(Appeal.__struct_fields__),
    listed=("unit", "kind", "about", "on", "state", "decided_by", "decided_on", "score", "effect"),
)
