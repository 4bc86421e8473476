"""The balance of a kind of energy as a Sankey diagram (SVG): widths are quantities, red is what nobody metered."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from metrology.text import Text
from procedures.energy_metering.equipping import kinds
from services.energy.shown import rounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from services.energy.balance import NodeBalance
    from services.energy.metered import Metered

WIDTH, TOP, LEFT, RIGHT, TALL, GAP, BAR, FEWEST = 960, 76, 40, 740, 300, 40, 12, 2.0
BLUE, GREY, RED, INK = "#8fb3d9", "#c9c9c9", "#d04a3a", "#222222"
BEHIND = "\t"
"""What stands behind it tells ends of the same name apart and is not shown."""
UNMETERED, EXCESS, ESTIMATED = (
    Text("未计量", "not metered"),
    Text("多出", "in excess"),
    Text("估算", "estimated"),
)


class Flow(NamedTuple):
    """A band: from a node to a node, how much, and what kind of band: metered, estimated, unmetered."""

    source: str
    target: str
    amount: float
    label: str
    colour: str


class _Place(NamedTuple):
    x: float
    y: float
    height: float


def sankey_svg(kind: str, flows: Sequence[Metered], nodes: Sequence[NodeBalance], language: str) -> str:
    """The diagram.

    Args:
        kind: Kind of energy.
        flows: What went through its points; those without an amount are left out.
        nodes: The balances of its nodes.
        language: ``zh``, ``en`` or ``both``.
    """
    bands = _by_source([*_bands(flows), *(b for node in nodes for b in _besides(node, language))])
    layers = _layers(bands)
    last = max(layers.values(), default=1) or 1
    scale = TALL / max((_sum(bands, n) for n in layers if layers[n] == 0), default=1.0)
    places = dict(_placed(bands, layers, last, scale))
    height = max((p.y + p.height for p in places.values()), default=0) + 40
    title = _said(kinds()[kind], language)
    return "".join(
        (
            _sheet(height),
            f'<text x="{LEFT}" y="28" font-size="16" fill="{INK}">{escape(title)}</text>',
            *_drawn(bands, places, scale),
            *(_bar(name, place, last_column=layers[name] == last) for name, place in places.items()),
            "</svg>\n",
        )
    )


def _bands(flows: Sequence[Metered]) -> Iterator[Flow]:
    for m in flows:
        p = m.held.point
        if m.amount is not None and m.amount > 0:
            yield Flow(p.source, p.target, float(m.amount), f"{m.point} {rounded(m.amount, m.u)} {p.unit}", BLUE)


def _besides(node: NodeBalance, language: str) -> Iterator[Flow]:
    """What leaves a node by an estimate, and what nobody metered."""
    for e in node.estimates:
        said = f"{_said(ESTIMATED, language)} {rounded(e.quantity, e.u)} {e.unit}"
        yield Flow(node.node, e.target, float(e.quantity), said, GREY)
    d = node.difference
    if d is not None and d and node.beyond:
        word = UNMETERED if d > 0 else EXCESS
        said = f"{_said(word, language)} {rounded(abs(d), node.u)} {node.unit}"
        name = f"{said}{BEHIND}{node.node}"
        yield Flow(node.node, name, float(d), said, RED) if d > 0 else Flow(name, node.node, float(-d), said, RED)


def _by_source(bands: list[Flow]) -> list[Flow]:
    """The bands in the order in which their sources come up, so that ends of one node lie together and cross no others."""
    names = list(dict.fromkeys(n for b in bands for n in (b.source, b.target)))
    return sorted(bands, key=lambda b: names.index(b.source))


def _layers(bands: Sequence[Flow]) -> dict[str, int]:
    """How many bands at most lie before each node; a circle ends where it comes back."""
    names = dict.fromkeys(n for b in bands for n in (b.source, b.target))
    layers = dict.fromkeys(names, 0)
    for _ in names:
        for b in bands:
            layers[b.target] = max(layers[b.target], min(layers[b.source] + 1, len(names)))
    return layers


def _sum(bands: Sequence[Flow], node: str) -> float:
    entering, leaving = (sum(b.amount for b in bands if getattr(b, end) == node) for end in ("target", "source"))
    return max(entering, leaving)


def _placed(bands: Sequence[Flow], layers: dict[str, int], last: int, scale: float) -> Iterator[tuple[str, _Place]]:
    below: dict[int, float] = {}
    for name, layer in layers.items():
        height = max(_sum(bands, name) * scale, FEWEST)
        y = below.get(layer, TOP)
        below[layer] = y + height + GAP
        yield name, _Place(LEFT + (RIGHT - LEFT) * layer / last, y, height)


def _drawn(bands: Sequence[Flow], places: dict[str, _Place], scale: float) -> Iterator[str]:
    out, into = ({name: p.y for name, p in places.items()} for _ in range(2))
    for b in bands:
        wide = max(b.amount * scale, FEWEST)
        x0, x1 = places[b.source].x + BAR, places[b.target].x
        y0, y1 = out[b.source], into[b.target]
        out[b.source] += wide
        into[b.target] += wide
        middle = (x0 + x1) / 2
        yield (
            f'<path d="M{x0:.1f} {y0:.1f} C{middle:.1f} {y0:.1f} {middle:.1f} {y1:.1f} {x1:.1f} {y1:.1f} '
            f'V{y1 + wide:.1f} C{middle:.1f} {y1 + wide:.1f} {middle:.1f} {y0 + wide:.1f} {x0:.1f} {y0 + wide:.1f} Z" '
            f'fill="{b.colour}" fill-opacity="0.75"/>'
        )
        if b.colour == RED:  # its end says how much: on a narrow band the words would lie on those of others
            continue
        at = (y0 + y1 + wide) / 2 + 5
        yield f'<text x="{middle:.1f}" y="{at:.1f}" text-anchor="middle" font-size="14" fill="{INK}">{escape(b.label)}</text>'


def _bar(name: str, place: _Place, *, last_column: bool) -> str:
    x, y = (place.x + BAR + 6, place.y + place.height / 2 + 5) if last_column else (place.x, place.y - 7)
    return (
        f'<rect x="{place.x:.1f}" y="{place.y:.1f}" width="{BAR}" height="{place.height:.1f}" fill="#1f4e79"/>'
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="15" font-weight="bold" fill="{INK}">{escape(name.partition(BEHIND)[0])}</text>'
    )


def _said(text: Text, language: str) -> str:
    if language == "both":
        return f"{text.zh} {text.en}"
    return text.zh if language == "zh" else text.en


def _sheet(height: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" height="{height:.0f}" '
        'font-family="Noto Sans CJK SC, Noto Sans, sans-serif" font-size="13">'
        '<rect width="100%" height="100%" fill="#ffffff"/>'
    )
