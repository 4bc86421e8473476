"""The map of the prefectures: a tile says what the unrounded comparison does; nothing is loaded from elsewhere."""

import re
from typing import Any

import pytest
from lxml import etree

from metrology.text import Text
from services.rates.prefectures import PREFECTURES
from services.rates.region_map import Tile, of_rates, tile

TITLE = Text("受检率", "Coverage")
SVG = "{http://www.w3.org/2000/svg}"


def row(code: str, part: int, whole: int) -> dict[str, Any]:
    met = part * 100 >= 95 * whole if whole else None
    percent = f"{part * 100 / whole:.2f}" if whole else ""
    return {"group": [code], "part": part, "whole": whole, "percent": percent, "met": met}


def found(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"rows": [row("", 0, 0), *rows], "target": "95", "on": "2026-11-30", "simulated": True}


@pytest.mark.parametrize(("part", "whole", "state"), [
    (95, 100, "met"), (9496, 10000, "close"), (94999, 100000, "close"), (93, 100, "far"), (9301, 10000, "close"),
    (0, 0, "none"), (0, 5, "far"),
])  # fmt: skip
def test_a_tile_is_met_where_the_unrounded_rate_is(part: int, whole: int, state: str) -> None:
    assert tile(row("5301", part, whole), "95").state == state


def test_every_prefecture_has_a_tile_of_its_own_with_a_link_a_word_and_a_sign() -> None:
    drawn = of_rates(found(row("5301", 9496, 10000), row("5334", 1, 1)), TITLE, "en", lambda c: f"/r?d={c}&x")
    links = etree.fromstring(drawn.encode()).findall(f"{SVG}a")
    assert [link.get("href") for link in links] == [f"/r?d={p.code}&x" for p in PREFECTURES]
    assert len({(p.column, p.row) for p in PREFECTURES}) == len({p.code for p in PREFECTURES}) == 16
    said = ["".join(t.text or "" for t in link.iter(f"{SVG}text")) for link in links]
    assert said[0] == "Kunming94.96 %✗ not met9496/10000"
    assert said[-1] == "Diqing1/1".replace("1/1", "100.00 %✓ met1/1")
    assert said[1] == "Qujing–– no data"
    assert "simulated" in drawn
    assert not re.search(r"(href|src)=.https?:", drawn.replace("http://www.w3.org/2000/svg", ""))


def test_what_is_not_on_the_map_is_stated() -> None:
    said = of_rates(found(row("", 3, 4), row("3201", 1, 1)), TITLE, "zh")
    assert "地区不详或不在图上：4/5" in said


def test_names_cannot_break_the_picture() -> None:
    drawn = of_rates(found(row("5301", 1, 1)), Text("<b>&", "<b>&"), "zh", lambda _: '"><script>')
    assert "<script" not in drawn
    etree.fromstring(drawn.encode())
    assert Tile("none", "", "").state == "none"
