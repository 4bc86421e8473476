"""`reevaluate` at the prompt: exit codes, table, documents; and a certificate's correction in a run itself."""

from decimal import Decimal

import pytest

SINCE = ("--as-of", "2026-01-01")


def _corrected(lab, text: str):
    path = lab.folder / "corrected.toml"
    path.write_text(text, encoding="utf-8")
    return path


def edited(lab, standard: str, line: str) -> None:
    """State a line in every range of a standard."""
    path = lab.folder / "standards.toml"
    head = f"[[standards.{standard}.certificates.quantities.ranges]]"
    path.write_text(path.read_text("utf-8").replace(head, f"{head}\n{line}"), "utf-8")


def test_a_correction_that_changes_nothing_exits_0(lab) -> None:
    lab.run("JJG 52")
    path = _corrected(lab, 'correction = "0.00001"\nvalid_until = 2028-01-01\ncertificate = "YL-2026-00342-A"')
    said = lab("reevaluate", "--standard", "PC-01", *SINCE, "--certificate", path, "--json")
    assert (said.code, said.document["concerned"], said.document["unchanged"]) == (0, 1, 1)
    assert said.document["changed"] == []


def test_a_correction_that_changes_a_verdict_exits_1_and_names_the_certificate(lab) -> None:
    run = lab.run("JJG 52", "--json").document["run"]
    before = lab.entries()
    path = _corrected(lab, 'correction = "0.05"')
    said = lab("reevaluate", "--standard", "PC-01", *SINCE, "--certificate", path, "--json")
    (line,) = said.document["changed"]
    assert (said.code, line["run"], line["old"], line["new"]) == (1, run, "conform", "not_conform")
    assert (line["serial"], set(line["items"])) == ("G-2026-0101", {"indication"})
    assert said.document["certificates"] == [line["document"]] == [f"SY-SIM-{run.upper()}"]
    assert lab.entries() == before
    table = lab("reevaluate", "--standard", "PC-01", *SINCE, "--certificate", path)
    assert (table.code, "G-2026-0101" in table.out, line["document"] in table.err) == (1, True, True)


def test_a_withdrawn_certificate_voids_the_run_but_not_a_rejected_appearance(lab) -> None:
    lab.run("JJG 52")
    lab.edit("subjects/gauge.toml", ('"G-2026-0101"', '"G-DEFECT-appearance"'))
    lab.run("JJG 52")
    said = lab("reevaluate", "--standard", "YL-2026-00342", *SINCE, "--withdrawn", "--json")
    (line,) = said.document["changed"]
    assert (line["serial"], line["new"], said.document["unchanged"]) == ("G-2026-0101", "invalid", 1)
    assert lab("reevaluate", "--standard", "PC-01", "--as-of", "2026-11-24", "--withdrawn").code == 0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "changes nothing"),
        ("correction = 0.1", "binary float"),
        ('corection = "0.1"', "corection"),
        ("=", "not TOML"),
    ],
)
def test_a_file_that_says_nothing_of_a_certificate_exits_2(lab, text, says) -> None:
    said = lab("reevaluate", "--standard", "PC-01", *SINCE, "--certificate", _corrected(lab, text))
    assert (said.code, says in said.err) == (2, True)


def test_a_standard_nobody_used_and_both_or_neither_way_exit_2(lab) -> None:
    lab.run("JJG 52")
    path = _corrected(lab, 'correction = "0.1"')
    for words in (("--standard", "PC-02", "--withdrawn"), ("--standard", "PC-01"),
                  ("--standard", "PC-01", "--withdrawn", "--certificate", path)):  # fmt: skip
        assert lab("reevaluate", *words, *SINCE).code == 2


@pytest.mark.parametrize(("kind", "shift"), [("gauge", "0.05"), ("scale", "2")])
def test_a_run_made_with_the_correction_decides_as_the_reevaluation_of_one_without(lab, kind, shift) -> None:
    regulation, standard, item = {
        "gauge": ("JJG 52", "PC-01", "indication"),
        "scale": ("JJG 539", "M1-01", "weighing"),
    }[kind]
    stated = {"gauge": f'correction = "{shift}"', "scale": 'correction = { relative = "0.002" }'}[kind]
    lab.run(regulation, "--seed", "3")
    again = lab("reevaluate", "--standard", standard, *SINCE, "--certificate",
                _corrected(lab, stated), "--json").document  # fmt: skip
    edited(lab, standard, stated)
    repeated = lab.run(regulation, "--seed", "3", "--json").document
    (line,) = again["changed"]
    outcomes = {i["key"]: i["outcome"] for i in repeated["items"]}
    assert (
        (line["new"], line["items"][item]["new"])
        == (repeated["outcome"], outcomes[item])
        == ("not_conform", "not_conform")
    )
    assert lab("replay", "last").code == 0


def test_reading_and_corrected_reference_both_stand_in_the_trace(lab) -> None:
    edited(lab, "PC-01", 'correction = "0.001"')
    lab.run("JJG 52")
    point = next(e for e in lab.events() if e.kind == "conclusion" and e.address == "indication/up/0.4MPa")
    shown = next(e for e in lab.events() if e.address == "indication/up/0.4MPa/ref").body["value"]["number"]
    reference = Decimal(shown) + Decimal("0.001")
    assert Decimal(point.body["values"]["ref"]) == reference
    assert f"({shown} + 0.001" in point.body["words"]["substitution"]
    assert Decimal(point.body["decision"]["unrounded"]) == Decimal(point.body["values"]["after"]) - reference
    assert point.body["reference"] == [{"role": "source", "at": shown, "unit": "MPa", "factor": "-1"}]
