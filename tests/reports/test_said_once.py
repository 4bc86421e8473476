"""What documents say once: a standard of several quantities, a reason of all rows, a repeated condition."""

from dataclasses import replace
from typing import Any

import pytest
from msgspec import structs

from metrology.decision import Outcome
from metrology.text import NO_TEXT, Text
from records.entries import Finding, StandardUsed
from records.entries.measured import Asked
from reports.content.conditions import standards
from reports.content.remarks import pedigree
from reports.content.results import items
from reports.model import read_run
from reports.view import Conclusion
from sequencer.second_person import reason_of
from tests.real_runs import performed

MEMORY = Text("要求凭记忆录入", "from memory")


@pytest.fixture(scope="module", name="gauge")
def one_gauge() -> Any:
    """The view of a gauge's run."""
    return read_run(performed("JJG 52"))


def concluded(label: str, reason: Text = NO_TEXT, **values: str) -> Conclusion:
    """A row of the item `indication`."""
    return Conclusion(1, "indication/x", "indication", Text.same(label), Outcome.CONFORM, values, None, None, reason)


def item_of(gauge: Any, *rows: Conclusion) -> Any:
    """The item `indication` of a run that concluded these rows."""
    (item,) = (i for i in items(replace(gauge, conclusions=rows)) if i["key"] == "indication")
    return item


def test_a_standard_of_several_quantities_stands_in_one_row(gauge: Any) -> None:
    one: StandardUsed = gauge.opened.standards[0]
    used = tuple(structs.replace(one, range=r) for r in ("(0～10) V", "(0～1) A", "(0～10) V"))
    (row,) = standards(replace(gauge, opened=structs.replace(gauge.opened, standards=used)))
    assert row["range"] == "(0～10) V；(0～1) A"


def test_a_reason_that_all_rows_have_is_said_of_the_item(gauge: Any) -> None:
    both = item_of(gauge, concluded("1", MEMORY, E="0"), concluded("2", MEMORY, E="0"))
    assert (both["reason"]["zh"], {row["reason"]["zh"] for row in both["rows"]}) == (MEMORY.zh, {""})
    one = item_of(gauge, concluded("1", MEMORY, E="0"), concluded("2", E="0"))
    assert (one["reason"]["zh"], [row["reason"]["zh"] for row in one["rows"]]) == ("", [MEMORY.zh, ""])


def test_a_condition_that_is_confirmed_again_is_marked(gauge: Any) -> None:
    rows = [concluded("放置 2 h"), concluded("1", E="0"), concluded("放置 2 h"), concluded("放置 2 h", MEMORY)]
    assert [row["again"] for row in item_of(gauge, *rows)["rows"]] == [False, False, True, False]


def test_unverified_data_of_contacts_are_not_named_for_a_gauge_without(gauge: Any) -> None:
    said = " ".join(text["zh"] for text in pedigree(gauge))
    assert "检定点与读数" in said
    assert "绝缘" not in said


@pytest.mark.parametrize(("note", "zh", "en"), [
    ("玻璃破裂 | glass cracked", "玻璃破裂", "glass cracked"), ("玻璃破裂", "玻璃破裂", "玻璃破裂"),
])  # fmt: skip
def test_a_finding_may_be_written_in_both_languages(note: str, zh: str, en: str) -> None:
    found = Finding(answer="not_conform", note=note, how="operator", elapsed="0", words=Asked(question=NO_TEXT))
    assert reason_of(found) == Text(zh, en)
