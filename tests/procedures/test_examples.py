"""The example of every edition that names one: a good subject conforms, each defect fails its own items only.

Of an example that several editions share, every other defect is tried under the first of them; under each other edition
those that it judges otherwise, and a part of the rest, another one for each. Thorough tests try them all.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from drivers.bench import load_bench
from drivers.simulation import catalogue
from drivers.simulation.truth import failing_items
from procedures.registry import implemented
from procedures.regulation import Work
from services.laboratory.example import FOLDER, Example, example_of, write_example
from tests.figures_read import supply
from tests.procedures.conftest import DAY, Verified, verified
from tests.thorough import part

pytestmark = pytest.mark.systems


def _shipped_beside(example: Example | None) -> bool:
    """Whether it stands in `services/laboratory/examples/`; those of `config/` are run by other tests."""
    return example is not None and example.bench.is_relative_to(FOLDER)


EDITIONS = {
    p.regulation.id: p
    for p in implemented().editions
    if _shipped_beside(example_of(p))
    and (p.regulation.until is None or p.regulation.until >= DAY)
    and p.regulation.work != Work.ANTI_FRAUD  # an anomaly is undecided: see tests/procedures/investigations
}
LONGEST = 9
"""Digits of a result: 100.000030 g of a weight whose U is 0.000050 g."""
_NUMBER = re.compile(r"[-+]?\d+\.\d+")
BOTH = ["indication", "signs"]
HEAVY = ["weighing", "net", "repeatability"]
#: Where an edition judges a defect otherwise than the description of the unit says.
OTHERWISE = {
    ("OIML R 49:2024", "gain"): BOTH,
    ("OIML R 49:2024", "small"): BOTH,
    ("OIML R 49:2024", "starting"): BOTH,
    ("OIML R 49:2024", "stuck"): BOTH,
    ("ICT/155/2020 III:2020", "gain"): BOTH,
    ("ICT/155/2020 III:2020", "stuck"): BOTH,
    ("ICT/155/2020 III:2020", "one_sign"): [],  # 1.5 % is below half of 4 %
    ("Regeling EU-meetinstrumenten art. 12/2006", "residue"): [],  # the directive says nothing of what remains
    ("NOR INDI0700368A:2007", "small"): [],  # below 0.06 Q3, where France does not look
    ("NOR INDI0700368A:2007", "starting"): [],
    ("NOR INDI0700368A:2007", "seal"): [],  # France examines the type and its mark
    ("NOR ECEI1025327A:2010", "worn"): [],  # 2.2 %: 3 % in service in France
    ("2014/32/EU VIII IV:2014", "residue"): [],
    ("2014/32/EU VIII VI:2014", "some"): ["wagons", "coupled_share"],  # beyond twice the initial limit
    ("NOR INDI0606591A III.9:2006", "slip"): [],  # the installation is compared with its plans only
    ("Regeling EU-meetinstrumenten art. 6/2006", "worn"): [],  # 2.6 %: twice 1.5 % in use in the Netherlands
    ("OIML R 76:2006", "span"): HEAVY,  # twice its limit at Max is beyond the limit at the load of repeatability too
    ("MessEV § 22 Abs. 1:2014", "span"): HEAVY,
    ("ICT/155/2020 IX:2020", "unsteady"): ["leak"],  # repeatability is not asked; what scatters looks like dilution
    ("ICT/155/2020 IX:2020", "NO"): [],  # not verified in Spain
    ("RD 244/2016 XVI:2016", "NO"): [],
    ("JJG 688-2025", "O2"): ["calibration"],  # a response is a part of the change, whatever is left at its end
    ("JJG 688-2025", "unsteady"): ["repeatability", "stability"],
    ("RD 244/2016 XVI:2016", "warm_up"): [],  # one of the tests in service
    ("RD 244/2016 XVI:2016", "low_flow"): [],
    ("JJG 1036-2022", "span"): ["repeatability", "weighing"],
    # no limit of its grades is remembered, so that all are filled in alike
    ("GB 12021.2-2025", "leaking"): ["minimum", "overstated", "printed"],
    ("JJG 1036-2022", "drifting"): ["weighing"],  # repeatability comes before it has built up
}
#: A lag shows with one element as much as with all, and one bad element alone is beyond limits that have no difference.
OF_THE_DIRECTIVE = (
    "2014/32/EU V:2014",
    "RD 244/2016 X:2016",
    "MessEV § 22 Abs. 2:2014",
    "Regeling EU-meetinstrumenten art. 7/2006",
)
OTHERWISE |= {(name, "lag"): ["balanced", "single"] for name in OF_THE_DIRECTIVE}
OTHERWISE |= {(name, "imbalance"): ["single"] for name in OF_THE_DIRECTIVE}
OTHERWISE |= {
    (name, "appearance"): ["examination"] for name in (*OF_THE_DIRECTIVE, "NOR PROI1235435A:2013", "OIML R 46:2012")
}
FIRST = ["first_balanced", "first_single"]
OTHERWISE |= {("NOR PROI1235435A:2013", defect): FIRST for defect in ("gain", "lag", "nonlinearity")}
OTHERWISE[("NOR PROI1235435A:2013", "imbalance")] = ["first_single"]
CASES: list[tuple[str, str, str]] = []
SHARED: Counter[str] = Counter()
for name, edition in EDITIONS.items():
    shown = example_of(edition)
    assert shown is not None
    simulation = load_bench(shown.bench).simulation
    assert simulation is not None
    CASES += [(name, "", "")]
    bad = [(name, s.serial, s.defect) for s in simulation.samples if s.defect]
    before, SHARED[shown.name] = SHARED[shown.name], SHARED[shown.name] + 1
    tried = set(part(bad[before - 1 :], 5) if before else part(bad, 2))
    CASES += [case for case in bad if case in tried or (name, case[2]) in OTHERWISE]


@pytest.mark.parametrize(("regulation", "serial", "defect"), CASES, ids=[f"{r} {d or 'good'}" for r, _, d in CASES])
def test_a_sample(tmp_path: Path, regulation: str, serial: str, defect: str) -> None:
    edition = EDITIONS[regulation]
    example = example_of(edition)
    assert example is not None
    write_example(regulation, tmp_path / "lab")
    bench, subject = (tmp_path / f"lab/{part}/{example.name}.toml" for part in ("benches", "subjects"))
    if serial:
        text = subject.read_text("utf-8").splitlines()
        subject.write_text("\n".join(f'serial = "{serial}"' if t.startswith("serial =") else t for t in text), "utf-8")
    supply(edition, tmp_path / "lab")
    on = max(DAY, edition.regulation.in_force)
    found = verified(regulation, bench, subject, stage=str(edition.stages()[0]), on=on)
    described = _failing(bench, defect, {item.key for item in edition.items()} - set(found.omitted))
    expected = OTHERWISE.get((regulation, defect), described)
    assert found.verdict["failed"] == expected
    assert _longer_than_known(found) == []
    assert found.outcome == ("not_conform" if expected else "conform")


def _longer_than_known(found: Verified) -> list[str]:
    """Printed numbers of more digits than any result has that nobody read: quotients, and conversions of readings."""
    read = {o.get("text", "") for o in found.bodies("observation")}
    printed = {value for c in found.bodies("conclusion") for value in c.get("values", {}).values()}
    return sorted(v for v in printed - read if _NUMBER.fullmatch(v) and len(v.strip("-+0.").replace(".", "")) > LONGEST)


DRAFTS = [name for name, p in EDITIONS.items() if p.regulation.draft]


@pytest.mark.parametrize("regulation", DRAFTS)
@pytest.mark.parametrize("file", ["", "-with-defect"])
def test_a_draft_decides_nothing(tmp_path: Path, regulation: str, file: str) -> None:
    edition = EDITIONS[regulation]
    example = example_of(edition)
    assert example is not None
    write_example(regulation, tmp_path / "lab")
    bench, subject = tmp_path / f"lab/benches/{example.name}.toml", tmp_path / f"lab/subjects/{example.name}{file}.toml"
    found = verified(regulation, bench, subject, stage=str(edition.stages()[0]))
    unread = {
        item.key for item in edition.items() if str(item.status) == "unverified"
    }  # of a check the item has the status
    remembered = [c for c in found.bodies("conclusion") if _status(c, unread) == "unverified"]
    assert remembered
    assert {c["outcome"] for c in remembered} == {"undecided"}
    firm = [c["outcome"] for c in found.bodies("conclusion") if _status(c, unread) != "unverified"]
    assert found.outcome == ("not_conform" if file and "not_conform" in firm else "undecided")


def _status(conclusion: dict[str, Any], unread: set[str]) -> str:
    if "decision" not in conclusion and conclusion["item"] in unread:
        return "unverified"
    return str(conclusion.get("decision", {}).get("status", ""))


def _failing(bench: Path, defect: str, items: set[str]) -> list[str]:
    simulation: Any = load_bench(bench).simulation
    described = getattr(catalogue.unit(simulation.unit), "defects", {}).get(defect)
    fails = getattr(described, "fails", None) or failing_items(simulation.unit, defect)
    return [key for key in fails if key in items]
