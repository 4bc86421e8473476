"""What a document states of a judgement: readings of a stored run, held against another edition or jurisdiction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.decision import Outcome
from procedures.jurisdictions import jurisdiction_name
from procedures.regulation import Stage
from procedures.text import Text

if TYPE_CHECKING:
    from records.entries import Judged
    from reports.view import RunView


def conclusion(run: RunView, outcome: Outcome) -> Text:
    """What the edition says of the readings."""
    id_ = run.opened.regulation.id
    zh, en = _CONCLUSIONS.get(outcome, (f"{outcome.zh}", f"{outcome.en}"))
    return Text(zh.format(id=id_), en.format(id=id_))


_CONCLUSIONS = {
    Outcome.CONFORM: ("读数符合 {id} 的要求", "the readings meet {id}"),
    Outcome.NOT_CONFORM: ("读数不符合 {id} 的要求", "the readings do not meet {id}"),
    Outcome.INCOMPLETE: ("读数不足以按 {id} 作出结论", "the readings do not suffice for a conclusion by {id}"),
}


def remark(run: RunView, judged: Judged) -> Text:
    """What the document is, and what it is not."""
    place, id_ = jurisdiction_name(run.opened.regulation.jurisdiction), run.opened.regulation.id
    if judged.regulation == id_:  # the run followed it at another stage
        stage = Stage(run.opened.stage).text
        place = Text(f"{place.zh}，{stage.zh}", f"{place.en}, {stage.en.lower()}")
    zh = [
        f"本文件把记录 {judged.run}（依据 {judged.regulation}）的读数按 {id_}（{place.zh}）评定，未作任何新的测量。",
        "它不是检定证书，不产生有效期；该规程要求而原记录没有的读数和检查，记为未检。",
    ]
    en = [
        f"Readings of record {judged.run} (made by {judged.regulation}) judged by {id_} ({place.en}).",
        "Nothing was measured. It is no verification certificate and gives no validity.",
        "What the regulation asks for and the record does not hold is incomplete.",
    ]
    if not judged.in_force:
        zh.append(f"读数之日 {id_} 未实施。")
        en.append(f"{id_} was not in force on the day of the readings.")
    if judged.nameplate == "file":
        zh.append("铭牌数据为评定另行提供。")
        en.append("The nameplate was given for this judgement.")
    if judged.left_out:
        zh.append(f"原铭牌中未使用的内容：{'、'.join(judged.left_out)}。")
        en.append(f"Not used of the nameplate of the record: {', '.join(judged.left_out)}.")
    return Text("".join(zh), " ".join(en))
