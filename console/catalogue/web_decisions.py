"""Texts of what people decide about the integrity of units: proposals, appeals, repairs."""

from typing import Final

from metrology.text import Text

ACCEPT, REFUSE = Text("采纳", "Accept"), Text("不采纳", "Do not accept")
TITLES: Final = {
    "accept": Text("采纳 {key}", "Accept {key}"),
    "refuse": Text("不采纳 {key}", "Do not accept {key}"),
}
PROPOSED = Text(
    "{unit}：{what}；{day} 的得分 {score}，依据 {facts} 项事实。",
    "{unit}: {what}; score {score} on {day}. Facts behind it: {facts}.",
)
FILED = Text(
    "{unit}：{kind}，针对 {about}；{by} 于 {day} 提出：{said}",
    "{unit}: {kind} about {about}; filed by {by} on {day}: {said}",
)
BY_SAID = Text("{by}：{said}", "{by}: {said}")
STANDS = Text("决定不能修改；单位可以申诉。", "A decision cannot be changed; the unit can appeal against it.")
SETTLED_ONCE = Text("决定不能修改。", "A decision cannot be changed.")
REASON = Text("理由（会保留在登记中）", "Reason (kept in the register)")
NO_REASON = Text("请写明理由。", "Give a reason.")
BY = Text("决定人", "Who decides")
ENTERED_BY = Text("登记人", "Who enters it")
NOBODY = Text(
    "人员登记中没有可办理此事的人员；请登录，或在人员登记中指定",
    "The register of people names nobody who may do this: log in, or name one in the register of people",
)
DECIDED = Text(
    "{key}：{state}；{by}，{day}。{reason}",
    "{key}: {state}; {by}, {day}. {reason}",
)
AFTER = Text("决定后得分 {score}。", "Score after it: {score}.")
ENTERED = Text("{key} 已登记，待决定。", "{key} is entered and waits for a decision.")
ON_TODAY = Text("只能在今天的页面上作出决定", "Decisions are made on the page of today")
ONLY_APPROVERS = Text("建议、申诉和修复由批准人决定。", "Approvers decide on proposals, appeals and repairs.")

PROPOSE = Text("登记建议", "Enter proposals")
PROPOSE_SAYS = Text(
    "把由今天得分得出、尚未登记的建议连同依据一起登记，供批准人决定。类别和名单不因此改变。",
    "Enters what follows from the scores of today and is not proposed yet, with its evidence, for an approver to decide. No class and no "
    "list changes by it.",
)
NOTE = Text("说明（可不填）", "Remark (may be empty)")
WAITING = Text("{count} 条建议待决定", "{count} proposals wait for a decision")
APPEALED = Text("{count} 件申诉或修复待决定", "{count} appeals or repairs wait for a decision")
NOTHING_WAITS = Text("没有待决定的建议、申诉或修复。", "No proposal, appeal or repair waits for a decision.")
ALL_UNITS = Text("显示全部单位", "Show all units")

FILE = Text("登记申诉或信用修复", "Enter an appeal or a repair")
KIND = Text("种类", "Kind")
ABOUT = Text("针对", "About")
FILED_BY = Text("提出人", "Filed by")
GROUNDS = Text("理由", "Grounds")
FILE_LACKS = Text("请填写提出人和理由。", "Fill in who files it and the grounds.")
NOTHING_ABOUT = Text("没有可申诉的事实或决定。", "There is no fact and no decision to appeal against.")
DECISION = Text("决定 {key}：{what}", "decision {key}: {what}")
