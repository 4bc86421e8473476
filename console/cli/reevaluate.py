"""`steelyard reevaluate`: which verdicts change with another certificate of a standard."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from console.cli.options import DEFAULT_STORE, Json, Store

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMNS = (
    "run",
    "规程 Regulation",
    "器具 Subject",
    "№",
    "证书 Document",
    "原 Old",
    "现 New",
    "项目 Items",
    "原因 Reason",
)
MOST_LINES = 200
"""Lines of the table on the screen; `--json` holds all."""


def reevaluate(
    standard: Annotated[
        str,
        typer.Option("--standard", metavar="ID", help="The standard, as standards.toml names it, or one certificate."),
    ],
    since: Annotated[
        datetime,
        typer.Option("--as-of", formats=["%Y-%m-%d"], help="Runs of this day and later are decided again."),
    ],
    certificate: Annotated[
        Path | None,
        typer.Option("--certificate", metavar="FILE.toml", help="The fields that are no longer as they were."),
    ] = None,
    withdrawn: Annotated[  # noqa: FBT002
        bool, typer.Option("--withdrawn", help="There is no valid certificate at all.")
    ] = False,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Decide stored runs again after a standard's recall: 0 nothing changes, 1 something does. Stores nothing."""
    from console.cli.screen import print_json
    from services.reevaluate import reevaluate_runs

    document = reevaluate_runs(standard, since.date(), certificate, store, withdrawn=withdrawn)
    if json:
        print_json(document)
    else:
        _show(document)
    raise typer.Exit(1 if document["changed"] or document["unreliable"] else 0)


def _show(document: Mapping[str, Any]) -> None:
    from console.cli.screen import plain, print_table, say

    lines = document["changed"]
    if lines:
        print_table("结论改变的检定 Verdicts that change", COLUMNS, [_row(line) for line in lines[:MOST_LINES]])
    if len(lines) > MOST_LINES:
        say(f"  … {len(lines) - MOST_LINES} more; --json lists all")
    for line in document["unreliable"]:
        say(f"[bold red]✗[/] {plain(line['run'])}: {plain(line['problem'])}")
    certificates = document["certificates"]
    if certificates:
        say(f"[bold]受影响的检定证书 Certificates affected[/] ({len(certificates)}):")
        say(*(f"  {plain(number)}" for number in certificates[:MOST_LINES]))
    say(
        f"{document['concerned']} 次检定使用该标准 runs relied on it: {len(lines)} 次改变 change, "
        f"{document['unchanged']} 次不变 stay, {len(document['unreliable'])} 次无法复评 cannot be decided again "
        f"({document['replayed']} 次逐条复算 gone over entry by entry)"
    )


def _row(line: Mapping[str, Any]) -> list[str]:
    from console.cli.screen import plain, words

    items = ", ".join(line["items"])
    reasons = "; ".join(reason["zh"] for reason in line["reasons"])
    return [line["run"], plain(line["regulation"]), plain(line["subject"]["zh"]), plain(line["serial"]), plain(line["document"]),
            words(line["old"]), words(line["new"]), plain(items), plain(reasons)]  # fmt: skip
