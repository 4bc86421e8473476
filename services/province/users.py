"""Users of instruments and the divisions they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from registers.codes import check_character
from registers.organisations import DIVISIONS, ORGANISATIONS, Division, Organisation
from services.province.batch import KEY, MARK, Batch, Rows
from services.province.chance import stream
from services.province.days import moment
from services.rates.prefectures import PREFECTURES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.province.days import Year
    from services.province.size import Size

TOWNSHIPS: Final = 3
FIRST_COUNTY: Final = 81
"""County codes from 81 on, which GB/T 2260 does not give: no county that exists is meant."""
WITHOUT_INDUSTRY: Final = 0.03


class UserType(NamedTuple):
    """A type of user: what it is called, its industry, how many a county of the full province has."""

    zh: str
    en: str
    industry: str
    each: int


USERS: Final = {
    "market": UserType("农贸市场", "Farmers' market", "批发零售", 7),
    "hospital": UserType("卫生院", "Hospital", "卫生", 4),
    "boiler": UserType("热力站", "Boiler house", "电力、热力", 6),
    "factory": UserType("有色金属冶炼厂", "Smelter", "有色金属", 2),
    "tobacco": UserType("卷烟厂", "Cigarette factory", "烟草", 1),
    "power": UserType("供电公司", "Power supply company", "电力、热力", 1),
    "water": UserType("自来水公司", "Water company", "水的生产和供应", 1),
    "gas": UserType("燃气公司", "Gas company", "燃气生产和供应", 1),
    "station": UserType("加油站", "Filling station", "批发零售", 5),
    "taxi": UserType("出租汽车公司", "Taxi company", "交通运输", 1),
    "charging": UserType("充电运营公司", "Charging operator", "交通运输", 1),
    "chemical": UserType("化工厂", "Chemical plant", "化工", 3),
    "environment": UserType("环境监测站", "Environmental monitoring station", "生态环境", 1),
    "inspection": UserType("机动车检测站", "Vehicle inspection station", "交通运输", 1),
    "police": UserType("交警大队", "Traffic police", "公共管理", 1),
}


class User(NamedTuple):
    """A user: its key, its type, where it is, and the day of the year on which its instruments are verified."""

    key: str
    type: str
    division: str
    industry: str
    anniversary: int


def counties(size: Size) -> list[str]:
    """Codes of the counties."""
    return [f"{p.code}{FIRST_COUNTY + n}" for p in PREFECTURES for n in range(size.counties)]


def divisions(size: Size, year: Year) -> Batch:
    """The divisions: the prefectures, and simulated counties and townships in them."""
    rows = [("53", Division(name="云南省", name_en="Yunnan"))]
    for p in PREFECTURES:
        rows.append((p.code, Division(name=p.zh, name_en=p.en)))
        for n in range(size.counties):
            county = f"{p.code}{FIRST_COUNTY + n}"
            rows.append((county, Division(name=f"{p.short}{n + 1}县{MARK}", name_en=f"{p.en} {n + 1} (simulated)")))
            rows += [
                (f"{county}{t:03d}", Division(name=f"{p.short}{n + 1}县{t}镇{MARK}", name_en=f"{p.en} {n + 1}-{t} (simulated)"))
                for t in range(1, TOWNSHIPS + 1)
            ]  # fmt: skip
    return Batch(moment(year.start, 0, 5), "simulated: divisions", [Rows(DIVISIONS, rows)])


def users(seed: int, size: Size) -> dict[str, dict[str, list[User]]]:
    """The users of every county by type."""
    found: dict[str, dict[str, list[User]]] = {}
    n = 0
    for county in counties(size):
        of, there = stream(seed, "users", county), found.setdefault(county, {})
        for name, kind in USERS.items():
            there[name] = []
            for _ in range(max(1, kind.each * size.users // 10)):
                n += 1
                division = f"{county}{of.randint(1, TOWNSHIPS):03d}"
                industry = "" if of.random() < WITHOUT_INDUSTRY else kind.industry
                there[name].append(User(f"{KEY}U{n:05d}", name, division, industry, of.randrange(365)))
    return found


def organisations(of: dict[str, dict[str, list[User]]], year: Year) -> Batch:
    """The users as rows of the register."""
    return Batch(
        moment(year.start, 0, 10), "simulated: organisations",
        [Rows(ORGANISATIONS, [(u.key, _organisation(n, u)) for n, u in enumerate(everybody(of), 1)])],
    )  # fmt: skip


def credit_code(user: User) -> str:
    """The unified social credit code of a user; its county does not exist."""
    code = f"91{user.division[:6]}{int(user.key[-5:]):09d}"
    return f"{code}{check_character(code)}"


def everybody(of: dict[str, dict[str, list[User]]]) -> Iterator[User]:
    """All users, in the order of their keys."""
    return (user for there in of.values() for some in there.values() for user in some)


def _organisation(n: int, user: User) -> Organisation:
    kind, place = USERS[user.type], next(p for p in PREFECTURES if p.code == user.division[:4])
    return Organisation(
        name=f"示范{place.short}第 {n} {kind.zh}{MARK}", name_en=f"Demonstration {kind.en} {n}, {place.en} (simulated)",
        credit_code=credit_code(user), division=user.division, address=f"示范路 {n} 号{MARK}",
        contact=f"模拟联系人 {n}", phone="000-00000000", industry=user.industry, note="模拟数据 simulated",
    )  # fmt: skip
