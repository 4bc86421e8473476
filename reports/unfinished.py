"""What a statement on work that came to no conclusion is called, and what it says: for each kind of work."""

from metrology.decision import Outcome
from procedures.regulation import Work
from procedures.text import Text
from reports.wording import WORKS, known

_TITLES = {
    Outcome.CONFORM: Text("情况说明", "without certificate"),
    Outcome.UNDECIDED: Text("待定说明", "undecided"),
    Outcome.INVALID: Text("无效说明", "invalid"),
    Outcome.INCOMPLETE: Text("未完成说明", "incomplete"),
    Outcome.NOT_APPLICABLE: Text("不适用说明", "does not apply"),
}
_VERIFICATION = {
    Outcome.CONFORM: "Statement on a verification without certificate",
    Outcome.UNDECIDED: "Statement on an undecided verification",
    Outcome.INVALID: "Statement on an invalid verification",
    Outcome.INCOMPLETE: "Statement on an incomplete verification",
    Outcome.NOT_APPLICABLE: "Statement on a verification that does not apply",
}
_NO_CERTIFICATE = Text("检定证书，也不是检定结果通知书", "neither a certificate nor a notice")


def statement_title(outcome: Outcome, work: str) -> Text:
    """Title of a statement.

    Args:
        outcome: Outcome of the run, one that gets no other document.
        work: What the run was for.
    """
    name, title = known(WORKS, work), _TITLES[outcome]
    english = _VERIFICATION[outcome] if work == Work.VERIFICATION else f"Statement: {name.en.lower()}, {title.en}"
    return Text(f"{name.zh}{title.zh}", english)


def statement_remark(outcome: Outcome, work: str) -> Text:
    """What the cover of a statement says; arguments as for `statement_title`."""
    name = known(WORKS, work)
    verified = work == Work.VERIFICATION
    no = _NO_CERTIFICATE if verified else Text(f"{name.zh}报告", f"no report of the {name.en.lower()}")
    again = "verify again" if verified else "repeat them"
    return {
        Outcome.INCOMPLETE: Text(
            f"上列项目未全部{name.zh}。本说明不是{no.zh}；补做所缺项目后方可作出结论。",
            f"The items above were not examined completely. This statement is {no.en}; a conclusion needs the missing"
            " measurements.",
        ),
        Outcome.INVALID: Text(
            f"上列项目的{name.zh}条件遭到破坏，其数据无效。本说明不是{no.zh}；应在符合条件后重新{name.zh}。",
            f"A condition of the measurement was broken for the items above and their data are void. This statement is"
            f" {no.en}; {again} under the required conditions.",
        ),
        Outcome.UNDECIDED: Text(
            f"上列项目的误差落在测量不确定度区内，不能判定合格或不合格。本说明不是{no.zh}。",
            "The errors of the items above lie inside the zone of the measurement uncertainty: neither conformity nor"
            f" non-conformity is proved. This statement is {no.en}.",
        ),
        Outcome.NOT_APPLICABLE: Text(
            "该规程的检定项目均不适用于本计量器具。",
            "No item of the regulation applies to this instrument.",
        ),
    }[outcome]
