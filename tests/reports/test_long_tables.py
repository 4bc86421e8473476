"""Tables of many rows flow over pages, with their heads on each."""

import copy

from reports.content.document import document
from reports.model import read_run
from reports.read_back import page_texts
from reports.typesetting import typeset
from tests.reports.boxes import boxes, outside, overprinted
from tests.reports.examples import example_run
from tests.thorough import number

ROWS = number(300, 10_000)


def test_heads_are_repeated_and_nothing_overprints() -> None:
    run = read_run(example_run("JJG 52"))
    content = copy.deepcopy(document(run))
    item = next(i for i in content["measured"] if len(i["rows"]) > 4)
    model = item["rows"][1]
    item["rows"] = [
        {**model, "label": {"text": f"{n / 100:.2f} MPa ↑", "pad": "", "number": True, "en": ""}} for n in range(ROWS)
    ]
    item["keep"] = item["halved"] = False
    pdf = typeset("compact.typ", content, time=run.finished, tagged=False)
    texts = page_texts(pdf)
    of_table = [text for text in texts if "MPa↑" in text]
    assert len(of_table) < ROWS / 40 + 3
    assert all("检定点" in text for text in of_table)
    assert sum(text.count("MPa↑") for text in of_table) >= ROWS
    for size, found in boxes(pdf)[:6]:
        assert not overprinted(found)
        assert not outside(size, found)
