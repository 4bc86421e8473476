"""Help and messages of the commands for prepackages and for sampling."""

from metrology.text import Text

PACKAGES = {
    "packages": Text(
        "定量包装商品：读数表录入、批的合格率、灌装控制图。",
        "Prepackages: readings from tables, the rate of conforming lots, charts of a filling line.",
    ),
    "packages enter": Text(
        """
将读数表写入空白记录表（steelyard form 生成）。

表为 CSV：首行为列名，如 序号、总重、皮重、净重、实际含量、空筛、沥干后、密度，单位可写在列名后的括号中，如 总重(kg)；每件一行。可给出多个表，
如一个总重表、一个皮重表。出错时列出全部行、列，表格不改动。
""",
        """
Write tables of readings into an empty form of `steelyard form`.

A table is CSV: names of the columns in the first line (number, gross, tare, net, content, sieve, drained, density), with a unit in
brackets where it is not that of the form, such as gross (kg); one row per package. Several tables may be given, such as one of gross
masses and one of the packaging. Where anything is wrong, every line and column is listed and the form stays as it was.
""",
    ),
    "packages enter FORM": Text("空白记录表。", "The empty form."),
    "packages enter TABLE...": Text("读数表，可多个。", "Tables of readings."),
    "packages enter --column": Text(
        "表只有一列数而无列名时，该列是什么，如 gross。",
        "What a table of one column without a header holds, such as gross.",
    ),
    "packages lots": Text(
        "列出受检批、合格率及其 Clopper–Pearson 置信下限。",
        "List the lots inspected, with the rate of conforming ones and its Clopper–Pearson bound.",
    ),
    "packages chart": Text(
        "灌装是否受控及其能力（各次检验或自检的样本）：0 受控，1 失控。",
        "Show whether a filling line is in control, and its capability, by the samples inspected or self-checked: 0 in control, 1 not.",
    ),
    "packages chart --output": Text("控制图（SVG）。", "The chart as a picture (SVG)."),
    "packages lots --product": Text("品名、型号或生产者中的文字。", "Words of the name, model or maker."),
    "packages chart --product": Text(
        "同一商品的品名、型号或生产者中的文字。", "Words of the name, model or maker of one product."
    ),
    "packages lots --from": Text("从哪一天起；默认全部。", "First day; all without it."),
    "packages lots --to": Text("到哪一天止；默认全部。", "Last day; all without it."),
    "packages chart --from": Text("从哪一天起；默认全部。", "First day; all without it."),
    "packages chart --to": Text("到哪一天止；默认全部。", "Last day; all without it."),
    "packages lots --target": Text("目标合格率，%。", "Target of the rate, in %."),
    "packages lots --confidence": Text("单侧置信水平，%。", "One-sided confidence, in %."),
    "sampling": Text("抽样：合格率的置信限、计数抽样方案。", "Sampling: bounds of a rate, plans by attributes."),
    "sampling proportion": Text(
        "合格率的 Clopper–Pearson 置信限，以及全部合格时证明目标所需的件数：0 已证明，1 未证明。",
        "Show the Clopper–Pearson bounds of a rate, and how many without failure prove a target: 0 proved, 1 not.",
    ),
    "sampling proportion PASSED": Text("合格数。", "How many conform."),
    "sampling proportion OF": Text("总数。", "Of how many."),
    "sampling proportion --target": Text("目标，%。", "Target, in %."),
    "sampling proportion --confidence": Text("单侧置信水平，%。", "One-sided confidence, in %."),
    "sampling attributes": Text(
        "GB/T 2828.1 一次抽样方案。", "Show the single sampling plan of GB/T 2828.1 for a lot."
    ),
    "sampling attributes LOT_SIZE": Text("批量。", "Lot size."),
    "sampling attributes --aql": Text("接收质量限。", "Acceptance quality limit."),
    "sampling attributes --level": Text(
        "检验水平：S-1 至 S-4、I、II、III。", "Inspection level: S-1 to S-4, I, II, III."
    ),
    "sampling attributes --severity": Text(
        "严格度：normal、tightened、reduced。", "Severity: normal, tightened, reduced."
    ),
}
EXAMPLES = {
    "packages enter": "packages enter form.csv gross.csv tare.csv",
    "packages lots": "packages lots --from 2026-01-01 --target 95",
    "packages chart": 'packages chart --product "White sugar" -o chart.svg',
    "sampling proportion": "sampling proportion 59 59 --target 95",
    "sampling attributes": "sampling attributes 1200 --aql 1.0",
}
IMPOSSIBLE = Text("{given}：件数或百分数不合理", "{given}: counts or percentages make no sense")
ENTERED = Text("已将 {count} 个读数写入 {form}；填好其余各行后用 steelyard run --readings 判定", "{count} readings were written into {form}; fill in the other rows, then decide it with steelyard run --readings")  # fmt: skip
DAY, LOT, PRODUCT = Text("日期", "Day"), Text("批号", "Lot"), Text("商品", "Product")
NOMINAL, SAMPLE, MEAN = Text("标注净含量", "Nominal"), Text("样本量", "n"), Text("平均实际含量", "Mean")
SPREAD, BEYOND, OUTCOME = Text("标准偏差", "s"), Text("超出 T", "Beyond T"), Text("结论", "Outcome")
RUN, DEVIATION, OUT = Text("记录", "Run"), Text("平均偏差", "Mean − Qn"), Text("失控", "Out")
RATE = Text("合格 {passed} / {of}，合格率 {percent} %", "{passed} of {of} conform: {percent} %")
BOUNDS = Text(
    "单侧 {confidence} % 置信限：不低于 {lower} %，不高于 {upper} %",
    "bounds at {confidence} % confidence, each alone: at least {lower} %, at most {upper} %",
)
PROVED = Text(
    "已在 {confidence} % 置信水平证明不低于 {target} %", "at least {target} % is shown at {confidence} % confidence"
)
NOT_PROVED = Text(
    "尚未在 {confidence} % 置信水平证明不低于 {target} %",
    "at least {target} % is not shown at {confidence} % confidence",
)
NEEDED = Text(
    "全部合格时，需 {n} 个方可在 {confidence} % 置信水平证明 {target} %",
    "with no failure, {n} are needed to show {target} % at {confidence} % confidence",
)
BESIDES = Text(
    "未计入：未作结论 {open}，模拟运行（*）{simulated}；复检的批 {again}",
    "not counted: {open} not decided, {simulated} simulated (*); lots inspected again: {again}",
)
DEFINITION = Text("定义：{text}", "definition: {text}")
LIMITS = Text("均值控制限：{low} / {centre} / {high} {unit}", "limits of the mean: {low} / {centre} / {high} {unit}")
PATTERN = Text("判异准则 {number}（GB/T 4091）：样本 {at}", "test {number} of GB/T 4091: samples {at}")
CAPABILITY = Text(
    "全部件：平均偏差 {mean}，标准偏差 {s} {unit}；对下限 {limit} {unit}（−T）的 Ppk = {ppk}",
    "all packages: mean deviation {mean}, standard deviation {s} {unit}; Ppk = {ppk} against {limit} {unit} (−T)",
)
PLAN = Text(
    "字码 {letter}：n = {n}，Ac = {accept}，Re = {reject}",
    "code letter {letter}: n = {n}, Ac = {accept}, Re = {reject}",
)
ACCEPTS = Text("不合格品率与接收概率：{text}", "probability of acceptance by part nonconforming: {text}")
