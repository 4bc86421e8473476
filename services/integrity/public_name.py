"""The name of a unit as it may be published: written as the name of an organisation, and nothing else.

A field of a register is free text, in which somebody may have typed a contact, a telephone or an identity number. A name is
published only if all of it has the form of the name of an organisation. A person's name within a registered name, such as that of
a sole trader's shop, is part of that name, and no program can tell it apart.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

LONGEST: Final = 60
MOST_DIGITS: Final = 4
"""Digits in a row of a name, as in 第101医院; a telephone or an identity number has more."""
ENDINGS: Final = [
    "公司",
    "集团",
    "厂",
    "站",
    "院",
    "所",
    "店",
    "市场",
    "超市",
    "商场",
    "中心",
    "学校",
    "大学",
    "中学",
    "小学",
    "幼儿园",
    "局",
    "委员会",
    "协会",
    "学会",
    "合作社",
    "供销社",
    "银行",
    "支行",
    "分行",
    "酒店",
    "饭店",
    "宾馆",
    "药房",
    "诊所",
    "商行",
    "经营部",
    "批发部",
    "门市部",
    "加工部",
    "矿",
    "电厂",
    "水厂",
    "油库",
    "机场",
    "码头",
    "港",
    "基地",
    "农场",
    "林场",
    "研究院",
    "实验室",
    "管理处",
    "服务部",
    "分公司",
]
ENDINGS_EN: Final = [
    "ltd",
    "limited",
    "inc",
    "corp",
    "corporation",
    "company",
    "co",
    "llc",
    "gmbh",
    "plc",
    "group",
    "hospital",
    "clinic",
    "school",
    "university",
    "college",
    "station",
    "market",
    "supermarket",
    "store",
    "shop",
    "plant",
    "factory",
    "works",
    "mine",
    "centre",
    "center",
    "institute",
    "laboratory",
    "bureau",
    "bank",
    "hotel",
    "pharmacy",
    "airport",
    "port",
    "farm",
]
CHINESE: Final = re.compile(r"[\u4e00-\u9fff0-9A-Za-z（）()·\-]+")
ENGLISH: Final = re.compile(r"[A-Za-z0-9 .,&'()\-]+")
NOT_IN_A_NAME: Final = [
    "联系人",
    "举报",
    "投诉",
    "检举",
    "电话",
    "手机",
    "微信",
    "身份证",
    "先生",
    "女士",
    "小姐",
    "师傅",
    "法人",
    "负责人",
    "经办",
    "住址",
    "家住",
    "转交",
]
NOT_IN_A_NAME_EN: Final = re.compile(
    r"\b(contact|reporter|informant|complainant|phone|tel|mobile|mr|mrs|ms|miss|id)\b", re.IGNORECASE
)
ORDINAL: Final = re.compile(r"第\s*(\d{1,4})\s*")
"""A number within a name, which is also written with spaces around it."""
SIMULATED: Final = "（模拟）"
"""Ends the names of a demonstration; what is simulated is marked in a field of its own."""
DIGITS: Final = re.compile(rf"\d{{{MOST_DIGITS + 1},}}")
FULL_WIDTH: Final = {ord("０") + n: ord("0") + n for n in range(10)}


def public_name(text: str) -> str:
    """A name that may be published; an empty text where it has not the form of one.

    >>> public_name("示范市第一农贸市场"), public_name("示范粮油店 王小明 13800000000"), public_name("王小明")
    ('示范市第一农贸市场', '', '')
    >>> public_name("示范昆明第 12 加油站（模拟）")
    '示范昆明第12加油站'
    """
    plain = text.translate(FULL_WIDTH).strip().removesuffix(SIMULATED)
    name = ORDINAL.sub(r"第\1", plain)
    if not name or len(name) > LONGEST or DIGITS.search(re.sub(r"[\s\-.]", "", name)):
        return ""
    if CHINESE.fullmatch(name):
        return name if name.endswith(tuple(ENDINGS)) and not any(word in name for word in NOT_IN_A_NAME) else ""
    if ENGLISH.fullmatch(name) and not NOT_IN_A_NAME_EN.search(name):
        words = re.findall(r"[a-z]+", name.casefold())
        return name if words and words[-1] in ENDINGS_EN else ""
    return ""


_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS: Final = "10X98765432"


def is_identity_number(text: str) -> bool:
    """Whether a text is the number of an identity card: 17 digits with a day of birth, and the check character (GB 11643).

    The weights are in no source that was read here; they are given as known.

    >>> is_identity_number("11010519491231002X"), is_identity_number("91350100M000100Y43")
    (True, False)
    """
    if not re.fullmatch(r"\d{17}[\dX]", text):
        return False
    try:
        date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, _ID_WEIGHTS, strict=False))
    return text[17] == _ID_CHECKS[total % 11]
