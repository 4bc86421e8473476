"""The sixteen prefectures of Yunnan: codes (GB/T 2260), names, and their places on a map of tiles.

Codes and names are public facts. The places are tiles that lie roughly as the prefectures do; no boundary data is shipped.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Prefecture(NamedTuple):
    """A prefecture.

    Attributes:
        code: Four digits of its division code.
        zh, en: Its name.
        short: Its name as a tile shows it.
        column, row: Its tile; odd rows stand half a tile to the right.
        weight: Share of the instruments of the demonstration province; simulated.
    """

    code: str
    zh: str
    en: str
    short: str
    column: int
    row: int
    weight: int


PREFECTURES: Final = (
    Prefecture("5301", "昆明市", "Kunming", "昆明", 3, 2, 30),
    Prefecture("5303", "曲靖市", "Qujing", "曲靖", 4, 2, 13),
    Prefecture("5304", "玉溪市", "Yuxi", "玉溪", 2, 3, 8),
    Prefecture("5305", "保山市", "Baoshan", "保山", 0, 2, 6),
    Prefecture("5306", "昭通市", "Zhaotong", "昭通", 4, 1, 7),
    Prefecture("5307", "丽江市", "Lijiang", "丽江", 1, 1, 4),
    Prefecture("5308", "普洱市", "Pu'er", "普洱", 2, 4, 5),
    Prefecture("5309", "临沧市", "Lincang", "临沧", 1, 3, 5),
    Prefecture("5323", "楚雄彝族自治州", "Chuxiong", "楚雄", 2, 2, 6),
    Prefecture("5325", "红河哈尼族彝族自治州", "Honghe", "红河", 3, 3, 9),
    Prefecture("5326", "文山壮族苗族自治州", "Wenshan", "文山", 4, 4, 6),
    Prefecture("5328", "西双版纳傣族自治州", "Xishuangbanna", "西双版纳", 1, 5, 4),
    Prefecture("5329", "大理白族自治州", "Dali", "大理", 1, 2, 8),
    Prefecture("5331", "德宏傣族景颇族自治州", "Dehong", "德宏", 0, 3, 3),
    Prefecture("5333", "怒江傈僳族自治州", "Nujiang", "怒江", 0, 1, 2),
    Prefecture("5334", "迪庆藏族自治州", "Diqing", "迪庆", 1, 0, 2),
)
