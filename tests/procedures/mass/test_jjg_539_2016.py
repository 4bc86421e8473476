"""JJG 539-2016: the tables a second time, every edge, one pass and one fail per item; answers in memory."""

from decimal import Decimal

import pytest

from procedures.kit.suitability import Demand
from procedures.mass.jjg_539_2016 import JJG539, facts
from procedures.regulation import Stage
from sequencer.errors import EntryRefused, Interrupted
from tests.procedures.mass.judging import Judge, loads_of, reading, told

# Class -> load in e up to which ±0.5 e, ±1.0 e and ±1.5 e hold, the load included; Directive 2014/31/EU Annex I Table 3
TABLE = {"III": "500 2000 10000", "IIII": "50 200 1000"}
III_EDGES = '["100 g", "2500 g", "2505 g", "10000 g", "10005 g", "15 kg"]'
IIII = {
    "class": '"IIII"', "max": '"3 kg"', "min": '"50 g"', "tare_maximum": '"1 kg"',
    "test_loads": '["50 g", "250 g", "255 g", "1000 g", "1005 g", "3 kg"]',
}  # fmt: skip


def test_the_edition() -> None:
    r = JJG539.regulation
    assert (r.id, r.issued.isoformat(), r.in_force.isoformat()) == ("JJG 539-2016", "2016-11-30", "2017-05-30")
    assert (r.replaces, r.validity_months, r.kind) == (("JJG 539-1997",), 12, "scale")
    assert facts.standards_demands(None) == {"loads": Demand(ratio=Decimal(3))}
    items = {i.key: i for i in JJG539.items()}
    assert " ".join(list(items)[2:]) == (
        "appearance identification zero tare eccentricity weighing net repeatability discrimination price"
    )
    first, not_in_service = {Stage.INITIAL}, {Stage.INITIAL, Stage.SUBSEQUENT}
    limited = {"zero": not_in_service, "tare": not_in_service, "net": not_in_service, "discrimination": first}
    assert {k: i.stages for k, i in items.items() if len(i.stages) < 3} == limited
    assert [k for k, i in items.items() if not i.measured and k in facts.item_keys] == ["appearance", "identification"]
    assert [k for k, i in items.items() if i.gate] == ["specification", "appearance"]


def test_every_fact_has_its_status_and_nothing_claims_to_be_verified() -> None:
    unverified = {"matrix", "room", "identification", "net", "price"}
    secondary = {*["mpe", "weights", "preload", "single", "in_service", "successor"], *facts.item_keys} - unverified
    assert {k: facts.source(k).status.value for k in unverified} == dict.fromkeys(unverified, "unverified")
    assert {k: facts.source(k).status.value for k in secondary} == dict.fromkeys(secondary, "secondary")
    assert JJG539.regulation.sources == (facts.source("matrix"),)


def test_the_environment() -> None:
    by_name = {c.quantity: c for c in JJG539.conditions(None)}
    t = by_name["temperature"]
    assert (t.lower, t.upper, t.drift) == (-10, 40, 5)
    assert by_name["humidity"].limit == ""


@pytest.mark.parametrize("accuracy", TABLE)
def test_the_table_of_limits(accuracy: str) -> None:
    mpe = facts.table("mpe")
    assert mpe.columns == ("0.5", "1.0", "1.5")
    assert mpe.numbers(accuracy) == tuple(map(Decimal, TABLE[accuracy].split()))


@pytest.mark.parametrize("stage", ["initial", "subsequent", "in-service"])
def test_an_ideal_scale_conforms_at_every_stage(scale: Judge, stage: str) -> None:
    for fields in ({}, IIII):
        judged = scale(stage=stage, **fields)
        assert set(judged.outcomes.values()) == {"conform"}


@pytest.mark.parametrize(("fields", "rows"), [
    ({"test_loads": III_EDGES}, "100 2.5, 2500 2.5, 2505 5, 10000 5, 10005 7.5, 15000 7.5"),
    (IIII, "50 2.5, 250 2.5, 255 5, 1000 5, 1005 7.5, 3000 7.5"),
])  # fmt: skip
@pytest.mark.parametrize(("stage", "factor"), [("initial", 1), ("subsequent", 1), ("in-service", 2)])
def test_every_edge(scale: Judge, fields: dict[str, str], rows: str, stage: str, factor: int) -> None:
    limits = {load: factor * Decimal(limit) for load, limit in (row.split() for row in rows.split(", "))}
    for beyond, outcome in (("0", "conform"), ("0.1", "not_conform")):
        given = {}
        for load, limit in limits.items():
            given |= reading(f"weighing/up/{load}g", load, f"{limit + Decimal(beyond)}")
            given |= reading(f"weighing/down/{load}g", load, f"{-limit - Decimal(beyond)}")
        judged = scale(given, stage, **fields)
        assert judged.outcomes["weighing"] == outcome
        for address, found in judged.of("weighing").items():
            if address != "E0":
                limit = limits[address.partition("/")[2].removesuffix("g")]
                assert tuple(map(Decimal, found["decision"]["limit"])) == (-limit, limit)
                assert found["outcome"] == outcome


def test_the_error_at_zero_is_taken_off(scale: Judge) -> None:
    given = reading("weighing/E0", "50", "1.0") | reading("weighing/up/100g", "100", "3.5")
    judged = scale(given).of("weighing")
    assert judged["up/100g"]["values"]["Ec"] == "2.5"
    assert judged["up/100g"]["outcome"] == "conform"
    assert judged["down/100g"]["values"]["Ec"] == "-1.0"
    assert judged["up/100g"]["words"]["substitution"].endswith("− 1.0")


@pytest.mark.parametrize("item", ["eccentricity", "weighing", "net", "repeatability"])
@pytest.mark.parametrize("symbol", ["I", "dL"])
def test_an_error_at_zero_that_was_not_measured_is_not_assumed(scale: Judge, item: str, symbol: str) -> None:
    judged = scale({f"{item}/E0/{symbol}": "not_measured"})
    assert [k for k, outcome in judged.outcomes.items() if outcome != "conform"] == [item]
    assert judged.outcomes[item] == "incomplete"
    assert len(judged.of(item)) == 2


def test_after_a_tare_that_gave_no_zero_the_tare_is_cleared_all_the_same(scale: Judge) -> None:
    judged = scale({"net/E0/I": "not_measured"})
    assert (len(told(judged, "tare")), len(told(judged, "clear_tare"))) == (2, 2)


@pytest.mark.parametrize("item", ["zero", "tare"])
@pytest.mark.parametrize(("E", "outcome"), [
    ("1.25", "conform"), ("-1.25", "conform"), ("1.26", "not_conform"), ("-1.26", "not_conform"),
])  # fmt: skip
def test_setting_to_a_quarter_of_e(scale: Judge, item: str, E: str, outcome: str) -> None:
    judged = scale(reading(f"{item}/50g", "50", E))
    assert judged.outcomes[item] == outcome
    assert [k for k, o in judged.outcomes.items() if o != "conform"] == ([item] if outcome != "conform" else [])


@pytest.mark.parametrize(
    ("E", "outcome"), [("5", "conform"), ("-5", "conform"), ("5.1", "not_conform"), ("-5.1", "not_conform")]
)
def test_every_position_counts(scale: Judge, E: str, outcome: str) -> None:
    given = {}
    for where in ("centre", "1", "2", "3", "4"):
        given |= reading(f"eccentricity/{where}", "5000", E)
    judged = scale(given)
    assert {b["outcome"] for k, b in judged.of("eccentricity").items() if k != "E0"} == {outcome}
    assert judged.outcomes["eccentricity"] == outcome


@pytest.mark.parametrize(("fields", "load", "where"), [
    ({}, "5000 g", "centre 1 2 3 4"),
    ({"supports": "1"}, "5000 g", "centre 1 2 3 4"),
    ({"supports": "6"}, "3000 g", "centre 1 2 3 4 5 6"),
    ({"receptor": '"hopper"', "supports": "3"}, "1500 g", "centre 1 2 3"),
    ({"receptor": '"hopper"', "supports": None}, "1500 g", "centre 1 2 3 4"),
    ({"receptor": '"rolling"'}, "12000 g", "beginning middle end"),
    ({"tare": '"additive"'}, "7000 g", "centre 1 2 3 4"),
])  # fmt: skip
def test_where_and_with_what_eccentricity_is_tested(
    scale: Judge, fields: dict[str, str], load: str, where: str
) -> None:
    judged = scale(**fields)
    assert loads_of(judged, "eccentricity") == ["E0", *where.split()]
    put = [args for args in told(judged, "place") if args[2] != "centre"]
    assert put == [(load.split(maxsplit=1)[0], "g", at) for at in where.split() if at != "centre"]
    assert {b["values"]["L"] for k, b in judged.of("eccentricity").items() if k != "E0"} == {load.split(maxsplit=1)[0]}


def test_the_order_of_loads(scale: Judge) -> None:
    judged = scale()
    up = ["100g", "2500g", "6250g", "10000g", "15000g"]
    assert loads_of(judged, "weighing") == ["E0", *(f"up/{x}" for x in up), *(f"down/{x}" for x in up[::-1])]
    assert loads_of(judged, "repeatability") == ["E0", "12000g/1", "12000g/2", "12000g/3"]
    net = [*up[:4], "13000g"]
    assert loads_of(judged, "net") == ["E0", *(f"up/{x}" for x in net), *(f"down/{x}" for x in net[::-1])]


def test_what_is_put_on_for_zero_tare_and_net(scale: Judge) -> None:
    judged = scale()
    place = [args[0] for args in told(judged, "place")]
    assert place[:9] == ["15000", "0", "0", "50", "2000", "2050", "0", "0", "50"]
    net = place.index("15000", 20) + 6
    assert place[net : net + 8] == ["2000", "2000", "2050", "2100", "4500", "8250", "12000", "15000"]
    assert (len(told(judged, "zero")), len(told(judged, "tare")), len(told(judged, "clear_tare"))) == (1, 2, 2)


@pytest.mark.parametrize(("tare", "kind", "top"), [
    ("6 kg", "subtractive", "13000g"), ("15 kg", "subtractive", "10000g"), ("6 kg", "additive", "15000g"),
    ("20 kg", "additive", "15000g"),
])  # fmt: skip
def test_the_largest_net_load(scale: Judge, tare: str, kind: str, top: str) -> None:
    judged = scale(tare_maximum=f'"{tare}"', tare=f'"{kind}"')
    assert [x for x in loads_of(judged, "net") if x.startswith("up/")][-1] == f"up/{top}"
    E = reading(f"net/up/{top}", top.removesuffix("g"), "-7.6" if top != "10000g" else "-5.1")
    assert scale(E, tare_maximum=f'"{tare}"', tare=f'"{kind}"').outcomes["net"] == "not_conform"


def test_net_is_judged_by_the_net_load(scale: Judge) -> None:
    for E, outcome in (("2.5", "conform"), ("2.6", "not_conform")):
        judged = scale(reading("net/up/2500g", "2500", E))
        assert judged.outcomes["net"] == outcome
        assert judged.outcomes["weighing"] == "conform"
    assert all(not b.get("plot") for b in judged.of("net").values())


@pytest.mark.parametrize(("errors", "outcome"), [
    ("0 4 -3.5", "conform"), ("0 4 -3.6", "not_conform"), ("7.5 0 0", "conform"), ("0 7.6 1", "not_conform"),
    ("-7.5 -7.5 -7.5", "conform"), ("-7.6 -7.5 -7.5", "not_conform"),
])  # fmt: skip
def test_repeatability_is_the_spread_and_every_single_error(scale: Judge, errors: str, outcome: str) -> None:
    given = {}
    for n, E in enumerate(errors.split(), 1):
        given |= reading(f"repeatability/12000g/{n}", "12000", E)
    judged = scale(given)
    assert judged.outcomes["repeatability"] == outcome
    spread = judged.of("repeatability")["12000g"]
    numbers = [Decimal(E) for E in errors.split()]
    assert Decimal(spread["values"]["spread"]) == max(numbers) - min(numbers)
    assert spread["values"]["L"] == "12000"


def test_a_weighing_that_is_missing_leaves_the_spread_open(scale: Judge) -> None:
    judged = scale({"repeatability/12000g/2/I": "not_measured"})
    assert judged.outcomes["repeatability"] == "incomplete"
    assert judged.of("repeatability")["12000g"]["outcome"] == "incomplete"


@pytest.mark.parametrize(("fallen", "final", "outcome"), [
    ("-5", "5", "conform"), ("-5", "0", "not_conform"), ("-5", "10", "not_conform"), ("-10", "5", "not_conform"),
    ("0", "5", "not_conform"),
])  # fmt: skip
def test_discrimination(scale: Judge, fallen: str, final: str, outcome: str) -> None:
    given = {}
    for load in (100, 7500, 15000):
        at, first = f"discrimination/{load}g", load + 5
        given |= {f"{at}/I1": f"{first}", f"{at}/I2": f"{first + int(fallen)}", f"{at}/I3": f"{first + int(final)}"}
    judged = scale(given)
    assert judged.outcomes["discrimination"] == outcome
    for load in ("100", "7500", "15000"):
        found = judged.of("discrimination")[f"{load}g"]
        assert found["outcome"] == outcome
        assert (found["values"]["L"], found["values"]["required"]) == (load, str(int(load) + 10))


def test_the_pieces_of_discrimination(scale: Judge) -> None:
    """Ten pieces of 0.5 g on the load, taken away, one put back, 7 g added."""
    judged = scale()
    assert [a for a in told(judged, "place") if a[0] in {"105.0", "7505.0", "15005.0"}] == [
        ("105.0", "g", "centre"), ("7505.0", "g", "centre"), ("15005.0", "g", "centre"),
    ]  # fmt: skip
    assert told(judged, "add") == [("0.5", "g"), ("7.0", "g")] * 3
    taken = [b["args"] for kind, a, b in judged.bodies if kind == "observation" and a.endswith("/taken")]
    assert taken == [["0.5", "g"]] * 3
    assert {b["text"] for kind, a, b in judged.bodies if a.endswith("/taken")} == {"2.5"}
    assert judged.of("discrimination")["100g"]["values"]["I1"] == "105"
    added = [b["args"] for kind, a, b in judged.bodies if kind == "observation" and a.endswith("/dL")]
    assert all(args == ["0.5", "g"] for args in added)


@pytest.mark.parametrize(("interval", "beyond"), [("0.01", "0.011"), ("0.1", "0.11"), ("1", "1.01")])
@pytest.mark.parametrize("U", ["9.99", "26.80"])
def test_the_price_to_one_interval(scale: Judge, interval: str, beyond: str, U: str) -> None:
    """5 kg at each unit price."""
    exact, at = 5 * Decimal(U), f"price/{U}CNY_per_kg"
    for difference, outcome in ((interval, "conform"), (f"-{interval}", "conform"), (beyond, "not_conform")):
        given = {f"{at}/price": f"{exact + Decimal(difference)}"}
        judged = scale(given, price_interval=f'"{interval}"')
        assert judged.outcomes["price"] == outcome
    values = judged.of("price")[f"{U}CNY_per_kg"]["values"]
    assert (values["W"], values["U"]) == ("5000", U)
    assert judged.of("price")[f"{U}CNY_per_kg"]["decision"]["unit"] == "元"


def test_the_price_follows_the_weight_shown(scale: Judge) -> None:
    given = {"price/W": "5005", "9.99CNY_per_kg/price": "50.00", "26.80CNY_per_kg/price": "134.13"}
    assert scale(given).outcomes["price"] == "conform"
    in_kg = {"e": '"0.005 kg"', "d": '"0.005 kg"'}
    assert (
        scale({k: v if "price" in k.split("/")[-1] else "5.005" for k, v in given.items()}, **in_kg).outcomes["price"]
        == "conform"
    )


@pytest.mark.parametrize("check", ["legal_marks", "nameplate", "seal", "level"])
def test_a_failed_check_ends_the_examination(scale: Judge, check: str) -> None:
    judged = scale({f"appearance/{check}": "not_conform"})
    assert (judged.outcomes["appearance"], judged.outcomes["weighing"]) == ("not_conform", "incomplete")


@pytest.mark.parametrize(("fields", "missing"), [
    ({"tare_maximum": None}, {"tare", "net"}), ({"price_computing": "false"}, {"price"}),
])  # fmt: skip
def test_devices_that_are_not_there(scale: Judge, fields: dict[str, str | None], missing: set[str]) -> None:
    assert set(facts.item_keys) - set(scale(**fields).outcomes) == missing | {"identification"}
    for marks in ({"software": '"SW 2.30"'}, {"seals": '["A-1"]'}, {"photographs": '["seals"]'}):
        assert set(facts.item_keys) - set(scale(**fields, **marks).outcomes) == missing


@pytest.mark.parametrize(("address", "text", "code"), [
    ("weighing/up/100g/I", "102", "refused"), ("weighing/up/100g/dL", "5.6", "refused"),
    ("weighing/up/15000g/I", "15050", "refused"), ("discrimination/100g/I2", "101", "refused"),
    ("weighing/up/100g/I", "150", "indication_far_from_load"), ("price/W", "5050", "indication_far_from_load"),
    ("weighing/up/100g/I", "120", "reading_far"),
])  # fmt: skip
def test_readings_that_cannot_be_or_are_far(scale: Judge, address: str, text: str, code: str) -> None:
    if code == "refused":
        with pytest.raises((EntryRefused, Interrupted)):
            scale({address: text})
    else:
        assert code in scale({address: text}).answers.doubts


def test_the_error_curve(scale: Judge) -> None:
    plots = {k: b["plot"] for k, b in scale().of("weighing").items() if b.get("plot")}
    assert len(plots) == 10
    assert {p["series"] for p in plots.values()} == {"up", "down"}
    assert plots["up/2500g"]["x"] == "2500"
