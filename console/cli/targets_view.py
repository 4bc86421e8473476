"""What `steelyard targets` shows on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from console.catalogue import target_texts as m
from console.cli.options import day
from console.cli.screen import plain, print_table, tell, text_of
from console.language import localised
from services.targets.scorecard import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ABSENT = "–"


def show_scorecard(found: Mapping[str, Any]) -> None:
    """Every target, one line each; parts under their target."""
    rows = [line for row in found["rows"] for line in (_line(row), *map(_line, row["parts"]))]
    titles = (m.TARGET, m.NAME, m.VALUE, m.GOAL, m.STATUS, m.COUNTS)
    print_table("", [localised(t) for t in titles], rows, whole=(0,))
    if (patrols := found["inspections"]) is not None:
        tell(m.INSPECTIONS, score=_score(patrols))
    known = found["known_on"] or localised(m.NOW)
    tell(m.AS_OF, on=found["on"], known=known, file=found["targets_file"]["name"])
    _ahead(found)
    if found["simulated"]:
        tell(m.SIMULATED)


def show_target(found: Mapping[str, Any]) -> None:
    """One target: how it is counted, its bound, its parts, what is behind it."""
    row = found["row"]
    lines = [_line(row), *map(_line, row["parts"])]
    titles = (m.TARGET, m.NAME, m.VALUE, m.GOAL, m.STATUS, m.COUNTS)
    print_table("", [localised(t) for t in titles], lines, whole=(0,))
    if found["slices"]:
        show_slices(found["slices"])
    if found["behind"] is not None:
        show_items(found["behind"])
    for one in _rows(row):
        _say(one)
    _ahead(found)


def _ahead(found: Mapping[str, Any]) -> None:
    if found["on"] > day(None).isoformat():
        tell(m.AHEAD, on=found["on"])


def show_slices(slices: Sequence[Mapping[str, Any]]) -> None:
    """The parts of a target by a dimension."""
    rows = [
        [plain(text_of(s["shown"])), s["percent"], str(s["part"]), str(s["whole"])]
        for s in slices
    ]  # fmt: skip
    print_table("", [localised(m.PART), "%", localised(m.COUNTING), localised(m.NUMBER)], rows, whole=(0,))


def show_items(behind: Mapping[str, Any]) -> None:
    """What is behind a target."""
    rows = [
        [plain(i["key"]), plain(text_of(i["name"])), localised(m.YES if i["counts"] else m.NO), plain(text_of(i["why"])),
         plain(", ".join(i["runs"]))]
        for i in behind["items"]
    ]  # fmt: skip
    titles = (m.KEY, m.NAME, m.COUNTING, m.WHY, m.RUNS)
    print_table("", [localised(t) for t in titles], rows, whole=(0,))
    tell(m.LISTED, shown=len(rows), total=behind["total"])


def show_recorded(found: Sequence[Mapping[str, Any]]) -> None:
    """Everything that was recorded."""
    rows = [
        [plain(r["key"]), plain(r["figure"]), f"{r['value']} {plain(r['unit'])}".strip(), r["on"], plain(r["by"]), plain(r["evidence"])]
        for r in found
    ]  # fmt: skip
    titles = (m.KEY, m.TARGET, m.VALUE, m.ON, m.BY, m.EVIDENCE)
    print_table("", [localised(t) for t in titles], rows, whole=(0,))


def _line(row: Mapping[str, Any]) -> list[str]:
    return [
        plain(row["target"]), plain(text_of(row["name"])), row["value"] or ABSENT, row["goal"] or ABSENT,
        localised(STATUSES[row["status"]]), _counts(row),
    ]  # fmt: skip


def _counts(row: Mapping[str, Any]) -> str:
    if row["kind"] == "recorded":
        return localised(m.RECORDED)
    return f"{row['part']}/{row['whole']}" if row["part"] is not None else ""


def _rows(row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield row
    yield from row["parts"]


def _say(row: Mapping[str, Any]) -> None:
    if (r := row["recorded"]) is not None:
        tell(m.RECORDED_BY, by=plain(r["by"]), on=r["on"], evidence=plain(r["evidence"]))
    if (b := row["bound"]) is not None:
        shown = localised(m.SHOWN if b["shown"] else m.NOT_SHOWN)
        tell(m.BOUND, lower=b["lower"], n=b["without_failure_needed"], shown=shown)
    for remark in row["remarks"]:
        tell(m.REMARK, text=plain(text_of(remark)))
    for text, said in ((m.DEFINITION, row["definition"]), (m.SOURCE, row["source"])):
        if said["zh"]:
            tell(text, text=plain(text_of(said)))


def _score(patrols: Mapping[str, Any]) -> str:
    if patrols["score"] is not None:
        return str(patrols["score"])
    return localised(m.UNKNOWN_SCORE).format(keys=", ".join(patrols["not_recorded"]))
