"""`steelyard predict`: when an error reaches its limit."""

from __future__ import annotations

import math
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console.cli.options import DEFAULT_STORE, DateOption, Json, Store, day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from services.prediction.predicting import Predicted

REACHED = 1
"""Exit code where an error is beyond a limit already."""
YEAR = 365.25
NAMED = 3
"""Points that are named where the same is to be said of many."""


def predict(
    instrument: Annotated[str, typer.Argument(metavar="INSTRUMENT")] = "",
    monitor: Annotated[Path | None, typer.Option("--monitor", metavar="FILE")] = None,
    level: Annotated[float, typer.Option("--level", metavar="PERCENT", min=50, max=99.99)] = 99,
    at: Annotated[datetime | None, typer.Option("--at", formats=["%Y-%m-%d"])] = None,
    plot: Annotated[Path | None, typer.Option("--plot", metavar="FILE")] = None,
    date: DateOption = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Predict when an error reaches its limit; exit code 1 where the newest one is beyond it already."""
    from console.catalogue import prediction_texts as m
    from console.cli.screen import print_json, tell
    from console.language import current
    from services.prediction.chart_picture import write_chart
    from services.prediction.histories import of_runs
    from services.prediction.predicting import predict as of_history
    from services.prediction.predicting import soonest_first

    if monitor is not None:
        from services.monitoring.error_histories import of_monitor

        histories = of_monitor(monitor, instrument)
    else:
        histories = of_runs(store, instrument, day(date))
    found = soonest_first([of_history(h, level / 100) for h in histories])
    on = at.date() if at is not None else None
    if plot is not None:
        write_chart(found[0], plot, str(current()))
    if json:
        print_json([p.to_dict(on) for p in found])
    else:
        _show(found, on, level)
        if plot is not None:
            tell(m.WRITTEN, path=plot)
    if any(p.state == "reached" for p in found):
        raise typer.Exit(REACHED)


def _show(found: Sequence[Predicted], on: date | None, level: float) -> None:
    from console.catalogue import prediction_texts as m
    from console.cli.screen import message, plain, print_table, say, tell, text_of
    from console.language import localised
    from services.prediction.predicting import ASSUMED

    titles = [
        localised(t)
        for t in (m.ITEM, m.POINT, m.FOUND, m.NEWEST, m.LIMITS, m.DRIFT, m.REACHES, m.BETWEEN, m.NOT_BEFORE)
    ]
    if on is not None:
        titles.append(message(m.ON_DAY, day=on))
    rows = []
    for p in found:
        h, c = p.history, p.crossing
        bounds = f"{'–' if h.lower is None else h.lower} … {'–' if h.upper is None else h.upper} {h.unit}".rstrip()
        predicted = c is not None and c.time is not None
        rows.append([
            text_of(h.item), text_of(h.label), str(len(h.points)), plain(h.points[-1].value), plain(bounds),
            "" if c is None else plain(f"{c.line.slope * YEAR:.3g}"), _day(p.at, shown=predicted),
            f"{_day(p.first, shown=True)} … {_day(p.last, shown=True)}" if predicted else "–",
            _until(p), *([_error(p, on)] if on is not None else []),
        ])  # fmt: skip
    print_table("", titles, rows, whole=(6, 8))
    reasons: dict[str, list[str]] = {}
    for p in found:
        for reason in p.reasons:
            reasons.setdefault(localised(reason), []).append(
                f"{localised(p.history.item)} {localised(p.history.label)}"
            )
    for said, points in reasons.items():
        more = [message(m.MORE, count=len(points) - NAMED)] if len(points) > NAMED else []
        tell(m.REASON, points=", ".join([*points[:NAMED], *more]), reason=said)
    tell(m.LEVEL, level=f"{level:g}")
    say(text_of(ASSUMED))
    if any(p.history.simulated for p in found):
        tell(m.SIMULATED)


def _day(on: date | None, *, shown: bool) -> str:
    from console.catalogue import prediction_texts as m
    from console.language import localised

    return "–" if not shown else localised(m.LATER) if on is None else on.isoformat()


def _until(p: Predicted) -> str:
    """Until when a further finding lies within the limits: any day, where it may be beyond one already."""
    from console.catalogue import prediction_texts as m
    from console.language import localised

    c = p.crossing
    newest = (p.history.points[-1].at - p.history.points[0].at) / 86_400
    return localised(m.AT_ONCE) if c is not None and c.not_before <= newest else _day(p.not_before, shown=c is not None)


def _error(p: Predicted, on: date) -> str:
    found = p.error_at(on)
    if found is None:
        return "–"
    # Two digits of the interval, and the error to the same place.
    places = max(0, 1 - math.floor(math.log10(found[1]))) if found[1] > 0 else 3
    return f"{found[0]:.{places}f} ± {found[1]:.{places}f}"
