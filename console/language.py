"""One language per screen: which one, and a text in it.

Every text that a person reads is a `Text` with a Chinese and an English form. A user interface resolves it when it shows it.
The language is taken from `--lang`, then `STEELYARD_LANG`, then the locale (`LC_ALL`, `LC_MESSAGES`, `LANG`).
"""

from __future__ import annotations

import locale
import re
from enum import StrEnum
from typing import TYPE_CHECKING

from messages import chinese, show
from metrology.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping


_PROVINCE = re.compile(r"JJ[FG][(（][\u4e00-\u9fff]{1,2}[)）]\s*")
_CHINESE = re.compile(r"\s*[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+[^/]*")


class Language(StrEnum):
    """Language of a screen."""

    ZH = "zh"
    EN = "en"


class _Screen:
    """The language of this process's screen; positions show their progress from threads of their own."""

    language = Language.EN


def of_environment(environ: Mapping[str, str]) -> Language:
    """The language that the environment asks for; English if it asks for neither."""
    for name in ("STEELYARD_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "").strip().lower()
        if value:
            return Language.ZH if value.startswith("zh") or value == "chinese" else Language.EN
    system = (locale.getlocale()[0] or "").lower()  # Windows sets none of the variables
    return Language.ZH if system.startswith(("zh", "chinese")) else Language.EN


def use(language: Language) -> None:
    """Show everything in this language from now on."""
    _Screen.language = language
    show(language)


def current() -> Language:
    """The language of the screen."""
    return _Screen.language


def localised(text: Text | Mapping[str, str] | str) -> str:
    """A text in the language of the screen; see `in_language`."""
    return in_language(text, current())


def in_language(text: Text | Mapping[str, str] | str, language: Language) -> str:
    """A text in a language.

    Args:
        text: A `Text`, or its form in a journal entry. A message in English only is looked up in
            the catalogue of messages; a number or a file name stays as it is.
        language: The language.
    """
    if isinstance(text, str):
        zh = en = text
    else:
        zh, en = (text.zh, text.en) if isinstance(text, Text) else (text["zh"], text["en"])
    if language is Language.EN:
        return en or zh
    return chinese(en) if zh in {"", en} else zh


def clause_in(clause: str, language: Language) -> str:
    """A clause; in English without the Chinese words of a regulation whose clauses have no number."""
    if language is Language.ZH or not _CHINESE.search(clause):
        return clause
    return " / ".join(filter(None, map(_without_chinese, clause.split(" / "))))


def _without_chinese(part: str) -> str:
    """One clause; the sign of a province in the number of its regulation is part of the name, not a word of it."""
    province = _PROVINCE.match(part)
    begin = province.end() if province else 0
    return (part[:begin] + _CHINESE.sub("", part[begin:])).strip()
