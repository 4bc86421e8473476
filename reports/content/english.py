"""What a document in English alone sets otherwise: Chinese punctuation, and usual words for the class of a standard."""

from __future__ import annotations

import re
from typing import Any, Final

_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_RANGE: Final = re.compile(r"\s*～\s*")
_CLASSES: Final[tuple[tuple[str, str], ...]] = (
    (r"(\S+?) ?(?:等级|级)", r"class \1"),
    (r"一等", "first order"),
    (r"二等", "second order"),
    (r"三等", "third order"),
    (r"(\d) ?等", r"order \1"),
    (r"见证书", "see the certificate"),
)


def in_english(content: Any) -> Any:
    """The content of a document in English alone; a text with Chinese characters, such as a name, stays as it is.

    >>> in_english({"range": "(−10～60) °C；(10～95) %RH", "client": "甲厂；乙厂"})
    {'range': '(−10 to 60) °C; (10 to 95) %RH', 'client': '甲厂；乙厂'}
    """
    if isinstance(content, list):
        return [in_english(part) for part in content]
    if isinstance(content, dict):
        return {key: part if key == "zh" else in_english(part) for key, part in content.items()}
    if not isinstance(content, str) or _HAN.search(content):
        return content
    return _RANGE.sub(" to ", content.replace("；", "; ").replace("，", ", "))


def class_in_english(accuracy: str) -> str:
    """The class of a standard as it stands in `standards.toml`, its usual Chinese words in English; others stay.

    >>> [class_in_english(text) for text in ("0.05 级", "E2 等级", "二等", "5 等", "见证书", "±0.1 mm", "I级")]
    ['class 0.05', 'class E2', 'second order', 'order 5', 'see the certificate', '±0.1 mm', 'class I']
    """
    for chinese, english in _CLASSES:
        if found := re.fullmatch(chinese, accuracy):
            return found.expand(english)
    return accuracy
