"""Values of fields as people write them: in a cell of a table, in a command."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import orjson

from metrology.text import Text
from records.prepared import prepared
from registers.record import Record, fields_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from registers.record import FieldOf

M = TypeVar("M", bound=Record)
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(:00)?)?")
EXCEL_BEGINS = date(1899, 12, 30)
EXCEL_DAYS = range(1, 80_000)
YES = {"是": True, "有": True, "yes": True, "true": True, "1": True, "y": True, "√": True,
       "否": False, "无": False, "no": False, "false": False, "0": False, "n": False}  # fmt: skip
IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
FULL_WIDTH = {
    ord(c): ord(c) - 0xFEE0 for c in map(chr, range(0xFF01, 0xFF5F)) if c.isalnum() or c in "＋－．／：％"
} | {0x3000: 0x20}
PARTS = re.compile(r"[;；、\n]")


class NotAValue(ValueError):
    """A text that is no value of a field.

    Args:
        text: What is wrong.
    """

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def narrowed(text: str) -> str:
    """A text without the blanks around it; letters and digits in half width, where it holds no Chinese.

    >>> narrowed("　ＷＭ－２０２６ "), narrowed("（防爆）")
    ('WM-2026', '（防爆）')
    """
    plain = text.strip().strip("\u3000")
    if plain.isascii():
        return plain
    return plain if IDEOGRAPH.search(plain) else plain.translate(FULL_WIDTH).strip()


def day(value: object) -> date:
    """A day as people and Excel write it.

    >>> day("2026年3月5日"), day("20260305"), day(46086)
    (datetime.date(2026, 3, 5), datetime.date(2026, 3, 5), datetime.date(2026, 3, 5))

    Raises:
        NotAValue: It is none.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).translate(FULL_WIDTH).strip()
    try:
        if match := DAY.fullmatch(text):
            return date(*map(int, match.groups()[:3]))
        if re.fullmatch(r"[12]\d{7}", text):
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
        if re.fullmatch(r"\d{1,5}(\.0+)?", text) and int(float(text)) in EXCEL_DAYS:
            return EXCEL_BEGINS + timedelta(days=int(float(text)))
    except ValueError:
        pass
    raise NotAValue(Text(f"{text!r} 不是日期，请写作 2026-03-05", f"{text!r} is no day; write 2026-03-05"))


def value_of(field: FieldOf, given: object) -> Any:
    """A plain value of a field; an empty cell is not given at all.

    Raises:
        NotAValue: It is none.
    """
    if field.kind == "day":
        return day(given).isoformat()
    if isinstance(given, float) and given.is_integer():
        given = int(given)  # Excel keeps a serial number as a number
    if isinstance(given, datetime | date):
        given = given.isoformat()[:10]
    text = narrowed(str(given))
    if field.kind == "text":
        return text
    if field.kind == "choice":
        return _choice(field, text)
    if field.kind == "yes":
        return _one_of(YES, text.lower())
    if field.kind == "whole":
        return _whole(text)
    return _number(text) if field.kind == "number" else _parts(text)


def _choice(field: FieldOf, text: str) -> str:
    for key, words in field.choices.items():
        if text.casefold() in {key, words.zh.casefold(), words.en.casefold()}:
            return key
    zh, en = "、".join(w.zh for w in field.choices.values()), ", ".join(field.choices)
    raise NotAValue(Text(f"{text!r} 不可用；可用：{zh}", f"{text!r} is none of {en}"))


def _one_of(words: dict[str, bool], text: str) -> bool:
    if text not in words:
        raise NotAValue(Text(f"{text!r} 不是“是”或“否”", f"{text!r} is neither yes nor no"))
    return words[text]


def _whole(text: str) -> int:
    if not re.fullmatch(r"-?\d{1,15}", text):
        raise NotAValue(Text(f"{text!r} 不是整数", f"{text!r} is no whole number"))
    return int(text)


def _number(text: str) -> str:
    try:
        found = Decimal(text.replace(",", ""))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or len(text) > 30 or not -30 <= found.adjusted() <= 30:
        raise NotAValue(Text(f"{text!r} 不是数", f"{text!r} is no number"))
    return format(found, "f")


def _parts(text: str) -> Any:
    if text.startswith(("{", "[")):
        try:
            return orjson.loads(text)
        except orjson.JSONDecodeError as error:
            raise NotAValue(Text(f"不是 JSON：{error}", f"is no JSON: {error}")) from error
    return [part for part in map(narrowed, PARTS.split(text)) if part]


def shown(field: FieldOf, value: Any, language: str = "en") -> str:
    """A value of a record as people read it; an empty text for none."""
    if value is None or value == "":
        return ""
    if field.kind == "choice":
        words = field.choices.get(value)
        return str(value) if words is None else (words.zh if language == "zh" else words.en)
    if field.kind == "yes":
        return ("是" if value else "否") if language == "zh" else ("yes" if value else "no")
    if field.kind == "parts":
        plain = msgspec.to_builtins(value)
        if isinstance(plain, list | tuple) and all(isinstance(part, str) for part in plain):
            return "; ".join(plain)
        return orjson.dumps(plain, option=orjson.OPT_SORT_KEYS).decode() if plain else ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def made(record: type[M], plain: dict[str, Any]) -> M:
    """A record of plain values.

    Raises:
        NotAValue: A value does not fit.
    """
    try:
        return msgspec.convert(plain, prepared(record))
    except msgspec.ValidationError as error:
        raise NotAValue(Text(f"内容不符：{error}", f"does not fit: {error}")) from error


def field_named(record: type[Record], name: str) -> FieldOf | None:
    """A field by its name or its title in either language; None where there is none."""
    wanted = "".join(narrowed(name).split()).casefold()
    for field in fields_of(record):
        if wanted in {field.name, *("".join(t.split()).casefold() for t in field.title)}:
            return field
    return None


def fields_given(record: type[Record], given: Sequence[str]) -> dict[str, Any]:
    """Plain values from ``field=value`` words of a command; ``field=`` says that nothing is known.

    Raises:
        NotAValue: A field or a value is none.
    """
    plain: dict[str, Any] = {}
    for word in given:
        name, _, text = word.partition("=")
        field = field_named(record, name)
        if field is None:
            known = ", ".join(f.name for f in fields_of(record))
            raise NotAValue(Text(f"没有字段 {name!r}；字段有 {known}", f"no field {name!r}; there are {known}"))
        if text.strip():
            try:
                plain[field.name] = value_of(field, text)
            except NotAValue as error:
                raise NotAValue(Text(f"{field.title.zh}：{error.text.zh}", f"{field.name}: {error.text.en}")) from error
        else:
            plain[field.name] = msgspec.to_builtins(getattr(record(), field.name))
    return plain
