"""What a figure of `steelyard rates` counts, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


def show_list(rows: Sequence[dict[str, Any]], *, as_json: bool) -> None:
    """Print instruments, or verifications with their instruments."""
    from console.catalogue import messages
    from console.catalogue import register_messages as m
    from console.cli.screen import plain, print_json, print_table, tell
    from console.language import localised
    from metrology.text import Text
    from registers.instruments import FOREVER
    from registers.outcomes import OUTCOMES

    if as_json:
        print_json(list(rows))
        return
    titles = [m.KEY, m.INSTRUMENT, m.SERIAL, m.OWNER]
    verified = any("verification" in row for row in rows)
    titles += [messages.DATE, messages.OUTCOME, messages.RUN] if verified else [m.UNTIL]
    lines = []
    for row in rows:
        names = [plain(row.get(name, "")) for name in ("key", "name", "serial")]
        cells = [*names, plain(row.get("owner_name") or row.get("owner", ""))]
        if verified:
            outcome = OUTCOMES.get(row["outcome"], "")
            cells += [row["on"], localised(Text.of(outcome)) if outcome else "", plain(row["verification"])]
        else:
            cells.append("" if row["until"] == FOREVER else row["until"])
        lines.append(cells)
    print_table("", [localised(title) for title in titles], lines, whole=(0,))
    tell(m.ROWS, count=len(rows))
