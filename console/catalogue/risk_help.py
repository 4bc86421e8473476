"""Help of `steelyard risk`, and the heads of its table."""

from metrology.text import Text

QUANTITY = Text("量", "Quantity")
VALUE = Text("值", "Value")
EXAMPLES = {"risk": "risk --result -5.47 -U 0.1 --upper -5.4"}
RISK = {
    "risk": Text(
        "计算测量结果在限值附近误判的风险和接收限（JCGM 106）。",
        "Compute the risks of a wrong decision about a result near its limits, and acceptance limits (JCGM 106).",
    ),
    "risk --result": Text(
        "测得值；省略时只计算接收限和总体风险。", "The measured value; without it, limits and global risks only."
    ),
    "risk --uncertainty": Text("扩展不确定度，单位与限值相同。", "Expanded uncertainty, in the unit of the limits."),
    "risk --k": Text("包含因子。", "Its coverage factor."),
    "risk --lower": Text("允许下限。", "Lower tolerance limit."),
    "risk --upper": Text("允许上限。", "Upper tolerance limit."),
    "risk --probability": Text("接收品合格的要求概率。", "Required probability that an accepted item conforms."),
    "risk --process": Text(
        "被检品的分布 normal:平均值,标准偏差 或 gamma:形状,率，或合格品比例，如 0.9。",
        "Distribution of the items, normal:MEAN,SD or gamma:SHAPE,RATE, or the share that conforms, such as 0.9.",
    ),
    "risk --guard": Text("接收时两侧的保护带，向内为正。", "Guard band at each limit, positive inwards."),
    "risk --target": Text(
        "接收品中允许的不合格比例；输出所需保护带。",
        "Share of accepted items that may lie outside; prints the guard band for it.",
    ),
}
