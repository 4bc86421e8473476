"""The report on the energy of a site in a period."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from metrology.decision import Outcome
from metrology.exact import plain
from metrology.text import Text
from procedures.campaigns.judgement import Note, Picture, Table
from procedures.energy_metering.equipping import kinds
from reports.energy import EnergyReport
from services.energy.balance import K
from services.energy.consumption_tables import carbon_table, coal_table, totals, unit_table
from services.energy.loads import load_curve
from services.energy.pedigree import sources_table
from services.energy.rate_report import CONCLUSION, DASH, KIND, NOT_A_CERTIFICATE, POINT, site_fields
from services.energy.sankey import sankey_svg
from services.energy.shown import expanded, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from procedures.campaigns.judgement import Section
    from services.energy.accounting import Account
    from services.energy.balance import NodeBalance
    from services.energy.metered import Metered
    from services.energy.site import Site

BALANCED = {
    Outcome.CONFORM: Text("平衡", "balanced"),
    Outcome.NOT_CONFORM: Text("不平衡", "not balanced"),
}
VERDICTS = {
    Outcome.CONFORM: Text("各节点平衡，未超限额", "balanced, no quota exceeded"),
    Outcome.NOT_CONFORM: Text("有不平衡或超限额", "not balanced, or a quota exceeded"),
}
TITLE = Text("能源平衡与能耗报告", "Report on the Balance and Consumption of Energy")
NOTES = (
    Text(
        f"节点平衡：流入 − 流出 − 估算损失。各表的不确定度取最大允许误差（矩形分布）和两次读数的末位；差值超出 {K}·u 时判为有泄漏、"
        "漏计或表有误。表的误差在期间内视为不变，各表之间不相关。",
        "Balance of a node: in − out − estimated losses. The uncertainty of a meter is its MPE (rectangular) and the last digit of both "
        f"readings; a difference beyond {K}·u is a leak, a use that is not metered, or a wrong meter. Errors of different meters are taken "
        "as independent.",
    ),
    Text(
        "期间的用量为两端时刻累计读数之差，不插值，不估算；缺一端读数的不作结论。差值所依据的表在期间内没有有效证书的，不作结论。",
        "A quantity is the difference of the register at both ends of the period; nothing is interpolated or estimated, and without a reading "
        "at an end nothing is concluded. Nor is it where a meter has no valid certificate in the whole period.",
    ),
    Text(
        "综合能耗和二氧化碳的不确定度只含计量器具，不含系数。未核实的系数不用于作结论。",
        "The uncertainty of comprehensive energy and of carbon dioxide is that of the meters, without that of the coefficients. Nothing is "
        "concluded from a coefficient that is not verified.",
    ),
    NOT_A_CERTIFICATE,
)


def balance_report(site: Site, found: Account, time: str) -> EnergyReport:
    """What the report shows."""
    period = f"{found.start.isoformat(timespec='minutes')} – {found.end.isoformat(timespec='minutes')}"
    editions = f"{found.coal.by.facts.regulation.id}, {found.co2.by.facts.regulation.id}"
    fields = [*site_fields(site, editions, found.last.isoformat()), (Text("期间", "Period"), period)]
    day = found.last.isoformat()
    return EnergyReport(
        "EB", site.site.id, day, TITLE, fields, found.outcome, said(found), sections(found), found.simulated, time,
        verdict=VERDICTS.get(found.outcome),
    )  # fmt: skip


def said(found: Account) -> list[Text]:
    """The conclusion in sentences: what was found at nodes that are not balanced, and the totals."""
    words = [
        Text(f"{kinds()[n.kind].zh}，{n.node}：{n.finding.zh}。{_by(n).zh}", f"{kinds()[n.kind].en}, {n.node}: {n.finding.en}. {_by(n).en}")
        for n in found.nodes
        if n.outcome is not Outcome.CONFORM
    ]  # fmt: skip
    balanced = sum(n.outcome is Outcome.CONFORM for n in found.nodes)
    words.append(
        Text(
            f"{len(found.nodes)} 个节点中 {balanced} 个平衡。", f"{balanced} of {len(found.nodes)} nodes are balanced."
        )
    )
    return [*words, *totals(found)]


def _by(n: NodeBalance) -> Text:
    """The difference of a node with its uncertainty, in words."""
    if n.difference is None or not n.given:
        return Text("", "")
    percent = f"{float(n.difference / n.given) * 100:.2f}"
    value, u = rounded(n.difference, n.u), expanded(n.u)
    return Text(
        f"差值 {value} {n.unit}（流入的 {percent} %），U = {u} {n.unit}（k = 2）。",
        f"Difference {value} {n.unit} ({percent} % of what goes in), U = {u} {n.unit} (k = 2).",
    )


def sections(found: Account) -> list[Section]:
    """Balances, diagrams, loads, consumption, meters, sources, notes."""
    parts: list[Section] = [nodes_table(found.nodes), *_estimates(found), *_pictures(found), coal_table(found.coal)]
    if found.unit is not None:
        parts.append(unit_table(found.unit))
    parts += [carbon_table(found.co2), meters_table(found.flows.values())]
    of = (found.coal, found.co2)
    sources = [s for c in of for s in c.by.facts.regulation.sources]
    sources += [p.factor.source for c in of for p in c.parts if p.factor is not None]
    return [*parts, sources_table(sources), Note(Text("说明", "Notes"), NOTES)]


def _estimates(found: Account) -> list[Section]:
    """What was not metered but stated, with how it is known."""
    rows = [
        (
            kinds()[e.kind],
            f"{e.source} → {e.target}",
            f"{rounded(e.quantity, e.u)} {e.unit}",
            expanded(e.u),
            Text.of(e.reason),
        )
        for n in found.nodes
        for e in n.estimates
    ]
    heads = (
        KIND,
        Text("来自 → 去向", "From → to"),
        Text("估算量", "Estimate"),
        Text("U (k = 2)", "U (k = 2)"),
        Text("依据", "Known by"),
    )
    return [Table(Text("估算的损失", "Estimated losses"), heads, tuple(rows), (1.4, 2.2, 1.6, 1.2, 4))] if rows else []


def _pictures(found: Account) -> list[Section]:
    parts: list[Section] = []
    for kind in dict.fromkeys(n.kind for n in found.nodes):
        of = [m for m in found.flows.values() if m.held.point.kind == kind]
        nodes = [n for n in found.nodes if n.kind == kind]
        name = kinds()[kind]
        title = Text(f"能源流向图：{name.zh}", f"Flow of energy: {name.en}")
        parts.append(Picture(title, partial(sankey_svg, kind, of, nodes)))
    curves = [load_curve(part.kind, part.entering, found.start) for part in found.coal.parts if part.entering]
    return [*parts, *(curve for curve in curves if curve is not None)]


def nodes_table(nodes: Iterable[NodeBalance]) -> Table:
    """The balance of every node."""
    heads = (
        KIND, Text("节点", "Node"), Text("流入", "In"), Text("流出", "Out"), Text("差值", "Difference"), Text("U (k = 2)", "U (k = 2)"),
        Text(f"判据 {K}·u", f"Limit {K}·u"), Text("可发现的最小泄漏（95 %）", "Smallest leak found (95 %)"), CONCLUSION,
    )  # fmt: skip
    rows = tuple(
        (
            kinds()[n.kind], n.node, _amount(n, "given"), _amount(n, "taken"),
            DASH if n.difference is None else f"{rounded(n.difference, n.u)} {n.unit}", expanded(n.u),
            DASH if n.limit is None else rounded(n.limit, n.u), DASH if n.detectable is None else rounded(n.detectable, n.u), BALANCED.get(n.outcome, n.outcome),
        )
        for n in nodes
    )  # fmt: skip
    return Table(Text("各节点的平衡", "Balance of the nodes"), heads, rows, (1.4, 2, 1.6, 1.6, 1.7, 1.2, 1.2, 1.8, 1.7))


def _amount(n: NodeBalance, name: str) -> str:
    value = n.given if name == "given" else n.taken
    return DASH if value is None else rounded(value, n.u)


def meters_table(flows: Iterable[Metered]) -> Table:
    """Every meter with its quantity, its uncertainty and its certificate."""
    heads = (
        POINT, Text("出厂编号", "Serial no."), Text("来自 → 去向", "From → to"), Text("用量", "Quantity"), Text("U (k = 2)", "U (k = 2)"),
        Text("MPE %", "MPE %"), Text("证书编号", "Certificate"), Text("有效期至", "Valid until"), Text("期间内", "In the period"),
    )  # fmt: skip
    rows = tuple(
        (
            m.point, m.held.point.serial or DASH, f"{m.held.point.source} → {m.held.point.target}",
            (m.problem or Text.same(DASH)) if m.amount is None else f"{rounded(m.amount, m.u)} {m.held.point.unit}", expanded(m.u),
            DASH if m.mpe is None else plain(m.mpe), m.held.certificate or DASH, m.held.shown_until,
            Text("有效", "valid") if m.covered else Text("无有效证书", "not valid"),
        )
        for m in flows
    )  # fmt: skip
    return Table(
        Text("计量器具及其证书", "Meters and their certificates"),
        heads,
        rows,
        (0.9, 1.8, 2.2, 1.8, 1.1, 0.9, 1.7, 1.5, 1.4),
    )
