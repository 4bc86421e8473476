"""Refusals that reach a page name no command, no option and no file of the laboratory."""

import ast
import re
from pathlib import Path

import pytest

from console.catalogue.web_advice import ADVICE
from console.web.advice import for_page
from messages import both
from metrology.text import Text
from sequencer.gates.texts import REMEDIES, TITLES, explained

ROOT = Path(__file__).parents[3]
OF_THE_COMMAND_LINE = re.compile(r"steelyard [a-z]|(?<![\w-])--[a-z]|(?<![\w/])\w+\.toml\b|bench file, \[|台架文件 \[")
REACH_A_PAGE = (
    "sequencer/gates/texts", "sequencer/second_person",
    "services/laboratory/from_register", "services/laboratory/people",
    "services/runs/resumable", "services/runs/resume_gates", "services/runs/earlier_runs", "services/accounts/accounts",
    "services/issuing/gate", "services/issuing/jobs", "services/campaigns/running", "services/issuing/signatures",
    "services/runs/amenders", "drivers/supervision", "records/errors", "reports/identity",
)  # fmt: skip
IN_ENGLISH = ("services/runs/amenders", "drivers/supervision", "records/errors", "reports/identity")
"""Their Chinese forms stand in the catalogue of messages."""


def said_by(module: str) -> list[str]:
    """Every text of a module that names something of the command line, with its fields filled in."""
    tree = ast.parse((ROOT / f"{module}.py").read_text("utf-8"))
    inner = {id(part) for joined in ast.walk(tree) if isinstance(joined, ast.JoinedStr) for part in joined.values}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            found.append("".join(str(p.value) if isinstance(p, ast.Constant) else "X1" for p in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner:
            found.append(node.value)
    return [text for text in found if "\n" not in text and OF_THE_COMMAND_LINE.search(text) and " " in text + "；"]


@pytest.mark.parametrize("module", REACH_A_PAGE)
def test_a_refusal_of_this_module_tells_at_a_page_what_to_press_or_whom_to_ask(module: str) -> None:
    for text in said_by(module):
        chinese = re.search("[\u4e00-\u9fff：]", text) is not None
        whole = both(text) if module in IN_ENGLISH else Text(text, "–") if chinese else Text("–", text)
        assert not any(OF_THE_COMMAND_LINE.search(form) for form in for_page(whole)), for_page(whole)


@pytest.mark.parametrize("gate", REMEDIES)
def test_the_remedy_of_a_gate_is_one_for_a_page_with_its_reason_beside_it(gate: str) -> None:
    found = for_page(explained(gate, Text("原因", "a reason")))
    assert found.zh.startswith(f"{TITLES[gate].zh}：原因；")
    assert found.en.startswith(f"{TITLES[gate].en}: a reason; ")
    assert not any(OF_THE_COMMAND_LINE.search(form) for form in found)


def test_every_piece_is_one_that_a_refusal_holds() -> None:
    sources = [
        p
        for root in ("sequencer", "services", "records", "reports", "drivers", "procedures")
        for p in (ROOT / root).rglob("*.py")
    ]
    written = "".join(re.sub(r'"\s*\n?\s*f?"', "", path.read_text("utf-8")) for path in sources)
    for said, _ in ADVICE:
        for piece in re.split(r"\{\w+\}", said.en):
            assert piece.strip() in written, piece


def test_a_field_of_a_refusal_is_kept_and_one_that_names_no_command_stays_as_it_is() -> None:
    en = "the readings cannot be resumed; amend again: steelyard amend 20261130-1 …"
    zh = "不能继续；请重新更正 20261130-1：steelyard amend 20261130-1 …"
    found = for_page(Text(zh, en))
    assert found.en.endswith("the person who amended run 20261130-1 does it again")
    assert found.zh.endswith("请更正人重新更正 20261130-1")
    plain = Text("一 -- 二", "a remark -- with strokes")
    assert for_page(plain) == plain
