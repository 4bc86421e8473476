"""Tables and plots of the report on a study."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from metrology.exact import plain
from metrology.material_studies import OUTLIER, STRAGGLER
from metrology.statistics import mean
from metrology.text import Text
from procedures.campaigns.judgement import Note, Plot, Series, Table
from procedures.campaigns.reference_material.judging import certified, shelf, short

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from procedures.campaigns.judgement import Section
    from procedures.campaigns.reference_material.study import Study

STEPS = 24
"""Places at which the band of a line is drawn."""
_NAMES = {
    "short_term": Text("短期稳定性", "Short-term stability"),
    "long_term": Text("长期稳定性", "Long-term stability"),
}
_OF = {"short_term": Text("天", "d"), "long_term": Text("月", "month")}


def sections(study: Study) -> Iterator[Section]:
    """What the report shows, as far as the study has come."""
    if study.variance is not None:
        yield from _homogeneity(study)
    for item in _NAMES:
        if study.stability(item) is not None:
            yield from _stability(study, item)
    if study.laboratories is not None:
        yield from _laboratories(study)
    if study.combined is not None:
        yield _combination(study)
    yield Note(Text("样品与次序", "Units and order"), tuple(_notes(study)))


def _homogeneity(study: Study) -> Iterator[Section]:
    table, found = study.variance, study.between
    assert table is not None and found is not None  # noqa: S101, PT018  the caller has looked
    unit = study.tables.material.unit
    heads = (
        Text("方差来源", "Source"), Text("平方和", "Sum of squares"), Text("自由度", "Degrees of freedom"),
        Text("均方", "Mean square"), Text("F", "F"),
    )  # fmt: skip
    rows = (
        (
            Text("单元间", "between units"), short(table.ss_between, 6), str(table.df_between),
            short(table.ms_between, 6), short(table.f, 5),
        ),
        (Text("单元内", "within units"), short(table.ss_within, 6), str(table.df_within), short(table.ms_within, 6), ""),
        (Text("n₀", "n₀"), short(table.n0, 5), "", "", ""),
        (Text(f"s_bb / ({unit})", f"s_bb / ({unit})"), short(found.between_standard_deviation), "", "", ""),
        (
            Text(f"重复性可掩盖的 u*_bb / ({unit})", f"u*_bb hidden by repeatability / ({unit})"), short(found.undetected),
            "", "", "",
        ),
        (Text(f"u_bb / ({unit})", f"u_bb / ({unit})"), short(found.standard_uncertainty), "", "", ""),
    )  # fmt: skip
    yield Table(Text("均匀性方差分析", "Analysis of variance"), heads, rows, (3.4, 2, 1.6, 2, 1.6))
    points = [(Decimal(n), value) for n, unit_ in enumerate(study.groups.values(), 1) for value in unit_]
    means = [(Decimal(n), _decimal(mean(values))) for n, values in enumerate(study.groups.values(), 1)]
    yield Plot(
        Text("各单元测得值", "Results of the units"),
        Text("单元号", "unit"),
        Text(f"测得值 / ({unit})", f"result / ({unit})"),
        (
            Series(Text("各份", "portions"), tuple(points), joined=False),
            Series(Text("单元平均值", "unit means"), tuple(means)),
        ),
        ((Text("总平均值", "grand mean"), _decimal(table.mean)),),
        tuple(study.groups),
    )


def _stability(study: Study, item: str) -> Iterator[Section]:
    line = study.stability(item)
    assert line is not None  # noqa: S101  the caller has looked
    unit, of, name = study.tables.material.unit, _OF[item], _NAMES[item]
    claims = study.tables.claims
    lasts = claims.transport_days if item == "short_term" else Decimal(claims.validity_months)
    heads = (Text("内容", "Quantity"), Text("数值", "Value"))
    rows = (
        (Text("单元平均值数 n", "unit means n"), str(line.n)),
        (Text(f"斜率 b₁ / ({unit}/{of.en})", f"slope b₁ / ({unit}/{of.en})"), short(line.slope)),
        (Text("s(b₁)", "s(b₁)"), short(line.slope_uncertainty)),
        (Text(f"截距 b₀ / ({unit})", f"intercept b₀ / ({unit})"), short(line.intercept, 6)),
        (Text("|b₁|/s(b₁)", "|b₁|/s(b₁)"), short(line.t)),
        (Text("t₀.₉₅(n−2)", "t₀.₉₅(n−2)"), short(line.critical_value)),
        (
            Text(
                f"u_s = s(b₁) × {plain(lasts)} {of.zh} / ({unit})", f"u_s = s(b₁) × {plain(lasts)} {of.en} / ({unit})"
            ),
            short(study.instability(item)),
        ),
    )
    yield Table(name, heads, rows, (4, 2))
    points = study.over_time(item)
    first, last = float(min(t for t, _ in points)), float(max(t for t, _ in points))
    times = [first + (last - first) * n / STEPS for n in range(STEPS + 1)]
    band = tuple((_decimal(t), _decimal(line.at(t) - line.band(t)), _decimal(line.at(t) + line.band(t))) for t in times)
    drawn = tuple((_decimal(t), _decimal(line.at(t))) for t in (first, last))
    yield Plot(
        name,
        Text(f"存放时间 / {of.zh}", f"stored for / {of.en}"),
        Text(f"测得值 / ({unit})", f"result / ({unit})"),
        (
            Series(Text("单元平均值", "unit means"), tuple(points), joined=False),
            Series(Text("拟合直线（95 % 置信带）", "line (95 % band)"), drawn, marks=False),
        ),
        band=band,
    )


def _laboratories(study: Study) -> Iterator[Section]:
    found = study.laboratories
    assert found is not None  # noqa: S101  the caller has looked
    unit = study.tables.material.unit
    known = {x.key: x for x in (study.tables.characterisation.laboratories if study.tables.characterisation else ())}
    heads = (
        Text("编号", "Key"), Text("实验室", "Laboratory"), Text("方法", "Method"), Text("n", "n"),
        Text(f"平均值 / ({unit})", f"mean / ({unit})"), Text("s", "s"), Text("离群检验", "Outlier tests"),
    )  # fmt: skip
    stragglers, outliers = found.suspected(STRAGGLER), found.suspected(OUTLIER)
    rows = tuple(
        (
            key, Text.of(known[key].name), Text.of(known[key].method or "—"), str(n), short(average, 6),
            "—" if s is None else short(s), _marked(key, stragglers, outliers),
        )
        for key, average, s, n in zip(found.names, found.means, found.deviations, found.sizes, strict=True)
    )  # fmt: skip
    yield Table(Text("定值", "Characterisation"), heads, rows, (1.2, 3.2, 2.6, 0.8, 2, 1.6, 2.2))
    yield Note(Text("离群与正态检验", "Tests"), tuple(_tests(study)))
    spread = [
        (Decimal(n), _decimal(m - 2 * (s or 0.0) / size**0.5), _decimal(m + 2 * (s or 0.0) / size**0.5))
        for n, (m, s, size) in enumerate(zip(found.means, found.deviations, found.sizes, strict=True), 1)
    ]
    lines = [(Text("平均值", "mean"), _decimal(found.value))]
    if (value := certified(study)) is not None:
        lines = [
            (Text("标准值", "certified value"), value.value),
            (Text("+U", "+U"), value.value + value.U),
            (Text("−U", "−U"), value.value - value.U),
        ]
    yield Plot(
        Text("各实验室平均值及其扩展不确定度（2s/√n）", "Laboratory means with 2s/√n"),
        Text("实验室", "laboratory"),
        Text(f"平均值 / ({unit})", f"mean / ({unit})"),
        (
            Series(
                Text("实验室平均值", "laboratory means"),
                tuple((Decimal(n), _decimal(m)) for n, m in enumerate(found.means, 1)),
                joined=False,
            ),
        ),
        tuple(lines),
        found.names,
        bars=tuple(spread),
    )


def _marked(key: str, stragglers: Sequence[str], outliers: Sequence[str]) -> Text:
    if key in outliers:
        return Text("离群（0.01）", "outlier (0.01)")
    return Text("歧离（0.05）", "straggler (0.05)") if key in stragglers else Text("—", "—")


def _tests(study: Study) -> Iterator[Text]:
    found = study.laboratories
    assert found is not None  # noqa: S101  the caller has looked
    if found.spread is None:
        yield Text(
            "各实验室份数不同或无重复，未作科克伦检验。",
            "Numbers of portions differ, or none is repeated: no Cochran test.",
        )
    else:
        c, limits = found.spread[STRAGGLER], [short(found.spread[a].critical_value) for a in (STRAGGLER, OUTLIER)]
        said = f"C = {short(c.statistic)}; {limits[0]} (0.05), {limits[1]} (0.01)"
        yield Text(f"科克伦检验（方差）：{said}", f"Cochran's test of the variances: {said}")
    if found.farthest is not None:
        g, limits = found.farthest[STRAGGLER], [short(found.farthest[a].critical_value) for a in (STRAGGLER, OUTLIER)]
        said = f"G = {short(g.statistic)} ({found.names[g.index]}); {limits[0]} (0.05), {limits[1]} (0.01)"
        yield Text(f"格拉布斯检验（双侧）：{said}", f"Grubbs' test, two-sided: {said}")
    if found.ends is not None:
        d, limits = found.ends[STRAGGLER], [short(found.ends[a].critical_value) for a in (STRAGGLER, OUTLIER)]
        ratio = max(d.high, d.low)
        said = f"{d.ratio} = {short(ratio)} ({found.names[d.index]}); {limits[0]} (0.05), {limits[1]} (0.01)"
        yield Text(f"狄克逊检验（双侧）：{said}", f"Dixon's test, two-sided: {said}")
    if found.normality is not None:
        p = short(found.normality, 3)
        yield Text(f"夏皮罗－威尔克正态检验：p = {p}", f"Shapiro and Wilk's test of normality: p = {p}")
    m, of = short(found.median, 6), short(found.value, 6)
    yield Text(f"各实验室等权：平均值 {of}，中位值 {m}。", f"Laboratories have equal weight: mean {of}, median {m}.")


def _combination(study: Study) -> Table:
    total, labs, bb = study.combined, study.laboratories, study.between
    assert total is not None and labs is not None and bb is not None  # noqa: S101, PT018  the caller has looked
    parts = [
        (Text("定值 u_char", "characterisation u_char"), labs.uncertainty),
        (Text("均匀性 u_bb", "homogeneity u_bb"), bb.standard_uncertainty),
        (Text("长期稳定性 u_lts", "long-term stability u_lts"), study.instability("long_term")),
        (Text("短期稳定性 u_sts", "short-term stability u_sts"), study.instability("short_term")),
    ]
    whole = sum(u * u for _, u in parts) or 1.0
    rows = [(name, short(u), f"{100 * u * u / whole:.1f} %") for name, u in parts]
    rows.append((Text("合成标准不确定度", "combined standard uncertainty"), short(total.standard_uncertainty), "100 %"))
    k = plain(study.tables.claims.coverage_factor)
    U = Text(f"扩展不确定度 U（k = {k}）", f"expanded uncertainty U, k = {k}")
    rows.append((U, short(total.expanded_uncertainty), ""))
    if (months := shelf(study)) is not None:
        rows.append((Text("U 不超过预期上限的月数", "months for which U fits the intended use"), months, ""))
    unit = study.tables.material.unit
    heads = (
        Text("分量", "Component"),
        Text(f"数值 / ({unit})", f"Value / ({unit})"),
        Text("方差占比", "Share of variance"),
    )
    return Table(Text("标准值不确定度", "Uncertainty of the certified value"), heads, tuple(rows), (4, 2, 1.6))


def _notes(study: Study) -> Iterator[Text]:
    yield Text(
        "单元由种子随机抽取，各份按随机次序测量；次序记入方案。",
        "Units were drawn at random by the seed and portions were measured in random order; the plan holds both.",
    )
    for name, trend in (
        (Text("测量次序", "order of measurement"), study.in_order),
        (Text("分装次序", "order of filling"), study.in_filling),
    ):
        if trend is not None:
            said = f"|b|/s(b) = {short(trend.t)}, t = {short(trend.critical_value)}"
            found = Text("有显著趋势", "a significant trend") if trend.significant else Text("无显著趋势", "no trend")
            yield Text(
                f"均匀性数据按{name.zh}：{found.zh}（{said}）。",
                f"Homogeneity over the {name.en}: {found.en} ({said}).",
            )
    for cell, what in study.lost():
        yield Text(f"作废：{cell.name.zh}，{what}", f"Lost: {cell.name.en}, {what}")


def _decimal(number: float) -> Decimal:
    return Decimal(repr(number))
