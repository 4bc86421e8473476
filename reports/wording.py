"""The words of the documents, each written once in both languages."""

from metrology.decision import Outcome, rules
from metrology.status import Status
from procedures.regulation import Stage, Work
from procedures.text import Text

OUTCOMES = {outcome: Text(outcome.zh, outcome.en) for outcome in Outcome}
STAGES = {str(stage): stage.text for stage in Stage}

HOW = {
    "instrument": Text("仪器", "instrument"),
    "operator": Text("人工", "operator"),
    "form": Text("记录表", "form"),
    "file": Text("数据文件", "data file"),
    "run": Text("原记录", "the judged run"),
}

ANSWERS = {
    "conform": Text("符合", "conform"),
    "not_conform": Text("不符合", "not conform"),
    "not_applicable": Text("不适用", "not applicable"),
    "not_measured": Text("未测", "not measured"),
}

STATUSES = {str(status): Text(status.zh, status.en) for status in Status}

AS_FOUND = "/as_found"
"""Behind the name of a series: that of the run before."""
SERIES = {
    "up": Text("升", "increasing"),
    "down": Text("降", "decreasing"),
    "error": Text("误差", "error"),
}

SERIES |= {key + AS_FOUND: Text(text.zh + "（调前）", text.en + ", as found") for key, text in list(SERIES.items())}

RULES = {
    rules.SIMPLE.name: Text(
        "简单接受：误差的绝对值不大于最大允许误差即判为合格，不设保护带；测量不确定度由规程对标准器的要求加以限制。",
        "Simple acceptance: an error not larger than the maximum permissible error conforms, without a guard band; the"
        " uncertainty is limited by what the regulation requires of the standards.",
    ),
    rules.SHARED_RISK.name: Text(
        "共担风险：误差直接与最大允许误差比较，不设保护带。",
        "Shared risk: the error is compared with the maximum permissible error directly, without a guard band.",
    ),
    rules.JJF1094.name: Text(
        "JJF 1094：扩展不确定度不大于最大允许误差绝对值的三分之一时直接比较；否则落在不确定度区内的结果待定。",
        "JJF 1094: direct comparison where U does not exceed one third of the maximum permissible error; otherwise a"
        " result inside the zone of the uncertainty is undecided.",
    ),
    rules.JJF1094_DIRECT.name: Text(
        "JJF 1094 直接比较：规程未给出测量不确定度（其影响由规程对标准器和检定条件的要求限制），"
        "误差的绝对值不大于最大允许误差即判为合格，未考虑不确定度区。",
        "JJF 1094, direct comparison: the regulation states no uncertainty of measurement (it limits it by what it"
        " requires of standards and conditions), so an error not larger than the maximum permissible error conforms; no"
        " zone of uncertainty was considered.",
    ),
    rules.ILAC_G8_BINARY.name: Text(
        "ILAC-G8 二元陈述，保护带 w = U：误差落在允许误差内缩 U 的接受区内为符合，否则为不符合。",
        "ILAC-G8, binary statement with the guard band w = U: within the limits less U is conform, anything else is"
        " not.",
    ),
    rules.ILAC_G8_NON_BINARY.name: Text(
        "ILAC-G8 非二元陈述，保护带 w = U：符合、有条件符合、有条件不符合、不符合。",
        "ILAC-G8, non-binary statement with the guard band w = U: conform, conditional pass, conditional fail, not"
        " conform.",
    ),
    rules.R111_WEIGHTS.name: Text(
        "OIML R 111：误差的绝对值不大于最大允许误差与扩展不确定度之差即判为合格。",
        "OIML R 111: an error not larger than the maximum permissible error less U conforms.",
    ),
}


WORKS = {str(work): work.text for work in Work}


def kind_in_words(work: str, stage: str) -> Text:
    """What a run was for: the kind of verification, or another kind of work."""
    return known(STAGES, stage) if work == Work.VERIFICATION else known(WORKS, work)


def known(words: dict[str, Text], key: str) -> Text:
    """The words for a key; the key itself where it is a laboratory's own word."""
    return words.get(key, Text(key, ""))


EARLIER_OUTCOMES = {
    **{str(key): text for key, text in OUTCOMES.items()},
    "interrupted": Text("中断，未完成", "interrupted"),
}
"""How an earlier run ended."""
