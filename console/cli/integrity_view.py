"""What `steelyard integrity` shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.catalogue import integrity_texts as m
from console.cli.screen import plain, print_json, print_table, tell, text_of
from console.language import localised
from metrology.text import Text
from registers.integrity import APPEALS, PROPOSALS, STATES
from registers.record import all_fields
from services.integrity.judging import asked_dict, row_dict
from services.integrity.kinds import KINDS
from services.integrity.policy import STATUSES
from services.integrity.score import shown
from services.integrity.standing import STATES as STANDINGS
from services.integrity.standing import valid_units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.integrity.judging import Asked, Explained, Judged, UnitRow
    from services.integrity.policy import Edition
    from services.integrity.score import Line


def show_units(
    asked: Asked, edition: Edition, rows: Sequence[UnitRow], limit: int, *, as_json: bool, others: Judged | None = None
) -> None:
    """The list; those without a code and facts that belong to nobody are counted below it."""
    if as_json:
        more = {} if others is None else {
            "uncoded": [{"key": k, "name": name, "facts": n} for k, (name, n) in others.uncoded.items()],
            "unplaced": others.unplaced, "valid_demonstration_units": valid_units(others.demonstration),
        }  # fmt: skip
        print_json({**asked_dict(asked, edition), "units": [row_dict(row) for row in rows], **more})
        return
    lines = [
        [
            plain(r.score.unit.code), plain("/".join(r.score.unit.names)), shown(r.score.value), r.score.name,
            r.decided or "–", str(r.proposals or ""),
            "" if r.standing is None else localised(STANDINGS[r.standing.state]),
            localised(m.SIMULATED) if r.score.simulated else "",
        ]
        for r in rows[:limit]
    ]  # fmt: skip
    print_table("", [localised(t) for t in m.UNIT_COLUMNS], lines, whole=(0, 2))
    tell(m.UNITS, count=len(rows), shown=min(len(rows), limit))
    if others is not None:
        for key, (name, count) in others.uncoded.items():
            tell(m.UNCODED, key=key, name=name, count=count)
        if others.unplaced:
            tell(m.UNPLACED, count=others.unplaced)
    _by_policy(edition)


def show_explained(found: Explained, *, as_json: bool) -> None:
    """A unit with every point."""
    score = found.row.score
    if as_json:
        proposals = [{"key": p.key, **all_fields(p.record)} for p in found.proposals]
        appeals = [{"key": a.key, **all_fields(a.record)} for a in found.appeals]
        more = {"proposals": proposals, "appeals": appeals}
        print_json({**asked_dict(found.asked, found.edition), **row_dict(found.row), **more})
        return
    names = "/".join(score.unit.names)
    tell(
        m.SCORE, unit=score.unit.code, name=names, day=str(found.asked.day), score=shown(score.value), klass=score.name
    )
    tell(m.STARTED, start=str(found.edition.start))
    if score.ceiling:
        tell(m.CEILING, kind=localised(KINDS[score.ceiling]), klass=score.name)  # type: ignore[index]
    for line in score.lines:
        tell(m.LINE, what=localised(KINDS[line.kind]), change=shown(line.change), how=localised(_how(line)))
        rows = [
            [
                plain(p.fact.id), p.fact.on.isoformat(), shown(p.points), text_of(p.fact.details.to_dict()),
                plain(" ".join(p.fact.runs)), localised(m.SETTLED[p.settled]) + (f" {p.by}" if p.by else ""),
            ]
            for p in line.points
        ]  # fmt: skip
        print_table("", [localised(t) for t in m.FACT_COLUMNS], rows, whole=(0, 1, 2))
    _proposals(found)
    _by_policy(found.edition)


def _how(line: Line) -> Text:
    if line.waiting and line.counting:
        return m.WAITING
    share = Text("", "") if line.whole is None else Text(*(t.format(n=line.counting, of=line.whole) for t in m.SHARE))
    bound = m.BOUNDED if line.bounded else Text("", "")
    return Text(share.zh + bound.zh, share.en + bound.en)


def _proposals(found: Explained) -> None:
    rows = [
        [
            plain(p.key), localised(Text.of(PROPOSALS[p.record.kind])) + (f" {p.record.new}" if p.record.new else ""),
            str(p.record.on or ""), localised(Text.of(STATES[p.record.state])), plain(p.record.decided_by),
            plain(p.record.reason),
        ]
        for p in found.proposals
    ]  # fmt: skip
    rows += [
        [
            plain(a.key), f"{localised(Text.of(APPEALS[a.record.kind]))} {plain(a.record.about)}", str(a.record.on or ""),
            localised(Text.of(STATES[a.record.state])), plain(a.record.decided_by), plain(a.record.reason),
        ]
        for a in found.appeals
    ]  # fmt: skip
    if rows:
        print_table("", [localised(t) for t in m.DECISION_COLUMNS], rows, whole=(0, 2))


def show_demonstration(found: Judged, *, as_json: bool) -> None:
    """Demonstration units."""
    if as_json:
        units = [s.to_dict() for s in found.demonstration]
        valid = valid_units(found.demonstration)
        print_json({**asked_dict(found.asked, found.edition), "units": units, "valid": valid, "target": m.TARGET})
        return
    rows = [
        [plain(s.unit), s.on.isoformat(), s.until.isoformat(), localised(STANDINGS[s.state]), plain(" ".join(s.why))]
        for s in found.demonstration
    ]
    print_table("", [localised(t) for t in m.DEMONSTRATION_COLUMNS], rows, whole=(0, 1, 2))
    tell(m.VALID, count=valid_units(found.demonstration), target=m.TARGET)


def show_policy(edition: Edition, *, as_json: bool) -> None:
    """The policy that is in force."""
    if as_json:
        print_json(edition.model_dump(mode="json"))
        return
    rows = [
        [
            localised(KINDS[kind]), str(rule.points), localised(m.PER[rule.per]), str(rule.most), str(rule.least),
            rule.ceiling,
        ]
        for kind, rule in edition.facts.items()
    ]  # fmt: skip
    print_table("", [localised(t) for t in m.POLICY_COLUMNS], rows)
    classes = ", ".join(f"{name} ≥ {floor}" for name, floor in edition.classes.items())
    tell(
        m.CLASSES, classes=classes, months=edition.lookback_months, start=str(edition.start), part=str(edition.repaired)
    )
    _by_policy(edition)


def _by_policy(edition: Edition) -> None:
    tell(
        m.BY_POLICY,
        edition=edition.edition,
        status=localised(STATUSES[edition.status]),
        basis=text_of(Text.of(edition.basis).to_dict()),
    )
