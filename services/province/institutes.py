"""The institutes that verify, and their people."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from registers.measurement_standards import INSTITUTES, Institute
from registers.organisations import ORGANISATIONS, Organisation
from registers.people import COMPETENCES, PEOPLE, Competence, PersonRow
from services.province.batch import KEY, MARK, Batch, Rows
from services.province.days import moment
from services.province.kinds import kinds
from services.province.users import counties
from services.rates.prefectures import PREFECTURES

if TYPE_CHECKING:
    from services.province.days import Year
    from services.province.size import Size

PEOPLE_EACH: Final = 6
VERIFIERS: Final = 4
"""The first of the people of an institute verify, the fifth reviews, the sixth approves."""
NATIONAL: Final = f"{KEY}NMC"


class Body(NamedTuple):
    """An institute: its key, name, where it is, its level."""

    key: str
    zh: str
    en: str
    division: str
    level: str

    def person(self, n: int) -> str:
        """The key of one of its people."""
        return f"{KEY}P{self.key[-2:]}{n % PEOPLE_EACH + 1}"

    def verifier(self, n: int) -> str:
        """The key of one of its verifiers."""
        return self.person(n % VERIFIERS)


def bodies(size: Size) -> list[Body]:
    """One of the province, one of each prefecture, and some of counties."""
    found = [Body("", f"示范省级计量机构{MARK}", "Demonstration provincial institute (simulated)", "5301", "province")]
    for p in PREFECTURES:
        en = f"Demonstration institute of {p.en} (simulated)"
        found.append(Body("", f"示范{p.short}计量机构{MARK}", en, p.code, "prefecture"))
    first = [c for c in counties(size) if int(c[4:]) % 2 == 1] + [c for c in counties(size) if int(c[4:]) % 2 == 0]
    for county in first[: size.institutes - len(found)]:
        p = next(p for p in PREFECTURES if p.code == county[:4])
        zh = f"示范{p.short}{int(county[4:]) - 80}县计量机构{MARK}"
        found.append(Body("", zh, f"Demonstration institute of {p.en} {county} (simulated)", county, "county"))
    return [b._replace(key=f"{KEY}J{n:02d}") for n, b in enumerate(found, 1)]


def by_county(size: Size) -> dict[str, Body]:
    """The institute that verifies in each county: that of the county, else that of the prefecture."""
    of = {b.division: b for b in bodies(size)[1:]}
    return {county: of.get(county) or of[county[:4]] for county in counties(size)}


def batch(size: Size, year: Year) -> Batch:
    """The institutes and their people as rows."""
    all_of = bodies(size)
    rows = [
        (b.key, Organisation(
            name=b.zh, name_en=b.en, division=b.division, address=f"示范路{MARK}", industry="计量技术机构",
            contact="模拟", note="模拟数据 simulated",
        ))
        for b in all_of
    ]  # fmt: skip
    national = Institute(
        name=f"示范国家计量中心{MARK}", name_en="Demonstration National Metrology Centre (simulated)",
        authorisation=f"（示）国计（0000）00000 号{MARK}",
    )  # fmt: skip
    return Batch(
        moment(year.start, 0, 15), "simulated: institutes",
        [Rows(ORGANISATIONS, rows), Rows(INSTITUTES, [(NATIONAL, national)]),
         Rows(PEOPLE, [p for b in all_of for p in _people(b)]),
         Rows(COMPETENCES, [c for b in all_of for c in _competences(b, year.start)])],
    )  # fmt: skip


def _people(body: Body) -> list[tuple[str, PersonRow]]:
    functions = [("verifier",)] * VERIFIERS + [("reviewer", "verifier"), ("approver", "reviewer")]
    return [
        (body.person(n), PersonRow(name=f"模拟人员 {body.key[-2:]}-{n + 1}", functions=does, certificate=f"{KEY}ZC"))
        for n, does in enumerate(functions)
    ]


def _competences(body: Body, start: date) -> list[tuple[str, Competence]]:
    """What the people may verify; one of the first of county institutes lost a competence in the year: a gap on purpose."""
    found = []
    numbers = sorted({k.regulation.rpartition("-")[0] for k in kinds()})
    for n in range(VERIFIERS + 1):
        for m, number in enumerate(numbers):
            ends = start + timedelta(days=150 if body.level == "county" and n == 0 and m == 0 else 1400)
            person = body.person(n)
            row = Competence(
                person=person, regulation=number, since=start - timedelta(days=400), until=ends, evidence="模拟"
            )
            found.append((f"Q{(int(body.key[-2:]) * 10 + n) * 100 + m:06d}", row))
    return found
