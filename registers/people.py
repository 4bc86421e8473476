"""People of the laboratory, and what each may verify, from a day to a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from metrology.text import Text
from registers.organisations import missing
from registers.record import Day, Problem, Record, title
from registers.register import Register

if TYPE_CHECKING:
    from collections.abc import Sequence

FUNCTIONS: Final = {
    "verifier": "检定 | Verifies",
    "reviewer": "核验 | Reviews",
    "approver": "批准 | Approves",
    "override": "特批开检条件 | Overrides start conditions",
    "clerk": "收发、登记 | Registers",
}


class PersonRow(Record, frozen=True, kw_only=True):
    """A person; the key is the identity that runs and documents name."""

    name: Annotated[str, title("姓名", "Name")] = ""
    functions: Annotated[tuple[str, ...], title("职责", "Functions", FUNCTIONS)] = ()
    certificate: Annotated[str, title("资格证书", "Certificate of qualification")] = ""
    phone: Annotated[str, title("电话", "Phone")] = ""
    left: Annotated[Day, title("离岗日期", "Left on")] = None

    def problems(self) -> Sequence[Problem]:
        """The name is missing, or a function is none."""
        unknown = [f for f in self.functions if f not in FUNCTIONS]
        known = ", ".join(FUNCTIONS)
        zh, en = f"没有职责 {'、'.join(unknown)}；可用 {known}", f"no function {', '.join(unknown)}; there are {known}"
        return [*missing(self, "name"), *([Problem("functions", Text(zh, en))] if unknown else [])]


class Competence(Record, frozen=True, kw_only=True):
    """That a person may verify by a regulation from a day to a day, both included; without items, all items of it."""

    person: Annotated[str, title("人员", "Person")] = ""
    regulation: Annotated[str, title("规程", "Regulation")] = ""
    items: Annotated[tuple[str, ...], title("项目", "Items")] = ()
    since: Annotated[Day, title("起始日期", "From")] = None
    until: Annotated[Day, title("截止日期", "Until")] = None
    evidence: Annotated[str, title("依据", "Evidence")] = ""

    def problems(self) -> Sequence[Problem]:
        """Something is missing, or it ends before it begins."""
        found = missing(self, "person", "regulation", "since", "until")
        if self.since and self.until and self.until < self.since:
            found.append(Problem("until", Text("早于起始日期", "is before its first day")))
        return found


PEOPLE: Final = Register(
    "person",
    PersonRow,
    Text("人员", "people"),
    search=("name",),
    known_by=("name",),
    listed=("name", "functions", "certificate", "left"),
)
COMPETENCES: Final = Register(
    "competence",
    Competence,
    Text("人员能力", "competences"),
    series="Q{:06d}",
    search=("person", "regulation"),
    indexes=(("person",), ("identity",)),
    references={"person": "person"},
    derived={"identity": lambda of: f"{of.person}|{of.regulation}|{of.since}"},
    identity="identity",
    listed=("person", "regulation", "items", "since", "until"),
)
