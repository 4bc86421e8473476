"""What differs between initial, subsequent and in-service verification, and between instruments."""

from decimal import Decimal
from typing import Any

import pytest

MULTI = '[{ max = "3 kg", e = "1 g" }, { max = "15 kg", e = "5 g" }]'


def limits(verified: Any) -> dict[str, Decimal]:
    """MPE by load of the weighing test."""
    found = (c["values"] for c in verified.conclusions("weighing") if "MPE" in c["values"])
    return {v["L"]: Decimal(v["MPE"].strip("±")) for v in found}


def test_in_service_doubles_the_limits_of_a_scale(verify: Any) -> None:
    initial, subsequent, in_service = (
        limits(verify("scale", stage=s)) for s in ("initial", "subsequent", "in-service")
    )
    assert initial == subsequent
    assert in_service == {load: 2 * mpe for load, mpe in initial.items()}
    assert initial["2500"] == Decimal("2.5")
    assert initial["10000"] == Decimal(5)
    assert initial["15000"] == Decimal("7.5")


def test_an_error_between_the_limits_fails_only_at_initial_verification(verify: Any) -> None:
    """The span defect is 2 e at Max: beyond 1.5 e, within 3 e."""
    serial = '"SY-DEFECT-span"'
    assert verify("scale", serial=serial).verdict["failed"] == ["weighing", "net"]
    assert verify("scale", serial=serial, stage="subsequent").verdict["failed"] == ["weighing", "net"]
    assert verify("scale", serial=serial, stage="in-service").outcome == "conform"


UNMARKED = {"identification"}
"""What a nameplate without software identification and seal numbers leaves out."""
NO_CONTACTS = {"insulation", "set_point", "switching"}
"""What a gauge without contacts leaves out."""


@pytest.mark.parametrize(("kind", "stage", "omitted"), [
    ("scale", "initial", UNMARKED), ("scale", "subsequent", UNMARKED | {"discrimination"}),
    ("scale", "in-service", UNMARKED | {"zero", "tare", "net", "discrimination"}),
    ("gauge", "initial", NO_CONTACTS), ("gauge", "subsequent", NO_CONTACTS), ("gauge", "in-service", NO_CONTACTS),
])  # fmt: skip
def test_items_by_stage(verify: Any, kind: str, stage: str, omitted: set[str]) -> None:
    verified = verify(kind, stage=stage)
    assert set(verified.omitted) == omitted
    assert all("stage" in reason for key, reason in verified.omitted.items() if key not in UNMARKED | NO_CONTACTS)
    examined = {i["key"] for i in verified.bodies("item")}
    assert not examined & omitted
    assert verified.outcome == "conform"


def test_items_by_nameplate(verify: Any) -> None:
    verified = verify("scale", price_computing="false", tare_maximum=None)
    assert verified.omitted == {
        "price": "not a price-computing scale",
        "tare": "there is no tare device",
        "net": "there is no tare device",
        "identification": "no software identification or seal number is on record",
    }


def test_a_multi_interval_scale(verify: Any) -> None:
    verified = verify("scale", ranges=MULTI, min='"20 g"', e='"1 g"', d='"1 g"', tare_maximum='"3 kg"')
    assert verified.outcome == "conform", verified.verdict
    found = limits(verified)
    assert found["500"] == Decimal("0.5")
    assert found["2000"] == Decimal(1)
    assert found["3000"] == Decimal("1.5")
    assert found["10000"] == Decimal(5)
    assert found["15000"] == Decimal("7.5")
    (plan,) = verified.bodies("plan")
    reasons = {p["point"]["en"]: p["reason"]["en"] for p in plan["points"] if p["item"] == "weighing"}
    assert "end of partial range 1" in reasons["3000 g ↑"]


def test_a_multi_interval_scale_whose_first_range_ends_at_half_of_max(verify: Any) -> None:
    """The usual 3/6, 6/15 and 15/30 kg: there the display would fall by one interval and rise by another."""
    halves = '[{ max = "3 kg", e = "1 g" }, { max = "6 kg", e = "2 g" }]'
    fields = {"max": '"6 kg"', "min": '"20 g"', "e": '"1 g"', "d": '"1 g"', "tare_maximum": '"3 kg"'}
    for seed in range(3):
        verified = verify("scale", seed=seed, ranges=halves, **fields)
        assert verified.outcome == "conform", verified.verdict
    assert [c["values"]["L"] for c in verified.conclusions("discrimination")] == ["20", "3020", "6000"]


def test_every_load_is_weighed_by_the_changeover_method(verify: Any) -> None:
    """The display of a verified scale is coarser than 0.2 e."""
    assert "—" not in {v["values"]["dL"] for v in verify("scale").conclusions("weighing")}


def test_a_display_finer_than_e_is_judged_before_anything_is_weighed(verify: Any) -> None:
    verified = verify("scale", d='"1 g"')
    assert verified.verdict["failed"] == ["specification"]
    assert verified.bodies("observation") == []


@pytest.mark.parametrize(("accuracy", "case", "rest", "top"), [
    ("1", "150 mm", "0.0160", "0.0256"), ("1.6", "100 mm", "0.0256", "0.0400"),
    ("2.5", "100 mm", "0.0400", "0.0640"), ("4", "60 mm", "0.0640", "0.0640"),
])  # fmt: skip
def test_limits_of_the_gauge_classes(verify: Any, accuracy: str, case: str, rest: str, top: str) -> None:
    """Percent of the span; the wider limit from 90 % of the upper limit on."""
    verified = verify("gauge", **{"class": f'"{accuracy}"', "case_diameter": f'"{case}"'})
    found = {c["label"]["zh"]: c["values"]["MPE"] for c in verified.conclusions("indication") if "E" in c["values"]}
    assert Decimal(found["1.2 MPa ↑"].strip("±")) == Decimal(rest)
    assert Decimal(found["1.6 MPa ↑"].strip("±")) == Decimal(top)
    assert verified.verdict["grade"]["zh"] == f"{accuracy} 级"


def test_an_old_class_is_judged_as_the_new_one(verify: Any) -> None:
    old, new = verify("gauge", **{"class": '"1.5"'}), verify("gauge")
    assert [c["values"].get("MPE") for c in old.conclusions("indication")] == [
        c["values"].get("MPE") for c in new.conclusions("indication")
    ]


def test_what_is_not_verified_is_listed(verify: Any) -> None:
    for kind in ("scale", "gauge"):
        verified = verify(kind)
        listed = [t["zh"] for t in verified.verdict["unverified"]]
        assert any("检定项目一览表" in text for text in listed)
        assert all(t["zh"] and t["en"] for t in verified.verdict["unverified"])
