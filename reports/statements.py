"""What every document states of a run: overrides, corrections, earlier runs, where the readings come from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from metrology.decision import Outcome
from procedures.findings import finding_of, investigated
from procedures.text import NO_TEXT, Text
from reports.identity import CALIBRATION
from reports.wording import EARLIER_OUTCOMES, HOW, kind_in_words, known

if TYPE_CHECKING:
    from records import entries
    from reports.view import RunView


def overridden(run: RunView) -> list[Text]:
    """What was not as it must be at the start, or when the run went on, and who let it pass, why."""
    at_start = [o.statement for o in run.opened.overrides if o.statement != NO_TEXT]
    return [*at_start, *(said for stop in run.interruptions for said in stop.overridden)]


def not_applicable(run: RunView) -> list[Text]:
    """Every check that does not apply to the instrument, and who confirmed it; an investigation lists states."""
    said = [] if investigated(run.opened.kind) else [c for c in run.conclusions if c.outcome is Outcome.NOT_APPLICABLE]
    if not said:
        return []
    zh, en = (
        "；".join(f"{c.label.zh}：{c.reason.zh}" for c in said),
        "; ".join(f"{c.label.en}: {c.reason.en}" for c in said),
    )
    return [Text(f"不适用的检查：{zh}。", f"Checks that do not apply: {en}.")]


def earlier_runs(opened: entries.Opened) -> list[Text]:
    """Earlier runs of the same instrument, oldest first, with their outcomes."""
    return [_earlier(run) for run in opened.earlier]


def amendments(opened: entries.Opened) -> list[Text]:
    """Every correction that the run rests on, oldest first."""
    return [_amended(amends) for amends in opened.amends]


def place(laboratory: entries.Laboratory) -> Text:
    """Where the bench stands: the place that is given, else the address."""
    return laboratory.place if laboratory.place != NO_TEXT else laboratory.address


_GIVEN = Text("已给出结果", "results given")
_EARLIER_CALIBRATIONS = EARLIER_OUTCOMES | {"conform": _GIVEN, "not_conform": _GIVEN}
"""How an earlier calibration ended: it concluded nothing on conformity."""


def _earlier(run: entries.EarlierRun) -> Text:
    words = _EARLIER_CALIBRATIONS if run.kind == CALIBRATION else EARLIER_OUTCOMES
    found = finding_of(run.outcome) if investigated(run.kind) else None
    outcome, what = found.text if found else known(words, run.outcome), kind_in_words(run.kind, run.stage)
    zh, en = (f"委托单 {run.order}", f"order {run.order}") if run.order else ("", "")
    if run.batch:
        zh, en = f"{zh} 批次 {run.batch}".strip(), f"{en}, batch {run.batch}".strip(", ")
    if run.named:
        zh, en = f"{zh} 铭牌记为 {run.named}".strip(), f"{en}, entered as {run.named}".strip(", ")
    return Text(
        f"{run.date} {run.regulation} {what.zh}：{outcome.zh}（{'，'.join(filter(None, (run.run, zh)))}）",
        f"{run.date} {run.regulation} {what.en}: {outcome.en} ({', '.join(filter(None, (run.run, en)))})",
    )


def belonging(opened: entries.Opened) -> list[tuple[Text, str]]:
    """Order, batch, and the run that this one repeats or continues, where it has them."""
    named = (
        (Text("委托单号", "Order"), opened.order),
        (Text("批次", "Batch"), opened.batch),
        (Text("接续记录", "Follows record"), opened.follows),
    )
    return [(name, value) for name, value in named if value]


def _amended(amends: entries.Amends) -> Text:
    """What the run corrects in an earlier one, who did it when and why, on which evidence, and who checked it."""
    run, address, old, new, day = amends.run, amends.address, amends.old, amends.new, amends.when[:10]
    who, checker = amends.who.name, amends.checked_by.name
    return Text(
        f"本文件替代记录 {run} 的文件，该记录的文件作废：{address} 处 {old} 更正为 {new}；{who} 于 {day} 更正，"
        f"原因：{amends.why}；依据：{amends.evidence}；{checker} 核对。",
        f"This document replaces those of record {run}, which are cancelled: at {address} {old} was corrected to {new} "
        f"by {who} on {day}; reason: {amends.why}; evidence: {amends.evidence}; checked by {checker}.",
    )


def sources_of_readings(run: RunView) -> Text:
    """How many readings came from instruments, persons, forms and files, the most frequent first."""
    counted = Counter(entry.how for entry in run.observations if entry.kind == "observation")
    named = [(known(HOW, how), count) for how, count in counted.most_common()]
    zh, en = (sep.join(f"{getattr(text, lang)} {n}" for text, n in named) for lang, sep in (("zh", "，"), ("en", ", ")))
    return Text(f"读数来源：{zh}。", f"Sources of the readings: {en}.")


def by_hand(run: RunView) -> str:
    """How many of the readings a person typed, of how many, such as ``12 / 132``; empty where none was."""
    how = [entry.how for entry in run.observations if entry.kind == "observation"]
    typed = sum(1 for said in how if said in {"operator", "form"})
    return f"{typed} / {len(how)}" if typed else ""
