"""How a finished run is told: the verdict on the screen, or one JSON document; and the exit code."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from console.cli.screen import EXIT, both, plain, print_json, say, words
from services.runs import summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


WORST_FIRST = ("interrupted", "not_conform", "invalid", "incomplete", "undecided", "not_applicable", "conform")


def finish(runs: Sequence[str], url: str, *, as_json: bool) -> int:
    """Tell the end of a run, or of the runs of a bench with positions; returns the exit code of the worst verdict."""
    from records.store import Store
    from records.verification import ledger_of, read_verified

    store = Store(url, read_only=True)
    ledger = ledger_of(store)
    documents = [summary(read_verified(store, run, ledger)) for run in runs]
    if as_json:
        print_json(documents[0] if len(documents) == 1 else {"runs": documents})
    else:
        for document in documents:
            tell(document)
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
            print_json(summary(Store(url, read_only=True).events(stop.run)))
        raise


def tell(document: dict[str, Any]) -> None:
    """The verdict for a person; the run id and the verdict alone go to standard output."""
    say("")
    for item in document["items"]:
        reason = f"  {both(item['reason'])}" if item["outcome"] != "conform" and item["reason"]["zh"] else ""
        say(f"  {words(item['outcome'])}  {both(item['name'])} [dim]{plain(item['clause'])}[/]{reason}")
    for item in document["omitted"]:
        say(
            f"  [dim]– {plain(item['name']['zh'])} {plain(item['name']['en'])}: {plain(item['reason']['zh'])} {plain(item['reason']['en'])}[/]"
        )
    verdict = document["verdict"]
    if verdict and verdict["unverified"]:
        say(
            f"  [yellow]{len(verdict['unverified'])} 项规程数据未经原文核实，见证书 regulation data not checked against the printed text, listed on the documents[/]"
        )
    for statement in document["overrides"]:
        say(f"  [yellow]{both(statement)}[/]")
    if document["simulated"]:
        say("  [yellow]模拟运行 · simulated, not valid[/]")
    print(f"{document['run']} {document['outcome']}")  # noqa: T201  the answer of the command
    say(f"[bold]结论 Verdict: {words(document['outcome'])}[/]   documents: steelyard report {document['run']} -o DIR")
