"""What `steelyard confirmation gauge-study` says."""

from typing import Final

from metrology.text import Text

HELP: Final = {
    "confirmation gauge-study": Text(
        "测量过程的重复性和再现性（GRR）：由读数表（列 part、operator、value）按方差分析计算，给出 %GRR 和分级数。",
        "Compute repeatability and reproducibility of a measuring process (GRR) from a table of readings (columns part, operator and value) "
        "by analysis of variance, with %GRR and the number of categories.",
    ),
    "confirmation gauge-study TABLE": Text("读数表，.csv 或 .xlsx。", "Table of readings, .csv or .xlsx."),
    "confirmation gauge-study --tolerance": Text(
        "公差全宽 T，单位同读数；另给出 6 σ_GRR / T。",
        "Width T of the tolerance, in the unit of the readings: gives 6 σ_GRR / T too.",
    ),
}
EXAMPLES: Final = {"confirmation gauge-study": "confirmation gauge-study readings.csv --tolerance 0.06"}
COLUMNS: Final = (
    Text("分量", "Component"),
    Text("标准差 σ", "Standard deviation σ"),
    Text("占总 σ，%", "Of the total σ, %"),
)
SIGMAS: Final = {
    "repeatability": Text("重复性", "repeatability"),
    "reproducibility": Text("再现性（含交互作用）", "reproducibility, with interaction"),
    "measuring": Text("测量过程（GRR）", "measuring process (GRR)"),
    "parts": Text("零件间", "between parts"),
    "total": Text("总", "total"),
}
STUDIED: Final = Text(
    "{parts} 个零件 × {operators} 名评价人 × {repeats} 次", "{parts} parts × {operators} operators × {repeats} repeats"
)
GRR: Final = Text("%GRR = {grr} %；分级数 {categories}", "%GRR = {grr} %; categories: {categories}")
OF_TOLERANCE: Final = Text("占公差 {share} %", "of the tolerance: {share} %")
DEFINITION: Final = Text("定义：{text}", "Definition: {text}")
