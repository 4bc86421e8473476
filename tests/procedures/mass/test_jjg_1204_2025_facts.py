"""JJG 1204-2025: price-computing scales from 2027-01-08, their codes, the lock, the figures a second time."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from procedures.errors import SubjectError, UnknownRegulation
from procedures.mass.jjg_1204_2025 import JJG1204, PriceComputingScale
from procedures.registry import applicable, edition
from services.laboratory.example import write_example
from tests.procedures.answers import Judged, judge
from tests.procedures.mass.editions import check_edges, check_table, stages, statuses

CN, facts = "JJG 1204", JJG1204.facts
FIRST = date(2027, 1, 8)
CHECKED = "appearance codes approval identification self_lock displays overload"
ITEMS = (
    "appearance codes approval identification self_lock displays zero tare eccentricity weighing net repeatability"
    " discrimination overload price"
)


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The laboratory of the example."""
    folder = tmp_path_factory.mktemp("price") / "lab"
    write_example(CN, folder)
    return folder


Scales = Callable[..., Judged]


@pytest.fixture(name="scale")
def a_scale(lab: Path) -> Scales:
    """Judges a price-computing scale, on the first day of the edition."""

    def run(
        regulation: str = CN, given: dict[str, str] | None = None, stage: str = "initial", **fields: str | None
    ) -> Judged:
        text = (lab / "subjects/price_scale.toml").read_text("utf-8").splitlines()
        kept = [line for line in text if line.split(" = ")[0] not in fields]
        plate = lab / "subjects/other.toml"
        plate.write_text("\n".join(kept + [f"{k} = {v}" for k, v in fields.items() if v is not None]), "utf-8")
        return judge(regulation, lab / "benches/price_scale.toml", plate, given or {}, stage, on=FIRST)

    return run


def test_the_edition() -> None:
    r = JJG1204.regulation
    assert (r.id, r.jurisdiction, r.kind, r.replaces) == ("JJG 1204-2025", "CN", "scale", ())
    assert (r.issued.isoformat(), r.in_force, r.validity_months) == ("2025-01-08", FIRST, 12)
    found = stages(JJG1204)
    assert " ".join(found) == ITEMS
    limited = {"zero": "IS", "tare": "IS", "net": "IS", "discrimination": "I"}
    assert {key: s for key, s in found.items() if s != "ISV"} == limited
    assert {i.key for i in JJG1204.items() if not i.measured and i.key in facts.item_keys} == set(CHECKED.split())
    assert [i.key for i in JJG1204.items() if i.gate] == ["specification", "appearance", "codes"]
    assert r.sources == (facts.source("dates"), facts.source("matrix"))


def test_no_figure_was_read() -> None:
    named = "dates matrix scope room mpe in_service preload weights single fraud"
    assert statuses(facts, named) == {
        "secondary": "dates scope fraud appearance codes approval identification self_lock",
        "unverified": "matrix room mpe in_service preload weights single displays zero tare eccentricity weighing net"
        " repeatability discrimination overload price",
    }


def test_figures_a_second_time() -> None:
    check_table(facts)
    assert facts.table("factor").rows == {"in-service": (2,)}
    assert facts.number("max_kg") == 100
    t = {c.quantity: c for c in JJG1204.conditions(None)}["temperature"]
    assert (t.lower, t.upper, t.drift) == (-10, 40, 5)


@pytest.mark.parametrize(("stage", "factor"), [("initial", 1), ("subsequent", 1), ("in-service", 2)])
def test_every_edge(scale: Scales, stage: str, factor: int) -> None:
    check_edges(scale, CN, stage, factor)


def test_the_day_chooses_the_edition() -> None:
    """2027-01-07: JJG 539 for every scale; a day later JJG 1204 for those that compute prices."""
    with pytest.raises(UnknownRegulation, match="came into force on 2027-01-08"):
        edition(CN, date(2027, 1, 7))
    assert edition(CN, FIRST) is JJG1204
    of_china = [[p.regulation.id for p in applicable("scale", day, "CN")] for day in (date(2027, 1, 7), FIRST)]
    assert of_china == [["JJG 539-2016"], ["JJG 1204-2025", "JJG 539-2016"]]


def plate(**fields: str) -> PriceComputingScale:
    return PriceComputingScale.model_validate({
        "name": "x", "name_en": "x", "maker": "x", "model": "x", "serial": "1", "client": "x", "class": "III",
        "max": "15 kg", "min": "100 g", "e": "5 g", "price_computing": True, "production_code": "P",
        "maintenance_code": "M", "verification_code": "V", **fields,
    })  # fmt: skip


@pytest.mark.parametrize(("top", "refused"), [("100 kg", False), ("0.1 t", False), ("100.02 kg", True)])
def test_scales_beyond_the_scope(top: str, refused: bool) -> None:
    subject = plate(max=top, e="20 g", min="400 g")
    assert (JJG1204.refuses(subject, FIRST) is not None) is refused


@pytest.mark.parametrize("missing", ["production_code", "maintenance_code", "verification_code", "price_computing"])
def test_what_the_nameplate_needs(scale: Scales, missing: str) -> None:
    with pytest.raises(SubjectError):
        scale(**{missing: None})
    with pytest.raises(SubjectError):
        scale(price_computing="false")


@pytest.mark.parametrize("code", ["production_code", "maintenance_code", "verification_code"])
def test_a_code_that_differs_ends_the_examination(scale: Scales, code: str) -> None:
    judged = scale(CN, {f"codes/{code}/found": "X-1"})
    assert (judged.outcomes["codes"], judged.outcomes["weighing"]) == ("not_conform", "incomplete")
    assert [k for k, b in judged.of("codes").items() if b["outcome"] == "not_conform"] == [code]


@pytest.mark.parametrize(("check", "item"), [
    ("codes/registered", "codes"), ("approval/approved", "approval"), ("self_lock/lock", "self_lock"),
    ("displays/same_displays", "displays"), ("overload/15050g/no_indication", "overload"),
    ("appearance/legal_marks", "appearance"), ("appearance/nameplate", "appearance"), ("appearance/seal", "appearance"),
    ("appearance/level", "appearance"),
])  # fmt: skip
def test_every_check(scale: Scales, check: str, item: str) -> None:
    judged = scale(CN, {check: "not_conform"})
    assert judged.outcomes[item] == "not_conform"
    assert judged.verdict["failed"] == [item]
    ends = item in {"codes", "appearance"}
    assert (judged.outcomes["weighing"] == "incomplete") is ends


def test_a_scale_without_a_tare_device(scale: Scales) -> None:
    assert set(facts.item_keys) - set(scale(tare_maximum=None).outcomes) == {"tare", "net"}
    assert set(facts.item_keys) - set(scale(software=None, seals=None).outcomes) == {"identification"}


def test_the_price_is_in_yuan(scale: Scales) -> None:
    (found, _) = scale(CN, {"price/9.99CNY_per_kg/price": "49.97"}).of("price").values()
    assert (found["outcome"], found["decision"]["unit"]) == ("not_conform", "元")
    assert [Decimal(x) for x in found["decision"]["limit"]] == [Decimal("-0.01"), Decimal("0.01")]
