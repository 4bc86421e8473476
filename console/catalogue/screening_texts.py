"""Help and messages of `steelyard screening`."""

from metrology.text import Text

SCREENING = {
    "screening": Text(
        """
将筛查（run --work screening）各点的误差与 k·MPE 比较：|E| ≤ k·MPE 才通过。k 由筛查人员确定，规程没有规定。筛查不是检定，不出具检定证书。

退出码：0 所测各点均在 k·MPE 之内，1 有超出，4 不作结论，5 条件不满足，筛查无效。
""",
        """
Hold the errors of a screening (run --work screening) against a part of the MPE: it passes only where |E| ≤ k·MPE. k is stated by the person who screens, by no \
regulation. A screening is no verification and gives no certificate.

Exit code: 0 every error that was measured is within k·MPE, 1 one is not, 4 undecided, 5 a condition was broken and the screening is void.
""",
    ),
    "screening --k": Text("系数 k，大于 0 且小于 1，如 0.7。", "The number k, above 0 and below 1, such as 0.7."),
}
EXAMPLES = {"screening": "screening last --k 0.7"}
POINT, ERROR, LIMIT, OUTCOME, WHY = (
    Text("点", "Point"),
    Text("误差", "Error"),
    Text("MPE", "MPE"),
    Text("结论", "Outcome"),
    Text("原因", "Why"),
)
RESULT = {
    "conform": Text(
        "{run}：筛查通过（{regulation}，|E| ≤ {k}·MPE）", "{run}: the screening passes ({regulation}, |E| ≤ {k}·MPE)"
    ),
    "not_conform": Text(
        "{run}：筛查未通过（{regulation}，|E| ≤ {k}·MPE）；应送检定",
        "{run}: the screening does not pass ({regulation}, |E| ≤ {k}·MPE); have it verified",
    ),
    "undecided": Text(
        "{run}：筛查不作结论（{regulation}，|E| ≤ {k}·MPE）",
        "{run}: the screening concludes nothing ({regulation}, |E| ≤ {k}·MPE)",
    ),
    "invalid": Text(
        "{run}：条件不满足，筛查无效（{regulation}）；应重新筛查",
        "{run}: a condition was broken and the screening is void ({regulation}); screen again",
    ),
}
COUNTED = Text(
    "列出 {points} 点，其中 {measured} 点有误差", "{points} points are listed, {measured} of them with an error"
)
SIMULATED = Text("模拟运行，无效", "simulated, not valid")
STATEMENT = Text("{text}", "{text}")
