"""The page on the programme: 51 rows in order, counted rightly, and every command, option and page in it exists."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from console.cli.main import app
from console.web.pages import PAGES

PAGE = Path(__file__).parents[2] / "docs/reference/programme.md"
TEXT = PAGE.read_text("utf-8")
ITEMS = ["P-a", "P-b", "P-c", *(f"T{n}" for n in range(22)), *(f"M{n}" for n in range(1, 27))]
ROW = re.compile(r"^\| (P-[a-c]|[TM]\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
ROWS = {match[1]: [cell.strip() for cell in match.groups()[1:]] for match in ROW.finditer(TEXT)}
NAMED = sorted(set(re.findall(r"`(steelyard [^`]+|/[^`]+)`", TEXT)))
PROGRAM: Any = get_command(app)
STATES = ("done", "in part", "recorded", "not software")


def test_the_rows_of_the_programme() -> None:
    assert [match[1] for match in ROW.finditer(TEXT)] == ITEMS
    assert len(ITEMS) == 51
    assert {row[1] for row in ROWS.values()} <= set(STATES)
    counted = Counter(row[1] for row in ROWS.values())
    for state in STATES:
        assert f"| {state} | {counted[state]} |" in TEXT
    assert "| all | 51 |" in TEXT


def test_what_is_done_in_whole_or_in_part_names_a_command_or_page() -> None:
    assert [item for item, row in ROWS.items() if row[1] in STATES[:3] and "`" not in row[3]] == []
    assert all(re.search("[\u4e00-\u9fff]", row[0]) for row in ROWS.values())


@pytest.mark.parametrize("name", NAMED)
def test_every_command_and_page_exists(name: str) -> None:
    if name.startswith("/"):
        assert name in {page.address for page in PAGES}
        return
    command = PROGRAM
    words = name.split()[1:]
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]
    options = {option for p in command.params for option in p.opts}
    assert [word for word in words if word not in options] == []


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#]+)", TEXT))))
def test_every_link_leads_somewhere(target: str) -> None:
    assert (PAGE.parent / target).resolve().is_file()
