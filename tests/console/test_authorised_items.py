"""A verifier who may do some items of a regulation and not others."""

from typing import Any

import pytest

from procedures.base import Procedure
from sequencer.gates.person import EVERYWHERE

WHOLE = '{ regulation = "JJG 52", from = 2025-01-01, until = 2027-12-31 }'
GAUGE = ["appearance", "indication", "zero", "hysteresis", "tapping", "smoothness"]


def some(*items: str, until: str = "2027-12-31") -> str:
    named = ", ".join(f'"{item}"' for item in items)
    return f'{{ regulation = "JJG 52", from = 2025-01-01, until = {until}, items = [{named}] }}'


def authorise(lab: Any, *entries: str) -> None:
    lab.edit("people.toml", (WHOLE, ", ".join(entries)))


@pytest.mark.parametrize("entries", [
    (some(*GAUGE),), (some(*GAUGE[:2]), some(*GAUGE[2:])), (some("zero"), WHOLE),
], ids=["all named", "named in two", "the whole beside one item"])  # fmt: skip
def test_every_item_is_authorised(lab: Any, entries: tuple[str, ...]) -> None:
    authorise(lab, *entries)
    assert lab.run("JJG 52").code == 0
    opened = next(e.body for e in lab.events() if e.kind == "opened")
    named = [a["regulation"] for a in opened["people"]["operator"]["authorised"]]
    assert named.count("JJG 52") == len(entries)


@pytest.mark.parametrize("entries", [
    (some(*GAUGE[:-2]),), (some(*GAUGE[:-2]), some(*GAUGE[-2:], until="2026-11-22")),
], ids=["two not named", "two expired"])  # fmt: skip
def test_items_that_are_not_authorised_are_named_in_both_languages(lab: Any, entries: tuple[str, ...]) -> None:
    authorise(lab, *entries)
    said = lab.run("JJG 52")
    assert (said.code, lab.entries()) == (2, 0)
    text = said.err.replace("\n", " ")
    assert 'Displacement by tapping, Smoothness of the pointer ("tapping", "smoothness")' in text
    said = lab.run("JJG 52", "--lang", "zh")
    assert '轻敲位移、指针偏转平稳性（"tapping", "smoothness"）' in said.err.replace("\n", " ")
    assert "Zero" not in text
    assert "people.toml" in text


def test_plan_and_form_tell_it_too(lab: Any) -> None:
    authorise(lab, some(*GAUGE[:-1]))
    bench, subject = lab.folder / "benches/gauge.toml", lab.subject("gauge")
    planned = lab("plan", "JJG 52", "--bench", bench, "--subject", subject, "--date", "2026-11-23", "--json")
    assert ['("smoothness")' in r["en"] for r in planned.document["refusals"]] == [True]
    form = lab.folder / "form.csv"
    assert lab("form", "JJG 52", "--subject", subject, "-o", form).code == 0
    said = lab.run("JJG 52", "--readings", form)
    assert (said.code, lab.entries(), '("smoothness")' in said.err) == (2, 0, True)


def test_an_item_that_does_not_apply_needs_nobody(lab: Any) -> None:
    """A scale without a tare device is not examined for its tare; one with it is."""
    lab.edit("people.toml", (
        '{ regulation = "JJG 539", from = 2025-01-01, until = 2027-12-31 }',
        '{ regulation = "JJG 539", from = 2025-01-01, until = 2027-12-31, items = ["appearance"] }',
    ))  # fmt: skip
    bench = lab.folder / "benches/scale.toml"

    def missing(stage: str) -> str:
        said = lab("plan", "JJG 539", "--bench", bench, "--subject", lab.subject("scale"), "--date", "2026-11-23",
                   "--stage", stage, "--json").document  # fmt: skip
        (refusal,) = said["refusals"]
        named = [f'"{i["key"]}"' for i in said["items"] if i["applicable"]]
        assert [key for key in named if key in refusal["en"]] == [
            key for key in named if key.strip('"') not in {"appearance", *EVERYWHERE}
        ]
        return str(refusal["en"])

    assert '"discrimination"' in missing("initial")
    assert '"discrimination"' not in missing("subsequent")


def test_a_list_of_no_items_is_a_slip(lab: Any) -> None:
    authorise(lab, some())
    said = lab.run("JJG 52")
    assert (said.code, "people.V001.authorised.1.items" in said.err) == (2, True)


def test_what_every_verification_includes_is_what_the_base_of_all_procedures_has() -> None:
    assert {m.item.key for m in vars(Procedure).values() if hasattr(m, "item")} == EVERYWHERE
