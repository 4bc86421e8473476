"""Help and messages of the command that searches for suspicious data."""

from metrology.text import Text

SUSPICIOUS = {
    "suspicious": Text(
        """
在全部记录中查找疑似数据：与另一记录相同的读数、分散过小的重复读数、末位偏好、日期与写入时间不符、不变的环境、过快的录入。

每条提醒都注明诚实读数偶然如此的概率和需要对照的记录。提醒不改变任何结论：由核验人员查明。
也包括从其他站点并入的记录。
""",
        """
Search all records for suspicious data: readings of another record, repeated readings that hardly scatter, preferred last digits,
a stated day that is not the day of writing, an environment that never changes, entries faster than a person reads.

Each alert states how likely honest readings look like that, and which records to lay beside it. An alert changes no outcome:
the person who checks looks into it. Records merged from other stations are searched too.
""",
    ),
    "suspicious --regulation": Text(
        "只查此版本的记录，如 JJG 52-2013；默认全部。",
        "Search the records of this edition alone, such as JJG 52-2013; default: all.",
    ),
    "suspicious --since": Text(
        "只列出该日及以后的记录；仍与全部记录比较。",
        "List what concerns records of this day or later; they are compared with all.",
    ),
}
EXAMPLES = {"suspicious": "suspicious --since 2026-11-01"}
SERIAL, SEEN = Text("出厂编号", "Serial number"), Text("所见", "Seen")
RECORD, ALERT = Text("记录", "Record"), Text("提醒", "Alert")
CHANCE, COMPARE = Text("误报", "False alarms"), Text("对照记录", "Compare with")
SEARCHED = Text(
    "已查 {runs} 条记录、{readings} 个读数；提醒 {found} 条。提醒只是疑问，不是结论。",
    "{runs} records with {readings} readings searched; {found} alerts. An alert is a question, not a finding.",
)
LIMITS = Text("相同读数，{regulation}：{limits}", "copied readings, {regulation}: {limits}")
