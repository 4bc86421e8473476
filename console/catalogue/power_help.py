"""Help and messages of the command that computes the power of investigations."""

from metrology.text import Text

POWER = {
    "power": Text(
        """
计算防作弊检测方案的检出概率、误报概率和所需次数；给出 --errors 时检验同一用户各台的误差是否偏向一侧。

无选项时为 INV 443 的方案。检出概率低的“无异常”说明不了什么。
""",
        """
Compute what an investigation of a stated design finds, its false alarms and the number of results needed; with --errors, test
whether the instruments of one owner err to one side.

Without options it is the design of INV 443. "No anomaly" at a low power says little.
""",
    ),
    "power --sigma": Text("一次结果的标准偏差，%。", "Standard deviation of one result, in %."),
    "power --difference": Text("要检出的状态间差异，%。", "Difference between two states to be found, in %."),
    "power --guard": Text("差异须超过的保护限，%。", "What a difference must exceed, in %."),
    "power --pairs": Text("每种状态的次数。", "Results in each state."),
    "power --fraction": Text("偏少的结果所占比例，如 0.1。", "Part of the results that is short, such as 0.1."),
    "power --shortfall": Text("偏少的量，%。", "By how much they are short, in %."),
    "power --runs": Text("通常状态下的次数。", "Results in the usual state."),
    "power --group": Text("同一用户的台数。", "Instruments of one owner."),
    "power --share": Text("其中误差为负的比例。", "Part of them whose error is below zero."),
    "power --seconds": Text("逐秒序列的值数。", "Values of a series, one a second."),
    "power --shift": Text("序列的偏移，以其标准偏差计。", "Shift of the series, in its standard deviations."),
    "power --errors": Text(
        '各台的误差，空格分隔，如 "-0.12 -0.05"。', 'Errors of the instruments, such as "-0.12 -0.05".'
    ),
}
EXAMPLES = {"power": "power --difference 0.5 --pairs 3 --fraction 0.05 --runs 90"}
TEST, DESIGN, FOUND = Text("检验", "Test"), Text("方案", "Design"), Text("检出概率", "Power")
FALSE, NEEDED = Text("误报概率", "False alarms"), Text("所需", "Needed")
