"""Units: organisations by their unified social credit code. Rows of the register with one code are one unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from metrology.text import Text
from registers.errors import NotRegistered, RegistersError
from registers.organisations import ORGANISATIONS

if TYPE_CHECKING:
    from registers.book import Book


class Unit(NamedTuple):
    """A unit.

    Attributes:
        code: Its unified social credit code.
        names: What its rows of the register call it.
        division: Its division code.
        keys: Keys of its rows.
    """

    code: str
    names: tuple[str, ...]
    division: str
    keys: tuple[str, ...]


class Units:
    """The units of the registers, as known at a time.

    Args:
        book: The registers.
        at: Time of which they are read; empty for now.
    """

    def __init__(self, book: Book, at: str) -> None:
        self.by_code: dict[str, Unit] = {}
        self.uncoded: dict[str, str] = {}
        self.code_of: dict[str, str] = {}
        for row in book.rows(ORGANISATIONS, at=at):
            of = row.record
            if not of.credit_code:
                self.uncoded[row.key] = of.name
                continue
            self.code_of[row.key] = of.credit_code
            was = self.by_code.get(of.credit_code, Unit(of.credit_code, (), "", ()))
            names = tuple(dict.fromkeys((*was.names, of.name)))
            self.by_code[of.credit_code] = Unit(was.code, names, was.division or of.division, (*was.keys, row.key))

    def named(self, text: str) -> Unit:
        """The unit that a text names: its code, the key of a row, or a name.

        Raises:
            RegistersError: It names none, several, or one without a code.
        """
        code = self.code_of.get(text, text)
        if (unit := self.by_code.get(code)) is not None:
            return unit
        found = [u for u in self.by_code.values() if text in u.names]
        if len(found) == 1:
            return found[0]
        if found:
            codes = ", ".join(u.code for u in found)
            raise RegistersError([Text(f"{text} 对应多个单位：{codes}", f"{text} names several units: {codes}")])
        if text in self.uncoded or text in self.uncoded.values():
            zh = f"{text} 没有统一社会信用代码，不能评价；请在单位登记中补录"
            raise RegistersError([Text(zh, f"{text} has no unified social credit code and is not judged; enter it")])
        zh, en = f"单位登记中没有 {text}", f"there is no unit {text} in the register of organisations"
        raise NotRegistered([Text(zh, en)])
