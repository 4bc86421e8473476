"""A producer's own control of filling: chart of means and of standard deviations over samples, capability against Qn − T."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from metrology.statistics.capability import Capability, process_capability
from metrology.statistics.control_charts import (
    ControlChartPair,
    individuals_chart,
    mean_and_deviation_chart,
    unnatural_patterns,
)
from metrology.statistics.descriptive import mean, standard_deviation
from metrology.text import Text
from sequencer.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from services.packages.lots_inspected import LotResult

FEWEST = 2


@dataclass(frozen=True, slots=True)
class FillingChart:
    """Samples of one product in the order of time.

    Attributes:
        samples: The runs.
        chart: Chart of deviations q − Qn: means and standard deviations, or single means with their moving ranges where
            the samples are of unequal size.
        by_mean: Whether each point is a mean with the limits of its own scatter within samples.
        patterns: Tests for unnatural patterns that the means complete, with the positions from 0.
        capability: Against −T, from the scatter over all packages; None where T is not one for all, or nothing scatters.
        mean, s: Mean deviation and overall standard deviation of all packages.
        limit: −T; None where it is not one for all.
    """

    samples: tuple[LotResult, ...]
    chart: ControlChartPair
    by_mean: bool
    patterns: Mapping[int, tuple[int, ...]]
    capability: Capability | None
    mean: float
    s: float
    limit: Any


def filling_chart(found: Sequence[LotResult]) -> FillingChart:
    """The chart of the samples of one product.

    Raises:
        Refused: They are of several products, or too few.
    """
    samples = [r for r in found if r.contents]
    products = [key for key, _ in groupby(sorted((r.product.zh, r.model, r.maker, r.nominal) for r in samples))]
    if len(products) > 1:
        named = "; ".join(" ".join(p) for p in products[:5])
        raise Refused([Text(f"样本不属于同一商品，请用 --product 选择：{named}", f"the samples are of several products; choose one with --product: {named}")])  # fmt: skip
    sizes = {len(r.contents) for r in samples}
    alike = len(sizes) == 1 and min(sizes) >= FEWEST
    if len(samples) < (FEWEST if alike else 3):
        raise Refused([Text(f"只有 {len(samples)} 个样本，不能作控制图（样本量相同时至少 2 个，否则至少 3 个）", f"{len(samples)} samples are too few for a control chart: 2 of one size, or 3")])  # fmt: skip
    groups = [r.contents for r in samples]
    chart = mean_and_deviation_chart(groups) if alike else individuals_chart([_decimal_mean(g) for g in groups])
    every = [content for group in groups for content in group]
    limits = {r.limit for r in samples}
    limit = limits.pop() if len(limits) == 1 else None
    spread = standard_deviation(every)
    capability = process_capability(mean(every), spread, lower=limit) if limit is not None and spread else None
    patterns = unnatural_patterns(chart.location) if chart.location.sigma > 0 else {}
    return FillingChart(
        tuple(samples), chart, alike, {int(k): v for k, v in patterns.items()}, capability, mean(every), spread, limit
    )


def _decimal_mean(values: Sequence[Any]) -> Any:
    return sum(values) / len(values)


def document(found: FillingChart) -> dict[str, Any]:
    """The chart for programs."""
    location, spread = found.chart.location, found.chart.spread
    return {
        "samples": [
            {"run": r.run, "day": r.day.isoformat(), "lot": r.lot, "n": len(r.contents), "mean": m, "outcome": r.outcome,
             "simulated": r.simulated}
            for r, m in zip(found.samples, location.points, strict=True)
        ],
        "kind": "x-s" if found.by_mean else "x-mr",
        "location": {"centre": location.centre, "lower": location.lower, "upper": location.upper},
        "spread": {"points": list(spread.points), "centre": spread.centre, "lower": spread.lower, "upper": spread.upper},
        "patterns": {str(k): list(v) for k, v in found.patterns.items()},
        "outside_spread": list(spread.outside),
        "mean": found.mean, "s": found.s, "lower_limit": None if found.limit is None else str(found.limit),
        "ppk": None if found.capability is None else found.capability.ck,
        "unit": found.samples[0].unit,
    }  # fmt: skip
