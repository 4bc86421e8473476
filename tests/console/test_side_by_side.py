"""`steelyard regulations --kind`: who asks what of a kind of instrument, side by side."""

from pathlib import Path
from typing import Any

import pytest

from tests.console.conftest import CONFIG, DAY

PRESSURE = CONFIG.parent / "procedures/pressure"


@pytest.fixture
def two(lab: Any) -> Any:
    """A laboratory with a second edition for pressure gauges, of another jurisdiction, with doubled limits."""
    folder: Path = lab.folder / "regulations"
    folder.mkdir()
    facts = (PRESSURE / "jjg_52_2013.toml").read_text("utf-8").replace("JJG 52-2013", "LAB DOUBLE-2020")
    facts = facts.replace(
        'kind = "pressure-gauge"', 'kind = "pressure-gauge"\njurisdiction = "NL"\nvalidity_mode = "rotation"'
    )
    facts = facts.replace('"1.6" = [1.6, 1.6, 2.5, 1.6]', '"1.6" = [3.2, 3.2, 5.0, 3.2]')
    (folder / "lab_double.toml").write_text(facts, "utf-8")
    (folder / "lab_double.py").write_text((PRESSURE / "jjg_52_2013.py").read_text("utf-8"), "utf-8")
    lab.edit("laboratory.toml", ("[policy]", '[plugins]\nregulations = ["regulations"]\n\n[policy]'))
    return lab


def asked(lab: Any, *words: object) -> Any:
    where = ("--laboratory", lab.folder, "--date", DAY, "--stage", "initial")
    return lab("regulations", "--kind", "pressure-gauge", *where, *words)


def test_limits_of_both_at_the_same_points(two: Any) -> None:
    columns = asked(two, "--subject", two.subject("gauge"), "--json").document
    assert [(c["jurisdiction"], c["id"]) for c in columns] == [("CN", "JJG 52-2013"), ("NL", "LAB DOUBLE-2020")]
    assert [(c["validity_months"], c["validity_mode"]) for c in columns] == [(6, "periodic"), (6, "rotation")]
    chinese, dutch = ({i["key"]: i["points"] for i in c["items"]} for c in columns)
    assert [p["point"] for p in chinese["indication"]] == [p["point"] for p in dutch["indication"]]
    assert [p["upper"] for p in chinese["indication"][:4]] == ["0.0256", "0.0256", "0.0256", "0.0400"]
    assert [p["upper"] for p in dutch["indication"][:4]] == ["0.0512", "0.0512", "0.0512", "0.0800"]
    assert {c["quantity"]: c["limit"] for c in columns[0]["conditions"]}["temperature"] == "15 ～ 25"


def test_on_the_screen(two: Any) -> None:
    said = asked(two, "--subject", two.subject("gauge"))
    for text in ("±0.0256 MPa", "±0.0512 MPa", "Netherlands", "then replaced"):
        assert text in said.err + said.out


def test_without_an_example_the_edition_says_so(two: Any) -> None:
    two.edit("regulations/lab_double.toml", ('example = "gauge"\n', ""))
    columns = asked(two, "--json").document
    assert [bool(c["items"]) for c in columns] == [True, False]
    assert "--subject" in columns[1]["problem"]["en"]


def test_a_nameplate_that_an_edition_cannot_take(two: Any) -> None:
    columns = asked(two, "--subject", two.subject("scale"), "--json").document
    assert all("case_diameter" in c["problem"]["en"] or "division" in c["problem"]["en"] for c in columns)


def test_one_jurisdiction_and_an_unknown_kind(two: Any) -> None:
    assert [c["id"] for c in asked(two, "--jurisdiction", "NL", "--json").document] == ["LAB DOUBLE-2020"]
    said = two("regulations", "--kind", "sundial")
    assert said.code == 2
    assert "pressure-gauge" in said.err
