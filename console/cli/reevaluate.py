"""`steelyard reevaluate`: which verdicts change with another certificate of a standard."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from console.catalogue import messages as m
from console.cli.endings import ending
from console.cli.options import DEFAULT_STORE, Json, Store
from console.cli.queue import Later, tell_queued
from console.language import localised

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMNS = (m.RUN, m.REGULATION, m.SUBJECT, m.SERIAL, m.DOCUMENT, m.OLD, m.NEW, m.ITEMS, m.REASON)
MOST_LINES = 200
"""Lines of the table on the screen; `--json` holds all."""


def reevaluate(
    standard: Annotated[
        str,
        typer.Option("--standard", metavar="ID"),
    ],
    since: Annotated[
        datetime,
        typer.Option("--as-of", formats=["%Y-%m-%d"]),
    ],
    certificate: Annotated[
        Path | None,
        typer.Option("--certificate", metavar="FILE"),
    ] = None,
    withdrawn: Annotated[  # noqa: FBT002
        bool, typer.Option("--withdrawn")
    ] = False,
    also: Annotated[list[str] | None, typer.Option("--also", metavar="URL")] = None,
    cluster: Annotated[str, typer.Option("--cluster", metavar="ADDRESS")] = "",
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", callback=ending(".json"))] = None,
    queue: Later = False,  # noqa: FBT002
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Decide stored runs again after a standard's recall: 0 nothing changes, 1 something does. Stores nothing."""
    from console.cli.screen import print_json
    from services.reevaluation.reevaluate import reevaluate_runs
    from services.reevaluation.reevaluate_many import reevaluate_stores

    if queue:
        _put(
            store, standard, since, certificate, output, withdrawn=withdrawn, alone=not also and not cluster, json=json
        )
        return
    if also or cluster:
        document = reevaluate_stores(
            standard,
            since.date(),
            certificate,
            list(dict.fromkeys([store, *(also or ())])),
            withdrawn=withdrawn,
            cluster=cluster,
        )
    else:
        document = reevaluate_runs(standard, since.date(), certificate, store, withdrawn=withdrawn)
    if output is not None:
        _write(output, document)
    if json:
        print_json(document)
    else:
        _show(document)
    raise typer.Exit(1 if document["changed"] or document["unreliable"] or document.get("refused") else 0)


def _put(
    store: str, standard: str, since: datetime, certificate: Path | None, output: Path | None, *, withdrawn: bool,
    alone: bool, json: bool,
) -> None:  # fmt: skip
    from console.catalogue.queue_texts import NEEDS_OUTPUT, ONE_STORE
    from records.errors import RegisterError
    from services.work_queue.jobs import put_reevaluation

    if output is None or not alone:
        raise RegisterError("--queue", [(NEEDS_OUTPUT if output is None else ONE_STORE).en])
    tell_queued(put_reevaluation(store, standard, since.date(), certificate, output, withdrawn=withdrawn), as_json=json)


def _write(output: Path, document: Mapping[str, Any]) -> None:
    import orjson

    from records.durable_file import write_durably

    write_durably(output, orjson.dumps(document, option=orjson.OPT_INDENT_2))


def _show(document: Mapping[str, Any]) -> None:
    from console.cli.screen import plain, print_table, say, tell

    lines = document["changed"]
    if lines:
        titles = [localised(title) for title in COLUMNS]
        print_table(localised(m.CHANGED_TABLE), titles, [_row(line) for line in lines[:MOST_LINES]], whole=(0, 3))
    if len(lines) > MOST_LINES:
        tell(m.MORE_LINES, count=len(lines) - MOST_LINES)
    for line in document["unreliable"]:
        tell(m.DIFFERS, run=line["run"], difference=line["problem"])
    for line in document.get("refused", ()):
        tell(m.STORE_REFUSED, store=line["store"], reason=localised(line["reason"]))
    for line in document.get("stores", ()):
        tell(m.OF_STORE, **line)
    certificates = document["certificates"]
    if certificates:
        tell(m.AFFECTED, count=len(certificates))
        say(*(f"  {plain(number)}" for number in certificates[:MOST_LINES]))
    counts = {key: document[key] for key in ("concerned", "unchanged", "replayed")}
    tell(m.REEVALUATED, changed=len(lines), unreliable=len(document["unreliable"]), **counts)


def _row(line: Mapping[str, Any]) -> list[str]:
    from console.cli.screen import plain, text_of, words

    reasons = "; ".join(text_of(reason) for reason in line["reasons"])
    return [line["run"], plain(line["regulation"]), text_of(line["subject"]), plain(line["serial"]),
            plain(line["document"]), words(line["old"], line["kind"]), words(line["new"], line["kind"]),
            plain(", ".join([*line["items"], *line["results"]])), reasons]  # fmt: skip
