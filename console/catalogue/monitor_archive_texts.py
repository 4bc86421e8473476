"""Texts of `steelyard monitor archive` and `steelyard monitor ask`."""

from metrology.text import Text

HELP = {
    "monitor archive": Text(
        "把旧月份移出采集库，写成 Parquet 文件：已过补读期限，且平台已全部确认（未写平台的不要求）。中途被杀不丢也不重。",
        "Move old months out of the store into Parquet files: longer ago than a meter is asked back, and acknowledged by the platform "
        "where there is one. A kill loses and doubles nothing.",
    ),
    "monitor archive FILE": Text("监测文件（TOML）。", "The monitor file (TOML)."),
    "monitor ask": Text(
        "用 SQL（DuckDB）查询视图 samples，文件中的月份和采集库一并作答；最多列出 10000 行。",
        "Answer a question in SQL (DuckDB) about the view samples, months in files and the store together; 10000 rows at most.",
    ),
    "monitor ask FILE": Text("监测文件（TOML）。", "The monitor file (TOML)."),
    "monitor ask SQL": Text("查询。", "The question."),
    "monitor ask --from": Text(
        "自此日（含），当地时间；默认全部。", "From this day, included, at the place; default: all."
    ),
    "monitor ask --to": Text("至此日（含）。", "Up to this day, included."),
}
EXAMPLES = {
    "monitor archive": "monitor archive plant.toml",
    "monitor ask": 'monitor ask plant.toml "SELECT meter, max(number) - min(number) FROM samples GROUP BY meter"',
}
MOVED = Text("{month}：{count} 个样本移入 {path}", "{month}: {count} samples moved to {path}")
NOTHING = Text("没有可移出的月份", "no month may go yet")
