"""`steelyard show`: one run on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from console.catalogue import messages as m
from console.catalogue import messages_noted as noted
from console.cli.options import DEFAULT_STORE, Json, RunName, Store
from console.cli.screen import clause_of, message, plain, print_json, print_table, stage_of, tell, text_of, words
from console.language import localised

if TYPE_CHECKING:
    from collections.abc import Mapping


def show(
    run: RunName,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
    unverified: Annotated[  # noqa: FBT002
        bool, typer.Option("--unverified")
    ] = False,
) -> None:
    """Show one run: items, points, errors against limits, verdict."""
    from services.runs.run_summary import run_details

    document = run_details(run, store, unverified=unverified)
    wrong = 1 if document["problems"] else 0
    if json:
        print_json(document)
        raise typer.Exit(wrong)
    subject = document["subject"]
    name = localised(subject["name"])
    head = (document["regulation"], name, subject["model"], f"№ {subject['serial']}", document["date"], document["run"])
    print_table(
        plain("  ".join(head)),
        ["", *(localised(t) for t in (m.ITEM, m.POINT, m.COMPARED))],
        _points(document),
        whole=(0,),
    )
    rows = [
        [words(i["outcome"], document["kind"]), text_of(i["name"]), clause_of(i["clause"]), text_of(i["reason"])]
        for i in document["items"]
    ]
    verdict = (
        message(m.TO_BE_RESUMED)
        if document["outcome"] == "interrupted"
        else words(document["outcome"], document["kind"])
    )
    title = localised(m.VERDICT).format(outcome=verdict)
    print_table(title, ["", *(localised(t) for t in (m.ITEM, m.CLAUSE, m.REASON))], rows)
    _tell_place(document)
    _tell_amendments(document)
    for one in document["remarks"]:
        file = (one.get("value") or {}).get("name", "")
        tell(noted.REMARKED, by=one["by"]["id"], about=one.get("about", ""), said=one.get("text", ""), file=file)
    for one in document["corrections"]:
        tell(noted.CORRECTED_BEFORE, by=one["by"]["id"], **{key: one[key] for key in ("address", "old", "new", "why")})
    for one in document["alerts"]:
        tell(m.ALERT, **{key: localised(one[key]) for key in ("name", "saw", "chance")})
    for problem in document["problems"]:
        tell(m.NOT_AS_WRITTEN, problem=problem)
    raise typer.Exit(wrong)


def _tell_place(document: Mapping[str, Any]) -> None:
    """Order, batch, and the other runs of the same instrument."""
    for key, said in (("order", m.OF_ORDER), ("batch", m.OF_BATCH), ("follows", m.FOLLOWS)):
        if document[key]:
            tell(said, name=document[key])
    for run in document["followed_by"]:
        tell(m.FOLLOWED_BY, name=run)
    for one in document["earlier"]:
        belongs = " ".join(one[key] for key in ("order", "batch") if key in one)
        given = {key: one[key] for key in ("run", "date", "regulation")} | {"stage": stage_of(one["stage"])}
        tell(m.EARLIER_RUN, **given, belongs=belongs, outcome=words(one["outcome"], one.get("kind", "")))


def _tell_amendments(document: Mapping[str, Any]) -> None:
    amends, by = document["amends"], document["amended_by"]
    for one in amends:
        given = {key: one[key] for key in ("run", "entry", "address", "old", "new", "when", "why", "evidence")}
        who, checker = one["who"], one["checked_by"]["name"]
        tell(m.AMENDMENT, **given, name=who["name"], id=who["id"], checker=checker)
    if by:
        tell(m.REPLACED, run=by)


def _points(document: Mapping[str, Any]) -> list[list[str]]:
    """Every decided point in words; the name of an item stands at its first point. `--json` has the addresses."""
    names = {item["key"]: text_of(item["name"]) for item in document["items"]}
    rows, before = [], ""
    for one in document["conclusions"]:
        decision = one.get("decision") or {}
        compared = f"{decision['compared']} {decision['unit']}" if decision else localised(one["reason"])
        name = "" if one["item"] == before else names.get(one["item"], plain(one["item"]))
        stated = one.get("uncertainty")
        if stated:
            told = message(m.STATED, value=stated["stated"], **{key: stated[key] for key in ("unit", "U", "k")})
            compared = f"{told}; {compared}" if decision else told
        rows.append([words(one["outcome"], document["kind"]), name, text_of(one["label"]), plain(compared)])
        before = one["item"]
    return rows
