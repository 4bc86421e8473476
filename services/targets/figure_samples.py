"""T2, T3, T4: lots of prepackages, batches of products, reviews of energy users; what was inspected, run by run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.text import NO_TEXT, Text
from procedures.regulation import Work
from records import campaigns
from records.entries import Opened, read
from records.errors import Damaged
from records.run_index import Search, found_runs, runs_of_kind
from records.schema import ledger
from records.verification import ledger_of
from services.packages.lots_inspected import DECIDED, KIND
from services.targets.figure import Listed
from services.targets.items import Item
from services.targets.runs_known import amended_by, finished

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from services.targets.runs_known import Known
    from services.targets.sources import Sources

SUPERVISION = "supervision"
REVIEW = "JJF 1356"
FAILED = Text("不合格", "does not conform")
UNDECIDED = Text("未作结论", "not decided")


def real_first(items: Sequence[Item]) -> list[Item]:
    """Without what was simulated where anything was not: a demonstration is shown as such, and never mixed with work."""
    real = [i for i in items if not i.simulated]
    return real or list(items)


def said_simulated(s: Sources, items: Sequence[Item]) -> tuple[Text, ...]:
    """That everything that counts was simulated, and what was left out."""
    noted = tuple(s.noted.get(SUPERVISION, ())) if items and items[0].what == "batch" else ()
    if not items or not all(i.simulated for i in items):
        return noted
    return (Text("全部为模拟运行", "simulated runs only"), *noted)


def _lots(s: Sources) -> list[Item]:
    last: dict[tuple[str, str, str, bool], Known] = {}
    for known in finished(s, _of_lots(s)):
        o = known.opened
        if o.kind in (Work.INSPECTION, Work.SUPERVISION) and o.day >= s.year and known.line.outcome in DECIDED:
            last[o.subject.serial, o.subject.maker, o.subject.model, o.simulated] = known
    return real_first([_lot(known) for known in last.values()])


def _of_lots(s: Sources) -> list[str]:
    """Runs of a regulation for prepackages: by what they say of it, or by its identity where they are older than that."""
    stated, older = runs_of_kind(s.store, KIND)
    if not older:
        return stated
    from procedures.registry import implemented  # every regulation is loaded, which a new store never needs

    editions = {p.regulation.id for p in implemented().editions if p.regulation.kind == KIND}
    lines = [line for line in s.store.lines(older).values() if not isinstance(line, Damaged)]
    return [*stated, *(line.run for line in lines if read(line.opened, Opened).regulation.id in editions)]


def _lot(known: Known) -> Item:
    o, good = known.opened, known.line.outcome == "conform"
    of = o.subject
    zh, en = f"{of.name.zh} {of.model} {of.serial}", f"{of.name.en} {of.model} {of.serial}"
    return Item(
        key=known.line.run, what="run", name=Text(zh, en), counts=good, why=NO_TEXT if good else FAILED, runs=(known.line.run,),
        groups={"maker": of.maker, "edition": o.regulation.id}, simulated=o.simulated,
    )  # fmt: skip


def _batches(s: Sources) -> list[Item]:
    """The batches of every supervision sampling that was decided by the time, in the year of the day.

    A batch of which a run was amended since it was decided is left out.
    """
    with s.store.reporting(), s.store.engine.connect() as connection:
        some = connection.execute(ledger.select().where(ledger.c.kind == "campaign").limit(1)).first()
    if some is None:
        return []
    steps = [p for p in campaigns.steps(ledger_of(s.store).campaigns) if s.knew(p.time)]
    kinds = {p.step.campaign: p.step.kind for p in reversed(steps) if isinstance(p.step, campaigns.Planned)}
    dates = {p.step.campaign: p.step.date for p in reversed(steps) if isinstance(p.step, campaigns.Planned)}
    found: dict[str, list[Item]] = {}
    for placed in steps:
        step = placed.step
        if not isinstance(step, campaigns.Decided) or kinds.get(step.campaign) != SUPERVISION or step.campaign in found:
            continue
        if s.year.isoformat() <= dates[step.campaign] <= s.on.isoformat():
            found[step.campaign] = list(_of_campaign(s, step))
    return real_first([item for items in found.values() for item in items])


def _of_campaign(s: Sources, step: campaigns.Decided) -> Iterator[Item]:
    runs: dict[str, list[str]] = {}
    for r in step.runs:
        runs.setdefault(r.cell.partition("/")[0], []).append(r.run)
    changed = amended_by(s, [r.run for r in step.runs])
    for requirement in step.requirements:
        if requirement.outcome not in DECIDED or requirement.key not in runs:
            continue
        mine = runs[requirement.key]
        if corrected := changed & set(mine):
            said = ", ".join(sorted(corrected))
            zh = f"{step.campaign} {requirement.key} 未计入：作出结论后记录 {said} 被更正"
            en = f"{step.campaign} {requirement.key} does not count: run {said} was amended since it was decided"
            s.noted.setdefault(SUPERVISION, []).append(Text(zh, en))
            continue
        good = requirement.outcome == "conform"
        yield Item(
            key=f"{step.campaign}/{requirement.key}", what="batch", name=Text.same(f"{step.campaign} {requirement.key}"),
            counts=good, why=NO_TEXT if good else FAILED, runs=tuple(mine), groups={"campaign": step.campaign},
            simulated=step.simulated,
        )  # fmt: skip


def _reviews(s: Sources) -> list[Item]:
    names = [name for _, name in found_runs(s.store, Search(regulation=REVIEW))[0]]
    found = [k for k in finished(s, names) if k.opened.regulation.id.startswith(REVIEW)]
    last = {(str(k.opened.nameplate.get("site", "")), k.opened.simulated): k for k in found}
    return real_first([_review(site, known) for (site, _), known in last.items()])


def _review(site: str, known: Known) -> Item:
    outcome = known.line.outcome
    why = NO_TEXT if outcome == "conform" else FAILED if outcome == "not_conform" else UNDECIDED
    name = known.opened.subject.name
    return Item(
        key=known.line.run, what="run", name=Text(f"{name.zh} {site}", f"{name.en} {site}"), counts=outcome == "conform",
        why=why, runs=(known.line.run,), groups={"site": site}, simulated=known.opened.simulated,
    )  # fmt: skip


LOTS = Listed("rate", {"maker": Text("生产者", "Maker"), "edition": Text("规则", "Edition")}, _lots, said_simulated)
BATCHES = Listed("rate", {"campaign": Text("抽查", "Sampling")}, _batches, said_simulated)
REVIEWS = Listed("rate", {"site": Text("用能单位", "Energy user")}, _reviews, said_simulated)
