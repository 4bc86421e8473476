"""What a page of the documentation tells its reader to type, and what it says is answered."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FENCE = re.compile(r"^(?P<indent> *)```(?P<kind>\w*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
COMMANDS = ("steelyard", "export")
YEAR = re.compile(r"\b2026(?=-\d{5}\b|L\d)")  # of the number of an order or of a document: that of today


@dataclass(frozen=True, slots=True)
class Step:
    """One command and the lines that stand below it.

    Attributes:
        words: The command's words without `steelyard`; or `export` and what the environment is to hold.
        answer: The lines of its answer that the page prints, possibly none.
    """

    words: list[str]
    answer: list[str] = field(default_factory=list)


def steps(page: Path) -> list[Step]:
    """Every `steelyard` command of a page's console blocks, in order."""
    found = []
    for block in FENCE.finditer(page.read_text("utf-8")):
        if block["kind"] not in {"console", "bash"}:
            continue
        lines = (
            "\n".join(line.removeprefix(block["indent"]) for line in block["text"].splitlines())
            .replace("\\\n", " ")
            .splitlines()
        )
        for line in lines:
            text = YEAR.sub(str(datetime.now(UTC).astimezone().year), line)
            if text.startswith(("$ ", "steelyard ")):
                words = shlex.split(text.removeprefix("$ "), comments=True)
                found.append(Step(words[words[0] == "steelyard" :]) if words[0] in COMMANDS else Step([]))
            elif found and found[-1].words and text.strip():
                found[-1].answer.append(text.strip())
    return [step for step in found if step.words]


def said(answer: str, out: str) -> bool:
    """Whether a line of a page is one of an output: digits, an ellipsis and white space may be others."""
    pattern = "".join(
        r"\d" if c.isdecimal() else r".*" if c == "…" else r"\s+" if c.isspace() else re.escape(c)
        for c in re.sub(r"\s+", " ", answer)
    )
    return re.search(pattern, out) is not None
