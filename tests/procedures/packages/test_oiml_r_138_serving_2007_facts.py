"""Serving measures by OIML R 138: the table a second time, limits at mark and brim, what is poured out, the marks."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from procedures.packages.oiml_r_138_serving_2007 import R138Serving
from services.laboratory.example import write_example
from tests.procedures.answers import Judged, judge
from tests.procedures.packages.lots import pedigree, subject_file, unsuitable
from tests.procedures.packages.test_bottles import PER_GRAM, PLATE, row

D = Decimal
R = "OIML R 138 5.1.1:2007"
FACTS = R138Serving.facts
GLASS = {
    **{key: value for key, value in PLATE.items() if key != "brim"}, "nominal": '"300 mL"', "use": '"drinking"',
    "to_brim": "false", "foaming": "false",
}  # fmt: skip
#: Use, capacity to the brim, nominal: lower and upper limit.
LIMITS: dict[tuple[str, str, str], tuple[str, str]] = {
    ("transfer", "false", "50"): ("48", "52"), ("transfer", "false", "99"): ("97", "101"),
    ("transfer", "false", "100"): ("97", "103"), ("transfer", "false", "500"): ("485", "515"),
    ("transfer", "true", "99"): ("99", "103"), ("transfer", "true", "100"): ("100", "106"),
    ("drinking", "false", "199"): ("189.05", "208.95"), ("drinking", "false", "200"): ("190", "210"),
    ("drinking", "false", "300"): ("287.5", "312.5"), ("drinking", "true", "199"): ("199", "218.9"),
    ("drinking", "false", "200.5"): ("190.4875", "210.5125"), ("drinking", "true", "200.5"): ("200.5", "220.525"),
    ("drinking", "true", "200"): ("200", "220"), ("drinking", "true", "500"): ("500", "535"),
}  # fmt: skip


@pytest.fixture(scope="module", name="glasses")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("glasses") / "lab"
    write_example(R, folder)
    return folder


def poured(lab: Path, volumes: list[str], given: dict[str, str] | None = None, **fields: str) -> Judged:
    """A sample of which these volumes in mL are delivered, the ideal ones otherwise."""
    masses = {f"weighing/{n}/filled": str(round(D(v) / PER_GRAM, 12)) for n, v in enumerate(volumes, 1)}
    file = subject_file(lab, {**GLASS, **fields})
    return judge(R, lab / "benches/serving_measure.toml", file, {**masses, **(given or {})})


@pytest.mark.parametrize(("kind", "limits"), LIMITS.items())
def test_limits(kind: tuple[str, str, str], limits: tuple[str, str]) -> None:
    use, brim, nominal = kind
    made: Any = R138Serving.__new__(R138Serving)
    made.subject = SimpleNamespace(use=use, to_brim=brim == "true", size=D(nominal))
    low, high = map(D, limits)
    assert made.limits() == (low, high)
    assert made.permissible() == (high - low) / 2


def test_the_three_inequalities(glasses: Path) -> None:
    found = poured(glasses, [], use='"transfer"', nominal='"500 mL"')
    shown: Any = [row(found, point)["limit"] for point in ("lower", "upper", "spread")]
    assert (D(shown[0][0]), D(shown[1][1]), D(shown[2][1])) == (485, 515, D("0.266") * 30)


def test_figures() -> None:
    names = ("sample", "k", "F", "ratio", "least", "most", "distant_from", "air", "weights")
    values = (35, D("1.57"), D("0.266"), 5, 20, 5000, 50, D("1.2"), 8000)
    assert tuple(FACTS.number(n) for n in names) == values
    statuses, unmeasured = pedigree(FACTS, "dates scope mpe marking sampling acceptance standard water buoyancy")
    assert "".join(statuses.values()) == "uvvvvvsvs"
    assert unmeasured == {"marking"}
    assert (R138Serving.regulation.issued, R138Serving.regulation.in_force) == (date(2007, 1, 1), date(2007, 1, 1))


def test_at_the_brim_it_may_only_be_larger(glasses: Path) -> None:
    for volume, outcome in (
        ("300.0001", "conform"),
        ("299.9999", "not_conform"),
        ("324.9999", "conform"),
        ("325.0001", "not_conform"),
    ):
        found = poured(glasses, [volume] * 35, to_brim="true")
        assert found.outcomes["capacity"] == outcome


def test_what_stays_in_the_vessel_is_not_delivered(glasses: Path) -> None:
    stays = {f"weighing/{n}/dry": "1" for n in range(1, 36)}
    found = poured(glasses, [], stays)
    assert abs(D(row(found, "upper")["unrounded"]) - (300 - PER_GRAM)) < D("1e-9")
    commands = [str(b) for k, _, b in found.bodies if k == "command"]
    put = [next(s for s in ("level", "emptied", "brimful", "dry") if f"'{s}'" in c) for c in commands if "put" in c]
    assert put[:2] == ["level", "emptied"]


@pytest.mark.parametrize(("fields", "more"), [
    ({}, ["gauge_mark", "from_brim"]), ({"nominal": '"50 mL"'}, ["gauge_mark"]),
    ({"nominal": '"51 mL"'}, ["gauge_mark", "from_brim"]), ({"use": '"transfer"'}, ["gauge_mark"]),
    ({"foaming": "true"}, ["gauge_mark", "from_brim", "foam"]), ({"to_brim": "true", "foaming": "true"}, []),
])  # fmt: skip
def test_marks(glasses: Path, fields: dict[str, str], more: list[str]) -> None:
    found = poured(glasses, [], **fields)
    keys = [a.split("/")[1] for k, a, _ in found.bodies if k == "finding" and a.startswith("marking/")]
    assert keys == ["nominal", "maker", *more]


@pytest.mark.parametrize(("nominal", "outcome"), [("20 mL", "conform"), ("19 mL", "not_conform")])
def test_scope(glasses: Path, nominal: str, outcome: str) -> None:
    assert poured(glasses, [], nominal=f'"{nominal}"').outcomes["specification"] == outcome


@pytest.mark.parametrize(("brim", "expanded", "found"), [
    ("false", "1.76", []), ("false", "1.77", ["uncertainty"]), ("true", "1.76", []), ("true", "1.77", ["uncertainty"]),
])  # fmt: skip
def test_uncertainty(glasses: Path, brim: str, expanded: str, found: list[str]) -> None:
    """A fifth of 12.5 mL: half of what lies between the limits, at the mark and at the brim."""
    standards = glasses / "standards.toml"
    kept = standards.read_text("utf-8")
    standards.write_text(kept.replace('uncertainty = "0.01"', f'uncertainty = "{expanded}"'), "utf-8")
    try:
        assert unsuitable(glasses, R, "serving_measure", subject_file(glasses, {**GLASS, "to_brim": brim})) == found
    finally:
        standards.write_text(kept, "utf-8")
