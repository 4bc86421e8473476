"""What the evidence report of an anti-fraud investigation says: its class, what it is and is not, its labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from procedures.findings import CLASSIFICATION, COVERAGE, finding_of, investigated
from procedures.text import NO_TEXT, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.view import RunView

_NONE: Final = "—"
WORDS: Final = {
    "送检单位": {"zh": "使用单位", "en": "User of the instrument"},
    "单位地址": {"zh": "使用单位地址", "en": "Address of the user"},
    "检定依据": {"zh": "检测方案", "en": "Plan of the investigation"},
    "检定类别": {"zh": "工作类别", "en": "Kind of work"},
    "检定地点": {"zh": "检测地点", "en": "Place"},
    "检定日期": {"zh": "检测日期", "en": "Date of the investigation"},
    "检定员": {"zh": "检测员", "en": "Examined by"},
    "检定结论": {"zh": "检测结论", "en": "Conclusion"},
    "检定点": {"zh": "测试", "en": "Test"},
    "检查内容": {"zh": "测试", "en": "Test"},
    "检定依据与条件": {"zh": "检测方案与条件", "en": "Plan and conditions"},
    "检定项目": {"zh": "检测项目", "en": "Item"},
    "检定项目与结论": {"zh": "检测项目与结论", "en": "Items and conclusions"},
    "检定结果": {"zh": "证据", "en": "Evidence"},
    "检定机构": {"zh": "检测机构", "en": "Laboratory"},
    "检定台架": {"zh": "检测装置", "en": "Bench"},
    "检定方案": {"zh": "检测安排", "en": "Plan"},
    "检定过程": {"zh": "检测过程", "en": "Course"},
    "此前检定": {"zh": "此前记录", "en": "Earlier run"},
    "规程条款": {"zh": "方案条款", "en": "Clause"},
    "（检定专用章）": {"zh": "（检测专用章）", "en": "Seal of the laboratory"},
    "待定项目": {"zh": "异常待查项目", "en": "Items to be examined"},
    "不合格项目": {"zh": "已复现项目", "en": "Items reproduced"},
    "被检计量器具的出厂编号取自铭牌，未由仪器读取。": {
        "zh": "受检计量器具的出厂编号取自铭牌，未由仪器读取。",
        "en": "The serial number is that of the nameplate; it was not read from the instrument.",
    },
    "本文件的结果仅对所检的计量器具有效。未经本机构书面批准，不得部分复制本文件。": {
        "zh": "本报告的结果仅对所检测的计量器具有效。未经本机构书面批准，不得部分复制本报告。",
        "en": "The results relate only to the instrument examined. This report may not be reproduced in part without"
        " written approval of the laboratory.",
    },
}
"""What a label of a verification is called on an evidence report."""

REMARK: Final = Text(
    "本报告只列出观察到的现象、其偶然出现的概率和所用方法的检出概率；结论只涉及计量器具，不涉及任何人。"
    "“无异常”仅指在所测状态和所列检出概率下未见异常。本报告不是检定证书，不给出有效期，也不代替检定。",
    "This report states what was seen, how probable it is by chance, and the power of the tests. It concludes on the"
    " instrument and on no person. “No anomaly” means that none was seen in the states that were tested, at the power"
    " that is stated. It is no verification certificate, gives no validity, and takes the place of no verification.",
)


def concluded(run: RunView) -> Text | None:
    """The class of an investigation; None for another run, or one that came to none."""
    if not investigated(run.opened.kind) or run.verdict is None:
        return None
    found = finding_of(run.verdict.outcome)
    return None if found is None else found.text


def remark(run: RunView) -> Text:
    """What the cover says of the report: probability, power and the states that were not tested first."""
    parts = [part for c in run.conclusions_of(CLASSIFICATION) for part in (_probable(c.values), c.reason) if part.zh]
    zh = "".join(f"{part.zh}。" for part in parts)
    en = "".join(f"{part.en[:1].upper()}{part.en[1:]}. " for part in parts)
    return Text(f"{zh}{REMARK.zh}", f"{en}{REMARK.en}")


def _probable(values: Mapping[str, str]) -> Text:
    """Probability and power of the whole, as its row has them."""
    chance, power, detects = (values.get(key, _NONE) for key in ("chance", "power", "detects"))
    if _NONE in {chance, power}:
        return NO_TEXT
    return Text(
        f"最不可能的一项结果偶然出现的概率（Bonferroni 校正）：{chance}；"
        f"各项测试中最低的检出概率：{power}（{detects}）",
        f"the least probable result, by chance alone (Bonferroni): {chance}; lowest power of the tests: {power}"
        f" ({detects})",
    )


def states_nothing(run: RunView, item: str) -> bool:
    """Whether an item of an investigation only lists: a state that was not tested is not free of anomalies."""
    return investigated(run.opened.kind) and item == COVERAGE
