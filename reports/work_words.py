"""What a document of a verification says otherwise where the work was a calibration, or the inspection of a lot."""

from __future__ import annotations

from typing import Any, Final

from procedures.regulation import Work
from reports.anti_fraud import WORDS as ANTI_FRAUD_WORDS

CALIBRATION_WORDS: Final = {
    "检定依据": {"zh": "校准依据", "en": "Specification"},
    "检定类别": {"zh": "工作类别", "en": "Kind of work"},
    "检定地点": {"zh": "校准地点", "en": "Place"},
    "检定日期": {"zh": "校准日期", "en": "Date of calibration"},
    "检定员": {"zh": "校准员", "en": "Calibrated by"},
    "检定结论": {"zh": "校准结论", "en": "Conclusion"},
    "检定点": {"zh": "校准点", "en": "Point"},
    "检定依据与条件": {"zh": "校准依据与条件", "en": "Basis and conditions"},
    "检定项目": {"zh": "校准项目", "en": "Item"},
    "检定项目与结论": {"zh": "校准项目", "en": "Items of calibration"},
    "检定结果": {"zh": "校准结果", "en": "Results"},
    "检定机构": {"zh": "校准机构", "en": "Laboratory"},
    "检定台架": {"zh": "校准台架", "en": "Bench"},
    "检定方案": {"zh": "校准方案", "en": "Plan"},
    "检定过程": {"zh": "校准过程", "en": "Course"},
    "此前检定": {"zh": "此前校准", "en": "Earlier run"},
    "送检单位": {"zh": "委托方", "en": "Customer"},
    "单位地址": {"zh": "委托方地址", "en": "Customer's address"},
    "规程条款": {"zh": "条款", "en": "Clause"},
    "被检仪器主要技术指标": {"zh": "被校仪器主要技术指标", "en": "Characteristics of the instrument"},
    "（检定专用章）": {"zh": "（校准专用章）", "en": "Seal of the laboratory"},
    "判定规则": {"zh": "符合性声明与判定规则", "en": "Statement of conformity and decision rule"},
    "计算与判定": {"zh": "计算", "en": "Calculation"},
    "被检计量器具的出厂编号取自铭牌，未由仪器读取。": {
        "zh": "被校计量器具的出厂编号取自铭牌，未由仪器读取。",
        "en": "The serial number is that of the nameplate; it was not read from the instrument.",
    },
    "本文件的结果仅对所检的计量器具有效。未经本机构书面批准，不得部分复制本文件。": {
        "zh": "本证书的校准结果仅对所校的计量器具有效。未经本机构书面批准，不得部分复制本证书。",
        "en": "The results relate only to the instrument calibrated. This certificate may not be reproduced in part"
        " without written approval of the laboratory.",
    },
}
"""What a label of a verification is called on a report of calibration results."""

INSPECTION_WORDS: Final = {
    "送检单位": {"zh": "受检单位", "en": "Inspected party"},
    "计量器具名称": {"zh": "商品名称", "en": "Product"},
    "型号／规格": {"zh": "规格型号", "en": "Specification"},
    "出厂编号": {"zh": "批号", "en": "Lot no."},
    "制造单位": {"zh": "生产单位", "en": "Producer"},
    "检定依据": {"zh": "检验依据", "en": "Regulation"},
    "检定类别": {"zh": "检验类别", "en": "Kind of work"},
    "检定地点": {"zh": "检验地点", "en": "Place"},
    "检定日期": {"zh": "检验日期", "en": "Date of inspection"},
    "检定员": {"zh": "检验员", "en": "Inspected by"},
    "检定机构": {"zh": "检验机构", "en": "Laboratory"},
    "检定台架": {"zh": "检验台", "en": "Bench"},
    "检定结论": {"zh": "检验结论", "en": "Conclusion"},
    "检定点": {"zh": "样品", "en": "Sample"},
    "检定依据与条件": {"zh": "检验依据与条件", "en": "Basis and conditions"},
    "检定项目": {"zh": "检验项目", "en": "Item"},
    "检定项目与结论": {"zh": "检验项目与结论", "en": "Items of inspection and conclusions"},
    "检定结果": {"zh": "检验结果", "en": "Results"},
    "检定方案": {"zh": "检验方案", "en": "Plan"},
    "检定过程": {"zh": "检验过程", "en": "Course"},
    "此前检定": {"zh": "此前检验", "en": "Earlier run"},
    "规程条款": {"zh": "条款", "en": "Clause"},
    "被检仪器主要技术指标": {"zh": "检验批", "en": "The lot"},
    "铭牌与环境核查": {"zh": "检验批与环境核查", "en": "Checks of the lot and of the environment"},
    "铭牌与计量特性": {"zh": "检验批", "en": "The lot"},
    "（检定专用章）": {"zh": "（检验专用章）", "en": "Seal of the laboratory"},
    "所检项目符合规程要求": {"zh": "该批合格", "en": "The lot conforms"},
    "所检项目不符合规程要求": {"zh": "该批不合格", "en": "The lot does not conform"},
    "检验不是检定；本报告不是检定证书，不给出有效期。": {
        "zh": "本报告是对一个检验批的检验报告，不是计量器具的检定证书。",
        "en": "This is the inspection report of a lot, and no verification certificate of an instrument.",
    },
    "被检计量器具的出厂编号取自铭牌，未由仪器读取。": {
        "zh": "批号取自商品标注或受检单位的记录。",
        "en": "The lot number is that of the marking or of the inspected party's records.",
    },
    "本文件的结果仅对所检的计量器具有效。未经本机构书面批准，不得部分复制本文件。": {
        "zh": "本报告的结果仅对所抽样的检验批有效。未经本机构书面批准，不得部分复制本报告。",
        "en": "The results relate only to the lot that was sampled. This report may not be reproduced in part without"
        " written approval of the laboratory.",
    },
    "简单接受：误差的绝对值不大于最大允许误差即判为合格，不设保护带；测量不确定度由规程对标准器的要求加以限制。": {
        "zh": "简单接受：检验结果直接与允许值比较，不设保护带；测量不确定度由对计量器具的要求加以限制。",
        "en": "Simple acceptance: a result is compared with what is permitted directly, without a guard band; the"
        " uncertainty is limited by what is required of the measuring instruments.",
    },
    "该规程的检定项目均不适用于本计量器具。": {
        "zh": "该规则的检验项目均不适用于该批。",
        "en": "No item of the regulation applies to this lot.",
    },
}
"""What a text of a verification is called where a lot of goods was inspected."""

_WORDS: Final = {
    str(Work.CALIBRATION): CALIBRATION_WORDS,
    str(Work.INSPECTION): INSPECTION_WORDS,
    str(Work.ANTI_FRAUD): ANTI_FRAUD_WORDS,
}


def words_for(work: str) -> dict[str, dict[str, str]]:
    """Words of a kind of work in place of those of a verification, by the Chinese text."""
    return _WORDS.get(work, {})


def in_words_of(content: Any, words: dict[str, dict[str, str]]) -> Any:
    """The content of a document with its labels in other words."""
    if not words:
        return content
    if isinstance(content, list):
        return [in_words_of(part, words) for part in content]
    if not isinstance(content, dict):
        return content
    if {"zh", "en"} <= set(content) and content["zh"] in words:
        return {**content, **words[content["zh"]]}
    return {key: part if key == "words" else in_words_of(part, words) for key, part in content.items()}
