"""Cases of market supervision: the case files of the laboratory, and for each its runs, documents, seals and custody."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from console.catalogue import web_cases as m
from console.web.look_parts import facts, kept, outcome_shown, page_looked_up, table
from console.web.page import Page
from console.web.parts import messages
from console.web.shell import link, words
from services.accounts.roles import Action
from services.cases.case_file import KINDS, SEALS
from services.cases.looked_at import cases_in, looked_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from console.web.look_parts import Cell
    from console.web.view import View
    from metrology.text import Text
    from services.cases.case_file import Case
    from services.cases.looked_at import Listed, Looked, RunRow

T = TypeVar("T")
ADDRESS = "/cases"
ABSENT = "–"


def cases(view: View) -> None:
    """The list."""
    page_looked_up(view, m.TITLE, partial(_allowed, view, partial(cases_in, view.console.laboratory)), _listed)


def case(view: View) -> None:
    """One case."""
    name = view.path["name"]
    find = partial(looked_at, view.console.store, view.console.laboratory, name)
    page_looked_up(view, m.HEADING, partial(_allowed, view, find), _shown, number=name)


def _allowed(view: View, find: Callable[[], T]) -> T:
    """What is looked up, for those who may see cases; a page may stay open while roles change."""
    view.user.acting(Action.CASES)
    return find()


def _listed(view: View, found: Sequence[Listed]) -> None:
    if not found:
        words(view.say(m.NONE), "p")
        return
    messages([view.say(one.problem) for one in found if one.case is None])
    rows = [_row(view, one.name, one.case) for one in found if one.case is not None]
    if rows:
        table([view.say(c) for c in m.COLUMNS], rows, mark="cases", label=view.say(m.TITLE))


def _row(view: View, name: str, one: Case) -> list[Cell]:
    last = max((h.at for h in one.custody), default=None)
    return [
        partial(link, f"{ADDRESS}/{quote(name, safe='')}", one.number),
        one.title,
        view.say(KINDS[one.kind]),
        one.complaint or ABSENT,
        str(len(one.runs)),
        partial(kept, _time(last)) if last is not None else ABSENT,
    ]


def _shown(view: View, found: Looked | None) -> None:
    one = found.listed.case if found is not None else None
    if found is None or one is None:
        messages([view.say(m.UNKNOWN) if found is None else view.say(m.UNREADABLE, why=view.say(found.listed.problem))])
        return
    messages([view.say(m.MISSING, file=file) for file in sorted(found.missing)])
    said: list[tuple[str, Cell]] = [
        (view.say(m.NUMBER), one.title),
        (view.say(m.KIND), view.say(KINDS[one.kind])),
        (view.say(m.COMPLAINT), one.complaint or ABSENT),
    ]
    facts(said, mark="about")
    words(view.say(m.RUNS), "h2")
    _table(view, m.RUN_COLUMNS, [_run(view, row) for row in found.runs], "runs", m.RUNS)
    words(view.say(m.SIGNS), "h2")
    _signs(view, found)
    words(view.say(m.DOCUMENTS), "h2")
    documents: list[list[Cell]] = [
        [d.number, view.say(d.kind), view.say(d.state), partial(link, f"/runs/{d.run}", d.run)] for d in found.documents
    ]
    _table(view, m.DOCUMENT_COLUMNS, documents, "documents", m.DOCUMENTS, m.NO_DOCUMENTS)
    for title, columns, rows, mark in _things(view, one):
        words(view.say(title), "h2")
        _table(view, columns, rows, mark, title)
    words(view.say(m.PACK, file=found.listed.name), "p").classes("sy-small")


def _run(view: View, row: RunRow) -> list[Cell]:
    if not row.run:
        return [row.asked, f"✗ {view.say(row.problem)}", ABSENT, ABSENT, ABSENT, ABSENT]
    return [
        partial(link, f"/runs/{row.run}", row.run),
        row.instrument,
        partial(link, f"/instruments/{quote(row.serial, safe='')}", row.serial) if row.serial else ABSENT,
        row.edition,
        partial(kept, row.day),
        partial(outcome_shown, view, row.outcome, row.kind),
    ]


def _signs(view: View, found: Looked) -> None:
    if found.signs is None:
        words(view.say(m.NO_SIGNS), "p")
        return
    words(view.say(found.signs.said), "p").props('data-mark="signs"')
    rows: list[list[Cell]] = [
        [r.instrument, partial(link, f"/runs/{r.run}", r.run), view.say(r.shown)] for r in found.signs.results
    ]
    _table(view, m.SIGN_COLUMNS, rows, "signed", m.SIGNS)


def _things(view: View, one: Case) -> list[tuple[Text, Sequence[Text], list[list[Cell]], str]]:
    def when(at: Any) -> Cell:
        return partial(kept, _time(at))

    return [
        (m.SEALS, m.SEAL_COLUMNS, [[s.number, s.place, view.say(SEALS[s.state]), when(s.at)] for s in one.seals], "seals"),
        (
            m.PARAMETERS, m.PARAMETER_COLUMNS,
            [[p.instrument, p.name, p.before, p.after] for p in one.parameters], "parameters",
        ),
        (
            m.PHOTOGRAPHS, m.PHOTOGRAPH_COLUMNS,
            [[p.file, p.shows, when(p.taken), p.by] for p in one.photographs], "photographs",
        ),
        (m.CUSTODY, m.CUSTODY_COLUMNS, [[h.what, h.given, h.taken, when(h.at)] for h in one.custody], "custody"),
    ]  # fmt: skip


def _table(
    view: View, columns: Sequence[Text], rows: list[list[Cell]], mark: str, title: Text, empty: Text = m.NOTHING
) -> None:
    if rows:
        table([view.say(c) for c in columns], rows, mark=mark, label=view.say(title))
    else:
        words(view.say(empty), "p")


def _time(at: Any) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


LIST = Page(ADDRESS, m.TITLE, cases)
PAGE = Page(f"{ADDRESS}/{{name}}", m.TITLE, case)
