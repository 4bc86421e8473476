"""A calibration concludes nothing on conformity: no row, item, rule or earlier run of its documents says it does."""

from collections.abc import Mapping
from typing import Any

import pytest

from records.entries import EarlierRun
from reports.content.document import document
from reports.model import read_run
from reports.record.rows import sheets
from tests.real_runs import performed

BAD = {"dc_voltage/10V/5V/x": "5.002"}
EARLIER = EarlierRun(
    run="r1", regulation="JJF 1587-2016", kind="calibration", stage="initial", date="2026-01-01", outcome="not_conform"
)


def texts(part: Any) -> list[str]:
    """Every text of a part of a document."""
    if isinstance(part, Mapping):
        return [text for value in part.values() for text in texts(value)]
    if isinstance(part, list | tuple):
        return [text for value in part for text in texts(value)]
    return [part] if isinstance(part, str) else []


@pytest.mark.parametrize("given", [{}, BAD], ids=["within", "beyond"])
def test_no_part_of_its_documents_says_that_it_conforms_or_not(given: dict[str, str]) -> None:
    run = read_run(performed("JJF 1587", given, earlier=(EARLIER,)))
    content, record = document(run), [row for sheet in sheets(run) for row in (*sheet.rows,)]
    stated = {"不作合格与否的", "未作出合格与否的"}
    said = [text for text in (*texts(content), *texts(record)) if "合格" in text]
    assert [text for text in said if not any(words in text for words in stated)] == []
    rows = [row for item in content["items"] if item["key"] == "dc_voltage" for row in item["rows"]]
    assert {row["outcome"]["key"] for row in rows} == {"stated"}
    assert content["rules"] == [
        {
            "zh": "误差与所列允许值并列给出，不作合格与否的判定。",
            "en": "Errors stand beside the values that are permitted; nothing is concluded from them.",
        }
    ]


@pytest.mark.parametrize(("answer", "word"), [("conform", "符合"), ("not_conform", "不符合")])
def test_what_was_seen_is_still_stated(answer: str, word: str) -> None:
    content = document(read_run(performed("JJF 1587", {"appearance/sound": answer})))
    (item,) = (item for item in content["items"] if item["key"] == "appearance")
    assert item["outcome"]["zh"] == word
