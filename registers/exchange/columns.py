"""Which field each column of a table is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from metrology.text import Text
from registers.values import field_named, narrowed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from registers.record import FieldOf
    from registers.register import Register

KEY = Text("编号", "Key")
IGNORED: Final = "-"
"""What a column is mapped to that is not read."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table.

    Attributes:
        titles: Their titles.
        fields: The field of each; None for one that is not read.
        key: Place of the column with the keys; None where there is none.
    """

    titles: tuple[str, ...]
    fields: tuple[FieldOf | None, ...]
    key: int | None = None


def columns_of(
    register: Register[Any], titles: Sequence[object], named: Mapping[str, str]
) -> tuple[Columns, list[Text]]:
    """Which field each column is, and what is wrong with the titles.

    Args:
        register: The register.
        titles: The first row.
        named: Field of a column by its title, where the source calls it otherwise; `IGNORED` for one that is not read.
    """
    found: list[FieldOf | None] = []
    problems: list[Text] = []
    key: int | None = None
    wanted = {_plain(column): name for column, name in named.items()}
    for place, given in enumerate(titles):
        text = "" if given is None else str(given)
        name = wanted.get(_plain(text), text)
        if not text.strip() or name == IGNORED:
            found.append(None)
            continue
        if name == "key" or _plain(name) in {_plain(KEY.zh), _plain(KEY.en)}:
            key = place
            found.append(None)
            continue
        field = field_named(register.record, name)
        found.append(field)
        if field is None:
            zh = f'第 {place + 1} 列“{text}”不是字段；用 --map "{text}=字段" 指明，不读则写 --map "{text}=-"'
            en = (
                f'column {place + 1} "{text}" is no field; say --map "{text}=FIELD", or --map "{text}=-" not to read it'
            )
            problems.append(Text(zh, en))
    names = [f.name for f in found if f is not None]
    twice = sorted({name for name in names if names.count(name) > 1})
    problems += [Text(f"字段 {name} 对应多列", f"the field {name} is in several columns") for name in twice]
    return Columns(tuple("" if t is None else str(t) for t in titles), tuple(found), key), problems


def _plain(text: str) -> str:
    return "".join(narrowed(text).split()).casefold()
