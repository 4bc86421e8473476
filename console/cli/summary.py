"""How a finished run is told: the verdict on the screen, or one JSON document; and the exit code."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from console.catalogue import messages as m
from console.cli.screen import EXIT, clause_of, message, print_json, say, tell, text_of, words
from console.language import localised
from services.runs.run_summary import summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


WORST_FIRST = ("interrupted", "not_conform", "invalid", "incomplete", "undecided", "not_applicable", "conform")


def finish(runs: Sequence[str], url: str, *, as_json: bool) -> int:
    """Tell the end of a run, or of the runs of a bench with positions; returns the exit code of the worst verdict."""
    from records.store import Store
    from records.verification import ledger_of, read_verified

    store = Store(url, read_only=True)
    ledger = ledger_of(store)
    documents = [summary(read_verified(store, run, ledger), url) for run in runs]
    if as_json:
        print_json(documents[0] if len(documents) == 1 else {"runs": documents})
    else:
        for document in documents:
            _show(document)
    return EXIT[min((d["outcome"] for d in documents), key=WORST_FIRST.index)]


@contextmanager
def telling_interruptions(url: str, *, as_json: bool) -> Iterator[None]:
    """Give the JSON document of a run that stopped before its end, too; the exception passes."""
    from records.store import Store
    from sequencer.errors import Interrupted

    try:
        yield
    except Interrupted as stop:
        if as_json and stop.run:
            print_json(summary(Store(url, read_only=True).events(stop.run), url))
        raise


def _show(document: dict[str, Any]) -> None:
    """The verdict for a person; the run id and the verdict alone go to standard output."""
    say("")
    for item in document["items"]:
        reason = f"  {text_of(item['reason'])}" if item["outcome"] != "conform" and item["reason"]["zh"] else ""
        say(
            f"  {words(item['outcome'], document['kind'])}  {text_of(item['name'])} [dim]{clause_of(item['clause'])}[/]{reason}"
        )
    for item in document["omitted"]:
        say(f"  [dim]– {text_of(item['name'])}: {text_of(item['reason'])}[/]")
    verdict = document["verdict"]
    if verdict and verdict["unverified"]:
        tell(m.UNVERIFIED, count=len(verdict["unverified"]))
    for statement in document["overrides"]:
        say(f"  [yellow]{text_of(statement)}[/]")
    if document["simulated"]:
        say(f"  {message(m.SIMULATED)}")
    if document["draft"]:
        tell(m.DRAFT_RUN)
    typer.echo(f"{document['run']} {document['outcome']}")
    if document["outcome"] == "interrupted":
        tell(m.RESUME_WITH, run=document["run"])
        return
    verdict_line = localised(m.VERDICT).format(outcome=words(document["outcome"], document["kind"]))
    say(verdict_line + message(m.DOCUMENTS_WITH, run=document["run"]))
