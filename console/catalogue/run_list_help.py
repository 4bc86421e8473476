"""Help of `steelyard runs`."""

from metrology.text import Text

RUN_LIST = {
    "runs": Text(
        "列出或查找检定记录，最早的在前。各条件须同时满足；空格、大小写、全角半角不影响查找，加双引号表示完整匹配。",
        "List or search the runs, oldest first. A run must meet every condition. Blanks, case and full-width forms do not "
        'matter; in double quotes a value is the whole ("V001" does not find V0011).',
    ),
    "runs WORDS": Text(
        "记录中的任意文字：计量器具名称、制造厂、型号、编号、规程、委托单位、人员、委托单、批次。",
        "Words of the record: instrument, maker, model, serial number, regulation, client, verifier, order, batch.",
    ),
    "runs --serial": Text("出厂编号的一部分。", "Part of the serial number."),
    "runs --regulation": Text(
        '规程编号的一部分，如 "JJG 52"。', 'Part of the number of the regulation, e.g. "JJG 52".'
    ),
    "runs --operator": Text("检定员编号或姓名的一部分。", "Part of the identity or the name of the verifier."),
    "runs --bench": Text("检定装置名称的一部分。", "Part of the name of the bench."),
    "runs --client": Text("委托单位名称的一部分。", "Part of the name of the client."),
    "runs --outcome": Text(
        "结论：conform 合格，not_conform 不合格，undecided 待定，invalid 无效，incomplete 未完成，"
        "not_applicable 不适用，open 未结束；也可写中文。",
        "The outcome: conform, not_conform, undecided, invalid, incomplete, not_applicable, or open for a run that is "
        "not closed.",
    ),
    "runs --from": Text("检定日期不早于此日，如 2026-11-01。", "Runs of this day and later, e.g. 2026-11-01."),
    "runs --to": Text("检定日期不晚于此日。", "Runs of this day and earlier."),
    "runs --order": Text(
        "只列此委托单（及其各任务）的检定。", "Only the runs of an order, with all its jobs, or of one job."
    ),
    "runs --batch": Text("只列此批次的检定。", "Only the runs of a batch."),
    "runs --limit": Text(
        "最多列出多少次，取最新的；屏幕上默认 200，--json 默认全部。",
        "How many at most, the newest. Default: 200 on the screen, all with --json.",
    ),
}
