"""Organisations: who uses instruments, makes them, sends them in; and the divisions they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from metrology.text import Text
from records.same_instrument import spelt
from registers.codes import credit_code_problem, is_division
from registers.record import Day, Problem, Record, title
from registers.register import Register

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_CREDIT_CODE: Final = {
    "length": Text("统一社会信用代码应为 18 位", "a unified social credit code has 18 characters"),
    "characters": Text(
        "统一社会信用代码只含数字和大写字母（无 I、O、S、V、Z）",
        "it has digits and capitals only, without I, O, S, V and Z",
    ),
    "check": Text("统一社会信用代码校验码不符", "the check character does not fit; compare it with the licence"),
}
NO_DIVISION: Final = Text("行政区划代码应为 2、4、6、9 或 12 位数字", "a division code has 2, 4, 6, 9 or 12 digits")


class Organisation(Record, frozen=True, kw_only=True):
    """An organisation; its key is its unified social credit code where it has one."""

    name: Annotated[str, title("名称", "Name")] = ""
    name_en: Annotated[str, title("英文名称", "Name in English")] = ""
    credit_code: Annotated[str, title("统一社会信用代码", "Unified social credit code")] = ""
    division: Annotated[str, title("行政区划代码", "Division code")] = ""
    address: Annotated[str, title("地址", "Address")] = ""
    contact: Annotated[str, title("联系人", "Contact")] = ""
    phone: Annotated[str, title("电话", "Phone")] = ""
    industry: Annotated[str, title("行业", "Industry")] = ""
    note: Annotated[str, title("备注", "Remark")] = ""
    closed: Annotated[Day, title("停止检定起始日期", "Serves nobody from")] = None

    def problems(self) -> Sequence[Problem]:
        """A name is missing, or a code is none."""
        return [
            *missing(self, "name"),
            *(
                [Problem("credit_code", NO_CREDIT_CODE[wrong])]
                if self.credit_code and (wrong := credit_code_problem(self.credit_code))
                else []
            ),
            *wrong_division(self.division),
        ]


class Division(Record, frozen=True, kw_only=True):
    """An administrative division; its key is its code."""

    name: Annotated[str, title("名称", "Name")] = ""
    name_en: Annotated[str, title("英文名称", "Name in English")] = ""

    def problems(self) -> Sequence[Problem]:
        """The name is missing."""
        return missing(self, "name")


def missing(record: Record, *names: str) -> list[Problem]:
    """Which of some fields are empty."""
    return [Problem(name, Text("不能为空", "is missing")) for name in names if getattr(record, name) in {"", None}]


def wrong_division(code: str, field: str = "division") -> list[Problem]:
    """That a text is no division code."""
    return [Problem(field, NO_DIVISION)] if code and not is_division(code) else []


ORGANISATIONS: Final = Register(
    "organisation",
    Organisation,
    Text("单位", "organisations"),
    series="U{:06d}",
    search=("credit_code", "name", "name_en"),
    indexes=(("credit_code",), ("name",), ("identity",)),
    derived={"identity": lambda of: of.credit_code or spelt(of.name)},
    identity="identity",
    known_by=("credit_code", "name"),
    listed=("name", "credit_code", "division", "contact", "phone"),
)
DIVISIONS: Final = Register(
    "division",
    Division,
    Text("行政区划", "divisions"),
    search=("name", "name_en"),
    wrong_key=lambda key: None if is_division(key) else NO_DIVISION,
    listed=("name", "name_en"),
)
