"""What JJG 539-2016 shares with the laws of other countries, where only they have it: tried with that of Spain."""

from decimal import Decimal

import pytest

from procedures.mass.ict_155_i_2020 import ICT155I
from procedures.mass.oiml_r_76_2006 import OIMLR76
from tests.procedures.mass.editions import Shop, check_table
from tests.procedures.mass.judging import loads_of, reading, told

ES = "ICT/155/2020 I"
CLASS_I = {
    "class": '"I"', "max": '"220 g"', "min": '"100 mg"', "e": '"1 mg"', "d": '"1 mg"', "tare_maximum": None,
    "price_computing": "false",
}  # fmt: skip
CLASS_II = CLASS_I | {"class": '"II"', "max": '"3 kg"', "min": '"5 g"', "e": '"0.1 g"', "d": '"0.1 g"'}


def test_the_shared_figures_a_second_time() -> None:
    """The rows of the classes that JJG 539 does not have, and how other laws preload, are those of OIML R 76."""
    check_table(OIMLR76.facts)
    assert ICT155I.facts.table("factor").rows == {}


def test_what_is_put_on_to_look_beyond_max(shop: Shop) -> None:
    """Max + 10 e, and nothing afterwards."""
    judged = shop(ES)
    put = [
        args for kind, a, b in judged.bodies if kind == "command" and a.startswith("overload") for args in [b["args"]]
    ]
    assert [args for args in put if len(args) == 3] == [["15050", "g", "centre"], ["0", "g", "centre"]]
    assert judged.outcomes["overload"] == "conform"


def test_beyond_max_with_substitution_loads(shop: Shop) -> None:
    """Weights of 6 kg: two times replaced, then 3 kg and ten intervals of weights on them."""
    judged = shop(ES, substitution='"6 kg"', price_computing="false")
    commands = [(b["method"], b["args"][0]) for kind, a, b in judged.bodies if kind == "command" and "overload" in a]
    assert ("place", "3050") in commands
    assert [load for method, load in commands if method == "substitute"][-1] == "12000"


@pytest.mark.parametrize(("fields", "limits"), [
    (CLASS_I, {"50000mg": "1", "100mg": "1", "200000mg": "2", "220000mg": "3"}),
    (CLASS_II, {"5g": "0.1", "500.0g": "0.1", "2000.0g": "0.2", "3000g": "0.3"}),
])  # fmt: skip
def test_classes_i_and_ii(shop: Shop, fields: dict[str, str | None], limits: dict[str, str]) -> None:
    judged = shop(ES, **fields)
    found = judged.of("weighing")
    for load, limit in limits.items():
        assert Decimal(found[f"up/{load}"]["decision"]["limit"][1]) == Decimal(limit)
    assert len([x for x in loads_of(judged, "repeatability") if x != "E0"]) == 6


@pytest.mark.parametrize(("e", "least", "top", "examined"), [
    ("1 mg", "20 mg", "100 g", False), ("4 mg", "80 mg", "400 g", False), ("5 mg", "100 mg", "500 g", True),
    ("0.005 g", "0.1 g", "500 g", True),
])  # fmt: skip
def test_discrimination_from_5_mg_on(shop: Shop, e: str, least: str, top: str, examined: bool) -> None:
    plate = CLASS_II | {"e": f'"{e}"', "d": f'"{e}"', "min": f'"{least}"', "max": f'"{top}"'}
    assert ("discrimination" in shop(ES, **plate).outcomes) is examined


def test_discrimination_of_several_intervals_of_which_the_first_is_fine(shop: Shop) -> None:
    ranges = '[{ max = "50 g", e = "2 mg" }, { max = "100 g", e = "5 mg" }]'
    plate = CLASS_II | {"ranges": ranges, "e": '"2 mg"', "d": None, "min": '"40 mg"', "max": '"100 g"'}
    assert "discrimination" not in shop(ES, **plate).outcomes


@pytest.mark.parametrize(("mechanical", "E", "outcome"), [
    ("true", "2.5", "conform"), ("true", "2.6", "not_conform"), ("false", "1.25", "conform"),
    ("false", "1.26", "not_conform"),
])  # fmt: skip
def test_a_tare_of_a_mechanical_scale(shop: Shop, mechanical: str, E: str, outcome: str) -> None:
    assert shop(ES, reading("tare/50g", "50", E), mechanical=mechanical).outcomes["tare"] == outcome


def test_half_of_the_first_interval(shop: Shop) -> None:
    """A mechanical scale of several intervals: 0.5 d of the first, also at 0.25 e of the others."""
    ranges = '[{ max = "6 kg", e = "2 g" }, { max = "15 kg", e = "5 g" }]'
    fields = {"ranges": ranges, "e": '"2 g"', "d": None, "min": '"40 g"', "tare_maximum": '"5 kg"'}
    for mechanical, limit in (("true", "1.0"), ("false", "0.50")):
        (found,) = shop(ES, mechanical=mechanical, **fields).of("tare").values()
        assert Decimal(found["decision"]["limit"][1]) == Decimal(limit)


def test_prices_in_the_currency_of_the_scale(shop: Shop) -> None:
    for currency, symbol in (("EUR", "€"), ("CNY", "元")):
        judged = shop(ES, currency=f'"{currency}"').of("price")
        assert list(judged) == [f"{U}{currency}_per_kg" for U in ("9.99", "26.80")]
        assert {b["decision"]["unit"] for b in judged.values()} == {symbol}


def test_preloading_once_to_max(shop: Shop) -> None:
    """No law but JJG 539 treats large scales otherwise."""
    for receptor in ("platform", "rolling"):
        fields = {"receptor": f'"{receptor}"', "max": '"60000 kg"', "min": '"400 kg"', "e": '"20 kg"', "d": '"20 kg"'}
        put = [args[0] for args in told(shop(ES, price_computing="false", tare_maximum=None, **fields), "place")]
        assert put[:3] == ["60000", "0", "0"]
