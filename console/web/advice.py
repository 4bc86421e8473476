"""A refusal as a page shows it: with what to press there, or whom to ask, in place of a command or a file of the laboratory."""

from __future__ import annotations

import re
from functools import cache, partial

from console.catalogue.web_advice import ADVICE
from messages import chinese
from metrology.text import Text
from sequencer.gates.texts import TITLES

_DIFFERS = r"[^\s：:；;，,（()]+"
"""What stands for a field of a refusal: a run, a job, a person, a file."""
_GATE = re.compile(r"^\[(\w+)\] ")
"""The name of a start gate before a reason; a page shows its title."""


def for_page(text: Text) -> Text:
    """A refusal in the words of a page; one that names no command stays as it is."""
    zh, en = chinese(text.en) if text.zh in {"", text.en} else text.zh, text.en
    for of_zh, of_en, page in _patterns():
        zh, en = of_zh.sub(partial(_filled, page.zh), zh), of_en.sub(partial(_filled, page.en), en)
    if (gate := _GATE.match(en)) and gate[1] in TITLES:
        zh, en = _GATE.sub(f"{TITLES[gate[1]].zh}：", zh), _GATE.sub(f"{TITLES[gate[1]].en}: ", en)
    return Text(zh, en)


def _filled(said: str, found: re.Match[str]) -> str:
    return said.format(**found.groupdict())


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], re.Pattern[str], Text], ...]:
    return tuple((_pattern(said.zh), _pattern(said.en), page) for said, page in ADVICE)


def _pattern(said: str) -> re.Pattern[str]:
    """What matches a piece of a refusal, each field by its name."""
    parts = re.split(r"\{(\w+)\}", said)
    return re.compile("".join(f"(?P<{part}>{_DIFFERS})" if n % 2 else re.escape(part) for n, part in enumerate(parts)))
