"""Labels of a document that is no verification."""

from __future__ import annotations

from typing import Any

CALIBRATION_WORDS = {
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
}
"""What a label of a verification is called on a report of calibration results."""


def in_words_of(content: Any, words: dict[str, dict[str, str]]) -> Any:
    """The content of a document with its labels in other words."""
    if isinstance(content, list):
        return [in_words_of(part, words) for part in content]
    if not isinstance(content, dict):
        return content
    if set(content) == {"zh", "en"} and content["zh"] in words:
        return words[content["zh"]]
    return {key: part if key == "words" else in_words_of(part, words) for key, part in content.items()}
