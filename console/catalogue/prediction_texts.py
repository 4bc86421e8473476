"""Texts of `steelyard predict`."""

from metrology.text import Text

HELP = {
    "predict": Text(
        "由历次误差预测误差何时超限：直线 e(t)=a+bt，给出超限日期及其区间；点数不足或看不出漂移时不预测，并说明原因。退出码 1：最近一次误差已超限。",
        "Predict from earlier errors when an error reaches its limit: a line e(t)=a+bt, the date and its interval; refuses to predict "
        "from too few points or where no drift can be told, and says why. Exit code 1: the newest error is beyond a limit already.",
    ),
    "predict INSTRUMENT": Text(
        "器具的出厂编号、标签号或登记号；用 --monitor 时为监测文件 [errors] 中的名称，可省略。",
        "Serial number, label or key of the instrument; with --monitor a name of [errors] in the monitor file, or nothing for all.",
    ),
    "predict --monitor": Text(
        "由在线采集的数据预测：监测文件。", "Predict from what a monitor kept: the monitor file."
    ),
    "predict --level": Text("区间的概率，%。", "Probability of the intervals, in %."),
    "predict --at": Text(
        "另给出该日的误差和下一次测得值的预测区间。",
        "Also state the error on this day, and the prediction interval of a further finding.",
    ),
    "predict --plot": Text(
        "把最早超限的一点画成图（.svg 或 .png）。", "Draw the point that is reached soonest (.svg or .png)."
    ),
    "predict --date": Text("不用此日以后的记录。", "Leave out runs after this day."),
}
EXAMPLES = {"predict": "predict PG-0021 --level 99 --plot prediction.svg"}
ITEM, POINT, FOUND = Text("项目", "Item"), Text("检定点", "Point"), Text("个数", "Findings")
NEWEST, LIMITS = Text("最近误差", "Newest"), Text("误差限", "Limits")
DRIFT = Text("漂移 / 年", "Drift / year")
REACHES, BETWEEN = Text("超限日期", "Reached on"), Text("区间", "Interval")
NOT_BEFORE, ON_DAY = Text("不早于", "Not before"), Text("{day} 的误差", "Error on {day}")
AT_ONCE = Text("随时", "any day")
LATER = Text("百年以后", "in over 100 years")
LEVEL = Text(
    "区间和“不早于”的概率为 {level} %；“不早于”指到该日为止，再次测得的误差仍在限内",
    "intervals and “not before” at {level} %; until the day “not before” a further finding lies within the limits",
)
REASON = Text("{points}：{reason}", "{points}: {reason}")
MORE = Text("等 {count} 点", "and {count} more")
SIMULATED = Text("[yellow]含模拟器具的数据，无效[/]", "[yellow]of simulated instruments: not valid[/]")
WRITTEN = Text("图：{path}", "plot: {path}")
