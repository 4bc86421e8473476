"""The kinds of fields that forms have: bounded texts, days, times, digests."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

PRINTABLE = r"^[^\x00-\x08\x0b-\x1f\x7f]*$"
"""No control characters but tab and line feed."""
SHA256 = r"^[0-9a-f]{64}$"
KEY = r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$"
DIVISION = r"^[1-8][0-9]([0-9]{2}){0,2}([0-9]{3}){0,2}$"
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Form(BaseModel):
    """A form: unknown fields are refused, and nothing is converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _day(text: str) -> str:
    if not _ISO_DAY.fullmatch(text) or date.fromisoformat(text).year < 1900:
        raise ValueError("not a day; write 2026-03-05")
    return text


def _no_or_day(text: str) -> str:
    return _day(text) if text else text


def _moment(text: str) -> str:
    if len(text) > 40 or datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("not a time with its zone; write 2026-03-05T09:30:00+08:00")
    return text


def _described(**extra: Any) -> Any:
    return Field(json_schema_extra=extra)


Line = Annotated[str, Field(max_length=200, pattern=PRINTABLE)]
"""A text of a line; may be empty."""
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=PRINTABLE)]
"""A text of a line that is not empty."""
Note = Annotated[str, Field(max_length=2000, pattern=PRINTABLE)]
Key = Annotated[str, Field(pattern=KEY)]
"""A number or name that a system gave: letters, digits, ``. _ : -``."""
Number = Annotated[str, Field(min_length=1, max_length=100, pattern=PRINTABLE)]
"""A number of a document, as its body writes it."""
NoNumber = Annotated[str, Field(max_length=100, pattern=PRINTABLE)]
NoKey = Annotated[str, Field(pattern=rf"^$|{KEY}")]
"""The same, or empty."""
Digest = Annotated[str, Field(pattern=SHA256)]
"""SHA-256 in hexadecimal."""
Division = Annotated[str, Field(pattern=rf"^$|{DIVISION}")]
"""Division code (GB/T 2260): 2, 4, 6, 9 or 12 digits; empty where it is not known."""
Day = Annotated[str, AfterValidator(_day), _described(format="date", pattern=r"^\d{4}-\d{2}-\d{2}$")]
NoDay = Annotated[str, AfterValidator(_no_or_day), _described(examples=["2026-03-05", ""])]
"""A day, or empty where there is none."""
Moment = Annotated[str, AfterValidator(_moment), _described(format="date-time")]
Size = Annotated[int, Field(ge=1, le=50_000_000)]
