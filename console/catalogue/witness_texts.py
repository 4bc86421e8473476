"""Texts of `steelyard witness` and `steelyard verify --witness`."""

from metrology.text import Text

WITNESS = {
    "witness": Text(
        "外部见证：告知见证方哪些检定已结束，并保存其回执。",
        "The witness of a store: who is told of every run that ends, and signs for it.",
    ),
    "witness send": Text(
        "把尚未告知的检定告知见证方；可由定时任务执行。",
        "Tell the witness of every run that it was not told of yet; suits a timer.",
    ),
    "witness status": Text(
        "显示见证方、其回执数和尚未告知的检定；不联系见证方。",
        "Show the witness, how much it answered for, and what it was not told of yet; without asking it.",
    ),
    "verify --witness": Text(
        "并与外部见证方核对：能发现持有密钥者删除、回退或重签的记录。",
        "Also hold the store against its witness: finds what the owner of the key deleted, put back or signed again.",
    ),
    "verify --witness-at": Text(
        "外部见证方的地址；默认为台账所指明的。含 --witness。",
        "Address of the witness; default: the one that the ledger names. Includes --witness.",
    ),
}
EXAMPLES = {"witness send": "witness send", "witness status": "witness status"}

NONE = Text("本库未指明外部见证方", "the store names no witness")
SENT = Text("已告知见证方 {address}：检定 {runs} 次", "told the witness {address} of {runs} runs")
UP_TO_DATE = Text("见证方 {address} 已全部知悉", "the witness {address} was told of everything")
NEVER = Text("见证方 {address} 尚未应答过", "the witness {address} has not answered yet")
STANDING = Text(
    "见证方 {address}，日志 {log}：{entries} 条，最近于 {time}Z",
    "witness {address}, log {log}: {entries} entries, the newest at {time}Z",
)
UNTOLD = Text("  尚未告知：{run}", "  not told yet: {run}")
COMPARED = Text(
    "  见证方 {address}，日志 {log}，本库 {known} 条，{time}",
    "  witness {address}, log {log}, {known} entries of this store, {time}",
)
