"""Run again until it passes: every document tells how often an instrument was verified before, and the outcomes."""

from typing import Any

import pypdf

BAD = {"indication/before_up/after": ("0.50", "read three times")}


def printed(lab: Any, run: str) -> str:
    folder = lab.folder / run
    assert lab("report", run, "-o", folder).code == 0
    return "".join(
        "".join(page.extract_text().split()) for path in folder.glob("*.pdf") for page in pypdf.PdfReader(path).pages
    )


def test_a_second_run_names_the_first_with_its_outcome(lab: Any) -> None:
    first = lab.run("JJG 52", "--readings", lab.form("JJG 52", BAD), bench="gauge-by-hand")
    assert first.code == 1
    lab.edit("subjects/gauge.toml", ('"G-2026-0101"', '" g-2026-0101 "'))
    second = lab.run("JJG 52")
    assert second.code == 0
    old, new = first.out.split()[0], second.out.split()[0]
    (earlier,) = lab.events(new)[0].body["earlier"]
    assert (earlier["run"], earlier["outcome"]) == (old, "not_conform")
    text = printed(lab, new)
    assert text.count(old) >= 2
    assert "有1次记录" in text
    assert "earlier" not in lab.events(old)[0].body
    assert "次记录" not in printed(lab, old)
    assert lab("replay", new).code == 0


def test_an_interrupted_run_counts_and_another_instrument_does_not(lab: Any) -> None:
    lab.edit("benches/gauge.toml", ('[roles.gauge]\ndriver = "simulated_person"', '[roles.gauge]\ndriver = "person"'))
    assert lab.run("JJG 52", stdin="0\n").code == 3
    lab.run("JJG 52", subject="gauge-with-defect", bench="gauge-by-hand", stdin="")
    assert lab.run("JJG 52", "--readings", lab.form("JJG 52", {}), bench="gauge-by-hand").code == 0
    (earlier,) = lab.events()[0].body["earlier"]
    assert earlier["outcome"] == "interrupted"
