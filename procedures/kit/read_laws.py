"""How the value that is judged follows from what a person reads: the laws of `procedures.kit.read_items`."""

from __future__ import annotations

from decimal import Context, Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from metrology.exact import plain
from procedures.kit.kept import Kept
from procedures.kit.value import Value, function, mean, spread, standard_deviation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from procedures.kit.read_items import ReadItems
    from procedures.kit.read_rows import ReadRow

HUNDRED: Final = Decimal(100)
_PRECISE: Final = Context(prec=30)


def _value(p: ReadItems[Any], row: ReadRow) -> None:
    """What is read is judged itself."""
    p.each(row, lambda _: p.judge(row, y=p.shown("y", row, expect=row.ideal(p))))


def _error(p: ReadItems[Any], row: ReadRow) -> None:
    """Indication less reference value."""

    def measure(at: Any) -> None:
        x, ref = p.pair(row, at)
        p.judge(row, at=at, x=x, E=x - ref)

    p.each(row, measure)


def _relative(p: ReadItems[Any], row: ReadRow) -> None:
    """Error in % of the reference value."""

    def measure(at: Any) -> None:
        x, ref = p.pair(row, at)
        p.judge(row, at=at, x=x, gamma=(x - ref) / ref * HUNDRED)

    p.each(row, measure)


def _deviation(p: ReadItems[Any], row: ReadRow) -> None:
    """What is measured less what is stated, in % of what is stated."""

    def measure(at: Any) -> None:
        x, ref = p.pair(row, at)
        p.judge(row, at=at, x=x, delta=(ref - x) / x * HUNDRED)

    p.each(row, measure)


def _nominal(p: ReadItems[Any], row: ReadRow) -> None:
    """Deviation of what is read from what is set, in % of that."""

    def measure(at: Any) -> None:
        p.judge(row, at=at, gamma=(p.shown("y", row, expect=at) - at) / at * HUNDRED)

    p.each(row, measure)


def _scatter(p: ReadItems[Any], row: ReadRow) -> None:
    """Repeatability of which is not said whether it is a range or a standard deviation."""

    def measure(_: Any) -> None:
        (most,) = row.figures(p)
        p.scattered(p.repeated(row), most)

    p.each(row, measure)


def _repeatability(p: ReadItems[Any], row: ReadRow) -> None:
    """Relative standard deviation of repeated readings, in %."""

    def measure(_: Any) -> None:
        y = p.repeated(row)
        p.judge(row, s_rel=standard_deviation(y) / mean(y) * HUNDRED)

    p.each(row, measure)


def _ratio(p: ReadItems[Any], row: ReadRow) -> None:
    """The larger of two readings over the smaller."""

    def measure(_: Any) -> None:
        pair = [p.shown(symbol, row, bounded=False) for symbol in ("y1", "y2")]
        low, high = sorted(pair, key=lambda v: v.number)
        p.judge(row, ratio=high / low)

    p.each(row, measure)


def _drop(p: ReadItems[Any], row: ReadRow) -> None:
    """By how much a reading falls while nothing is done."""

    def measure(at: Any) -> None:
        expect = at if isinstance(at, Decimal) else Decimal(0)
        first = p.shown("y1", row, expect=expect)
        p.wait(row.wait)
        p.judge(row, drop=first - p.shown("y2", row, expect=expect))

    p.each(row, measure)


def _difference(p: ReadItems[Any], row: ReadRow) -> None:
    """Each case less the first one."""
    _against_the_first(p, row, lambda y, first: y - first)


def _change(p: ReadItems[Any], row: ReadRow) -> None:
    """Change against what is read at the first setting, in % of that."""
    _against_the_first(p, row, lambda y, first: (y - first) / first * HUNDRED)


def _range(p: ReadItems[Any], row: ReadRow) -> None:
    """Largest less smallest reading of the cases."""
    kept = _each(p, row)
    p.judge(row, R=spread([kept[key] for key in p.keys(row)]))


def _linearity(p: ReadItems[Any], row: ReadRow) -> None:
    """Output per setting: between neighbouring settings, the difference in % of the mean."""
    kept, unit = _each(p, row), row.setting_unit(p)
    for a, b in pairwise(p.keys(row)):
        with p.at(f"{plain(a)}-{plain(b)}", words=f"{plain(a)}～{plain(b)} {unit} | {plain(a)} to {plain(b)} {unit}"):
            first, then = (kept[key] / Value.constant(key) for key in (a, b))
            p.judge(row, L_rel=abs(first - then) / ((first + then) / 2) * HUNDRED)


def _proportion(p: ReadItems[Any], row: ReadRow) -> None:
    """Output per setting: at each setting, the deviation from their mean in % of it."""
    kept = _each(p, row)
    factors = [kept[key] / Value.constant(key) for key in p.keys(row)]
    for key, factor in zip(p.keys(row), factors, strict=True):
        with p.at(f"{plain(key)}-judged", words=f"{plain(key)} {row.setting_unit(p)}"):
            middle = mean(factors).alone()
            p.judge(row, L_rel=(factor - middle) / middle * HUNDRED)


def _correlation(p: ReadItems[Any], row: ReadRow) -> None:
    """Correlation coefficient of what is set and what is read."""
    kept, keys = _each(p, row), p.keys(row)
    p.judge(row, r=function("r", lambda *y: coefficient(keys, y), *(kept[key] for key in keys)))


def coefficient(x: Sequence[Decimal], y: Sequence[Decimal]) -> Decimal:
    """Pearson's coefficient of correlation.

    Raises:
        ValueError: All values of one are the same.
    """
    mx, my = (sum(values, Decimal(0)) / len(values) for values in (x, y))
    sxy = sum(((a - mx) * (b - my) for a, b in zip(x, y, strict=True)), Decimal(0))
    sxx, syy = (sum(((v - m) ** 2 for v in values), Decimal(0)) for values, m in ((x, mx), (y, my)))
    if not sxx or not syy:
        raise ValueError("all readings are the same")
    return _PRECISE.divide(sxy, _PRECISE.sqrt(sxx * syy))


def _each(p: ReadItems[Any], row: ReadRow) -> Kept:
    """A reading at each place, for what is judged over all of them."""
    kept = Kept()

    def measure(key: Any) -> None:
        kept[key] = p.shown("y", row, expect=key if isinstance(key, Decimal) else Decimal(1), bounded=False)
        p.report(final=False, y=kept[key])

    p.each(row, measure)
    return kept


def _against_the_first(p: ReadItems[Any], row: ReadRow, law: Callable[[Value, Value], Value]) -> None:
    kept = Kept()
    reference = p.keys(row)[0]

    def measure(key: Any) -> None:
        y = kept[key] = p.shown("y", row, bounded=False)
        if key == reference:
            p.report(final=False, y=y)
        else:
            p.judge(row, dy=law(y, kept[reference].named("y0").alone()))

    p.each(row, measure)


LAWS: Final[Mapping[str, tuple[Callable[[Any, Any], None], str]]] = {
    "value": (_value, "y MPE"),
    "error": (_error, "x ref E MPE"),
    "relative": (_relative, "x ref gamma/% MPE/%"),
    "nominal": (_nominal, "y gamma/% MPE/%"),
    "scatter": (_scatter, "y? R? s? MPE?"),
    "deviation": (_deviation, "x ref delta/% MPE/%"),
    "proportion": (_proportion, "y? L_rel?/% MPE?/%"),
    "repeatability": (_repeatability, "y? s_rel?/% MPE?/%"),
    "ratio": (_ratio, "y1 y2 ratio/1 MPE/1"),
    "drop": (_drop, "y1 y2 drop MPE"),
    "difference": (_difference, "y dy? MPE?"),
    "change": (_change, "y dy?/% MPE?/%"),
    "range": (_range, "y? R? MPE?"),
    "linearity": (_linearity, "y? L_rel?/% MPE?/%"),
    "correlation": (_correlation, "y? r?/1 MPE?/1"),
}
"""Law to what it does and to the columns of the item."""
