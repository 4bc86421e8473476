"""What `steelyard energy` shows on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from console.catalogue import energy_texts as m
from console.cli.screen import clause_of, plain, print_table, say, status_of, tell, text_of, words
from console.language import localised
from metrology.decision import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from metrology.text import Text
    from procedures.campaigns.judgement import Table
    from services.energy.accounting import Account
    from services.energy.reading import MadeSaving
    from services.energy.recomputing import Recomputed
    from services.energy.reviewing import Review


def show_rates(found: Mapping[str, Any], no_store: str) -> None:
    """The equipping rates of a site, its classes, and the instruments that are not valid."""
    tell(m.EDITION, edition=found["edition"], day=found["on"])
    if not found["in_force"]:
        tell(m.NOT_IN_FORCE, edition=found["edition"])
    if no_store:
        tell(m.NO_REGISTER, store=no_store)
    rows = [
        [text_of(c["kind_name"]), text_of(c["level_name"]), str(c["needed"]), str(c["installed"]), c["percent"],
         c["required"] or localised(m.UNKNOWN), status_of(c["source"]["status"]), words(c["outcome"])]
        for c in found["cells"]
    ]  # fmt: skip
    titles = (m.KIND, m.LEVEL, m.NEEDED, m.INSTALLED, m.RATE, m.REQUIRED, m.STATUS, m.OUTCOME)
    print_table("", [localised(t) for t in titles], rows)
    classes = [
        [plain(c["point"]), text_of(c["group_name"]), plain(c["found"]), c["required"] or localised(m.UNKNOWN),
         status_of(c["source"]["status"]), words(c["outcome"])]
        for c in found["classes"]
    ]  # fmt: skip
    if classes:
        of_class = (m.POINT, m.GROUP, m.CLASS, m.REQUIRED_CLASS, m.STATUS, m.OUTCOME)
        print_table("", [localised(t) for t in of_class], classes)
    show_instruments([h for h in found["instruments"] if (h["installed"] and not h["valid"]) or h["remarks"]])
    tell(m.VALID, installed=found["installed"], valid=found["valid"], percent=found["valid_percent"] or "–")
    tell(m.DEFINITION, text=localised(found["definition"]))


def show_instruments(instruments: list[Mapping[str, Any]]) -> None:
    """Instruments with their certificates."""
    rows = [
        [plain(h["point"]), plain(h["serial"] or h["label"]), plain(h["certificate"]), h["valid_until"], text_of(h["known_by"]),
         localised(m.IS_VALID if h["valid"] else m.NOT_VALID), "; ".join(text_of(r) for r in h["remarks"])]
        for h in instruments
    ]  # fmt: skip
    if rows:
        titles = (m.POINT, m.SERIAL, m.CERTIFICATE, m.UNTIL, m.KNOWN_BY, m.STANDING, m.REMARKS)
        print_table("", [localised(t) for t in titles], rows, whole=(0, 1))


def show_data(found: Mapping[str, Any]) -> None:
    """The editions of a standard, and the figures of the one in force."""
    rows = [[plain(e["id"]), e["in_force"], e["until"], str(e["unread"])] for e in found["editions"]]
    print_table("", [localised(t) for t in (m.STANDARD, m.IN_FORCE, m.END, m.UNREAD)], rows)
    tell(m.EDITION, edition=found["id"], day=found["in_force"])
    rows = [
        [plain(f["key"]), f"{plain(f['value'])} {plain(f['unit'])}".strip() if f["value"] else localised(m.UNKNOWN),
         clause_of(f["clause"]), status_of(f["status"]), plain(f["note"])]
        for f in found["figures"]
    ]  # fmt: skip
    print_table("", [localised(t) for t in (m.FIGURE, m.VALUE, m.CLAUSE, m.STATUS, m.REMARKS)], rows, whole=(0,))


def show_balance(found: Account, no_store: str) -> None:
    """The balance of each node, what was consumed, and meters without a certificate."""
    from services.energy.balance_report import nodes_table, said

    if no_store:
        tell(m.NO_REGISTER, store=no_store)
    show_table(nodes_table(found.nodes))
    for text in said(found):
        say(text_of(text))
    for meter in found.flows.values():
        if not meter.covered:
            tell(
                m.NOT_COVERED,
                point=meter.point,
                certificate=meter.held.certificate or "–",
                until=meter.held.shown_until,
            )


def show_savings(made: MadeSaving, no_store: str) -> None:
    """A saving, and instruments that are not valid."""
    from services.energy.saving_report import said

    if no_store:
        tell(m.NO_REGISTER, store=no_store)
    for text in said(made.about, made.saving):
        say(text_of(text))
    for h in made.held:
        if not h.valid:
            tell(m.NOT_COVERED, point=h.point.point, certificate=h.certificate or "–", until=h.shown_until)


def show_review(found: Review) -> None:
    """The nonconformities of a review, and what is said of the whole."""
    from services.energy.review_report import WORDS, said_of

    rows = [
        [str(n), text_of(x.clause), text_of(x.where), text_of(x.what), status_of(x.status)]
        for n, x in enumerate(found.nonconformities, 1)
    ]
    if rows:
        print_table("", ["#", *(localised(t) for t in (m.CLAUSE, m.WHERE, m.FOUND, m.STATUS))], rows)
    say(f"[bold]{text_of(WORDS[found.outcome])}[/]")
    for text in said_of(found):
        say(text_of(text))


def show_recomputed(found: Recomputed) -> None:
    """What came of a second computation."""
    tell(m.SAME_AGAIN if found.same else m.DIFFERS, number=found.number)
    for name in found.inputs:
        tell(m.OTHER_INPUT, name=name)
    for place in found.found:
        tell(m.OTHER_RESULT, place=place)
    if found.other:
        tell(m.OTHER_ISSUER)
    if found.other_code and not found.same:
        tell(m.OTHER_CODE)


def show_table(table: Table) -> None:
    """A table of a report on the screen."""
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    print_table("", [localised(head) for head in table.heads], rows)


def _cell(cell: str | Text | Outcome) -> str:
    if isinstance(cell, Outcome):
        return words(str(cell))
    return plain(cell) if isinstance(cell, str) else text_of(cell)
