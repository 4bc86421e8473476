"""GB 23350: its figures a second time, both sides of every edge, goods in one package, the edition by date."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from procedures.errors import SubjectError
from procedures.packages.excess_packaging import Packing
from procedures.packages.gb_23350_2009 import GB23350Of2009
from procedures.packages.gb_23350_2021 import GB23350
from services.laboratory.example import write_example
from tests.procedures.answers import Judged, judge

D = Decimal
NOW = "GB 23350-2021"
PLATE = {"name": "茶", "maker": "厂", "model": "盒", "serial": "GP-1", "client": "局", "goods": "tea", "net": "100 g"}
#: Largest interspace ratio in % by the net content of a piece, as two public tables have it.
RATIOS = {"0.5": 85, "1": 85, "1.01": 70, "5": 70, "5.01": 60, "15": 60, "15.01": 50, "30": 50, "30.01": 40, "50": 40,
          "50.01": 30, "1000": 30}  # fmt: skip


@pytest.fixture(scope="module", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packing") / "lab"
    write_example(NOW, folder)
    return folder


def plate(**fields: object) -> Packing:
    return Packing.model_validate({**PLATE, **fields})


def judged(
    lab: Path, given: Mapping[str, str], regulation: str = NOW, on: date = date(2026, 11, 23), **fields: object
) -> Judged:
    lines = [f"{k} = {v}" if isinstance(v, int) else f'{k} = "{v}"' for k, v in {**PLATE, **fields}.items()]
    file = lab / f"subjects/{abs(hash(tuple(lines)))}.toml"
    file.write_text("\n".join(["[instrument]", *lines]) + "\n", "utf-8")
    return judge(regulation, lab / "benches/packing.toml", file, given, on=on)


def box(length: str, width: str = "100", height: str = "100") -> dict[str, str]:
    """Answers of the sides of a box in mm."""
    sides = {"length": length, "width": width, "height": height}
    return {f"interspace/{side}/outer_{side}": value for side, value in sides.items()}


def test_figures_of_2021() -> None:
    facts = GB23350.facts
    assert {k: v[0] for k, v in facts.table("interspace").rows.items()} == {
        "1": 85, "5": 70, "15": 60, "30": 50, "50": 40, "more": 30,
    }  # fmt: skip
    assert {k: v[0] for k, v in facts.table("k").rows.items()} == {
        "tea": 13, "compressed-tea": 9, "mooncake": 7, "zongzi": 5,
    }  # fmt: skip
    assert {k: v[0] for k, v in facts.table("layers").rows.items()} == {
        "grain": 3,
        "mooncake": 3,
        "zongzi": 3,
        "any": 4,
    }
    assert facts.table("cost").rows == {"mooncake": (100, 20, 15), "zongzi": (100, 20, 15), "any": (0, 20, 20)}
    regulation = GB23350.regulation
    assert (regulation.issued, regulation.in_force) == (date(2021, 8, 10), date(2023, 9, 1))


def test_figures_of_2009() -> None:
    facts = GB23350Of2009.facts
    assert {k: v[0] for k, v in facts.table("interspace").rows.items()} == {
        "wine": 55, "pastry": 60, "mooncake": 60, "grain": 10, "health-food": 50, "cosmetics": 50, "any": 45,
    }  # fmt: skip
    assert facts.table("k").rows == {"any": (D("0.6"),)}
    assert {k: v[0] for k, v in facts.table("layers").rows.items()} == {"grain": 2, "any": 3}
    assert facts.table("cost").rows == {"any": (0, 20, 20)}
    regulation = GB23350Of2009.regulation
    assert regulation.draft
    assert (regulation.issued, regulation.in_force, regulation.until) == (
        date(2009, 3, 31), date(2010, 4, 1), date(2023, 8, 31),
    )  # fmt: skip


@pytest.mark.parametrize(("single", "limit"), RATIOS.items())
def test_the_limit_follows_from_the_content_of_a_piece(lab: Path, single: str, limit: int) -> None:
    """A box that is a little fuller than it must be, and one a little emptier."""
    needed = 13 * D(single)
    outer = needed / (1 - D(limit) / 100) * 1000 / 10000  # length of a box of 100 mm by 100 mm
    assert judged(lab, box(f"{outer * D('1.001'):.9f}"), net=f"{single} g").outcomes["interspace"] == "not_conform"
    assert judged(lab, box(f"{outer * D('0.999'):.9f}"), net=f"{single} g").outcomes["interspace"] == "conform"


def test_exactly_as_empty_as_permitted_conforms(lab: Path) -> None:
    """13 · 70 mL = 910 mL in 1300 mL are 30 %; ten pieces of 7 g each may leave 60 %."""
    assert judged(lab, box("130"), net="70 g").outcomes["interspace"] == "conform"
    assert judged(lab, box("130.001"), net="70 g").outcomes["interspace"] == "not_conform"
    assert judged(lab, box("227.5"), net="70 g", pieces=10).outcomes["interspace"] == "conform"
    assert judged(lab, box("227.51"), net="70 g", pieces=10).outcomes["interspace"] == "not_conform"


def test_other_forms_and_goods_packed_together(lab: Path) -> None:
    """A cylinder of 100 mm by 100 mm holds 785.398 mL; 10 g tea and 55 g zongzi need 405 mL."""
    cylinder = {"interspace/diameter/outer_diameter": "100", "interspace/height/outer_height": "100"}
    row = judged(lab, cylinder, shape="cylinder", net="45 g").of("interspace")[""]
    assert abs(D(row["decision"]["unrounded"]) - (1 - D(585) / D("785.39816339")) * 100) < D("0.000001")
    both = judged(lab, {"interspace/outer_volume": "810"}, shape="other", net="10 g", others="zongzi 55 g")
    assert both.of("interspace")[""]["decision"]["unrounded"] == "50"
    own = judged(lab, {"interspace/outer_volume": "1000"}, shape="other", goods="cosmetics", net="100 mL", k="9")
    assert own.of("interspace")[""]["decision"]["unrounded"] == "10"


def test_goods_without_a_coefficient_are_refused_until_it_is_stated(lab: Path) -> None:
    with pytest.raises(SubjectError, match="GP-1: k: there is no coefficient of necessary space for cosmetics;"):
        judged(lab, {}, goods="cosmetics", net="100 mL")


@pytest.mark.parametrize(("goods", "most"), [("grain", 3), ("mooncake", 3), ("zongzi", 3), ("tea", 4), ("wine", 4)])
def test_layers(lab: Path, goods: str, most: int) -> None:
    for layers, outcome in ((most, "conform"), (most + 1, "not_conform")):
        found = judged(lab, {"layers": str(layers)}, goods=goods, k="5")
        assert found.outcomes["layers"] == outcome


@pytest.mark.parametrize(("goods", "price", "cost", "outcome"), [
    ("tea", "200", "40", "conform"), ("tea", "200", "40.01", "not_conform"), ("mooncake", "99.99", "19.99", "conform"),
    ("mooncake", "100", "15", "conform"), ("mooncake", "100", "15.01", "not_conform"),
    ("zongzi", "99", "19.9", "not_conform"),
])  # fmt: skip
def test_cost(lab: Path, goods: str, price: str, cost: str, outcome: str) -> None:
    found = judged(lab, {"cost/price": price, "cost/cost": cost}, goods=goods)
    assert found.outcomes["cost"] == outcome
    assert "reference" not in found.of("cost")[""]  # the price decides what is permitted


@pytest.mark.parametrize(("goods", "asked"), [
    ("mooncake", ["mixed", "materials"]), ("zongzi", ["mixed_price", "materials"]), ("tea", ["no_excess"]),
])  # fmt: skip
def test_what_is_looked_for(lab: Path, goods: str, asked: list[str]) -> None:
    found = judged(lab, {f"basics/{asked[-1]}": "not_conform"}, goods=goods)
    assert [a.rsplit("/", 1)[1] for kind, a, _ in found.bodies if kind == "finding" and a.startswith("basics")] == asked
    assert found.verdict["failed"] == ["basics"]


def test_the_edition_of_2009_is_a_draft_and_not_for_mooncakes_after_the_amendment(lab: Path) -> None:
    """(1 + 0.6) · 300 mL in 1000 mL leave 52 %; nothing fails by a figure from memory, and cost is reported."""
    day = date(2020, 1, 2)
    old = judged(lab, {"initial_volume": "300", **box("100")}, "GB 23350-2009", day, goods="cosmetics", net="50 mL")
    assert D(old.of("interspace")[""]["decision"]["unrounded"]) == 52
    assert old.verdict["outcome"] != "conform"
    costly = judged(lab, {"cost/price": "100", "cost/cost": "21"}, "GB 23350-2009", day, net="50 g")
    assert costly.outcomes["cost"] == "not_conform"
    moon = plate(goods="mooncake")
    assert GB23350Of2009.refuses(moon, date(2022, 8, 14)) is None
    assert GB23350Of2009.refuses(moon, date(2022, 8, 15)) is not None
    assert GB23350Of2009.refuses(plate(), date(2022, 8, 15)) is None


@pytest.mark.parametrize("others", ["gold 3 g", "tea", "tea 3 m", "tea -1 g"])
def test_other_goods_that_cannot_be_read(others: str) -> None:
    with pytest.raises(ValueError, match=r"others|gold|tea"):
        plate(others=others)


def test_an_ideal_package_is_as_large_as_the_goods_need(lab: Path) -> None:
    """1300 mL are a cube of 109 mm; prices are 100 and 10 yuan."""
    found = judged(lab, {})
    assert abs(D(found.of("interspace")[""]["decision"]["unrounded"])) < 1
    assert found.of("cost")[""]["decision"]["unrounded"] == "10"
    other = judged(lab, {}, shape="other")
    assert D(other.of("interspace")[""]["decision"]["unrounded"]) == 0


def test_nothing_is_doubted_only_because_it_is_large(lab: Path) -> None:
    given = {**box("4000", "3000", "2000"), "cost/price": "99999", "cost/cost": "88888"}
    assert judged(lab, given).answers.doubts == []
    large = {"interspace/outer_volume": "9999999"}
    assert judged(lab, large, shape="other").answers.doubts == []
    old = {"initial_volume": "99999", **box("400")}
    assert judged(lab, old, "GB 23350-2009", date(2020, 1, 2), net="50 g").answers.doubts == []


def test_the_coefficient_of_the_nameplate_is_that_of_its_goods_alone(lab: Path) -> None:
    """It stands before the table; further goods keep theirs, and need one."""
    volume = {"interspace/outer_volume": "1000"}
    both = judged(lab, volume, shape="other", net="10 g", k="2", others="zongzi 10 g")
    assert D(both.of("interspace")[""]["decision"]["unrounded"]) == 93
    with pytest.raises(SubjectError, match="for wine;"):
        judged(lab, volume, shape="other", k="9", others="wine 10 mL")
    with pytest.raises(SubjectError, match="for wine, wine;"):
        judged(lab, volume, shape="other", goods="wine", net="10 mL", others="wine 10 mL")
    listed = judged(lab, volume, shape="other", others="zongzi 10 g")
    assert listed.of("specification")["k"]["values"]["value"] == "tea: 13; zongzi: 5"


@pytest.mark.parametrize("fields", [{"k": "0"}, {"k": "-1"}, {"net": "0 g"}])
def test_what_must_be_positive(fields: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"k|positive"):
        plate(**fields)
    assert plate(k="0.5").k == D("0.5")
