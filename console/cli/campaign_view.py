"""A campaign on the screen: the matrix of samples and cells, the requirements, what comes next."""

from __future__ import annotations

from typing import Any

from console.catalogue import campaign_texts as t
from console.catalogue import messages as m
from console.cli.screen import MARK, OUTCOME_STYLE, plain, print_table, say, tell, text_of, words
from console.language import localised

MOST_SAMPLES = 8
"""Samples side by side; more of them stand below each other."""


def show_campaign(d: dict[str, Any]) -> None:
    """Show a campaign, as `services.campaigns.shown` describes it."""
    tell(
        t.LINE, name=d["campaign"], kind=localised_of(d["kind_name"]), edition=d["edition"] or "–", date=d["date"],
        entry=d["entry"], filled=d["filled"], cells=len(d["cells"]),
    )  # fmt: skip
    samples = list(dict.fromkeys(c["sample"] for c in d["cells"]))
    if len(samples) <= MOST_SAMPLES and len(samples) < len(d["cells"]):
        _matrix(d, samples)
    else:
        _list(d)
    _requirements(d["judgement"]["requirements"])
    for cell in d["cells"]:
        for other in cell["others"]:
            state = words(other["outcome"]) if other["outcome"] else localised(m.UNFINISHED["interrupted"])
            say(f"  [dim]{plain(cell['key'])}: {localised(t.OTHERS)}: {other['run']}[/] {state}")
    _stands(d)


def localised_of(text: dict[str, str]) -> str:
    """A text of a document in the language of the screen."""
    return text_of(text)


def _matrix(d: dict[str, Any], samples: list[str]) -> None:
    """A line for each item and condition, a column for each sample."""
    rows: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
    for cell in d["cells"]:
        name = cell["key"].removeprefix(f"{cell['sample']}/")
        rows.setdefault((name, text_of(cell["name"])), {})[cell["sample"]] = cell
    shown = [[plain(key), name, *(_state(cells.get(s)) for s in samples)] for (key, name), cells in rows.items()]
    print_table("", [localised(t.CELL), "", *map(plain, samples)], shown, whole=(0,))


def _list(d: dict[str, Any]) -> None:
    rows = [[plain(c["key"]), text_of(c["name"]), _state(c), c["run"]] for c in d["cells"]]
    print_table("", [localised(t.CELL), "", "", localised(m.RUN)], rows, whole=(0, 3))


def _state(cell: dict[str, Any] | None) -> str:
    if cell is None:
        return ""
    if cell["outcome"]:
        return f"[{OUTCOME_STYLE[cell['outcome']]}]{MARK[cell['outcome']]}[/] {cell['day']}"
    if cell["unfinished"]:
        return f"[yellow]… {cell['unfinished']}[/]"
    return "·" if cell["needed"] else "[dim]–[/]"


def _requirements(found: list[dict[str, Any]]) -> None:
    shown = [r for r in found if len(r["cells"]) != 1 or r["outcome"] != "conform"]  # the matrix shows the others
    if not shown:
        return
    rows = [
        [text_of(r["name"]), plain(r["value"]), plain(r["limit"]), words(r["outcome"]), plain(r["clause"])]
        for r in shown
    ]
    print_table("", [localised(x) for x in (m.REQUIREMENT, t.FOUND, m.ALLOWED, m.OUTCOME, t.CLAUSE)], rows)


def _stands(d: dict[str, Any]) -> None:
    found, name = d["judgement"], d["campaign"]
    tell_words = f" {text_of(found['words'])}" if found["words"]["en"] else ""
    text = t.STANDS if d["decided"] is not None else t.SO_FAR
    say(localised(text).format(outcome=words(found["outcome"])) + tell_words)
    if d["decided"] is not None:
        tell(t.REPORT_WITH, name=name)
    elif d["next"]:
        tell(t.NEXT, cell=d["next"], name=name)
    elif not d["missing"]:
        tell(t.READY, name=name)
