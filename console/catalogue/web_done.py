"""Texts of the page that follows a run."""

from metrology.text import Text

TITLE = Text("结果", "Result")
UNKNOWN = Text("没有这次检定的记录。", "There is no such run.")
INSTRUMENT = Text("{name} {model} {serial}，{rule}，{stage}", "{name} {model} {serial}, {rule}, {stage}")
BY = Text("检定员 {person}，任务 {job}，用时 {minutes} min", "Verifier {person}, job {job}, {minutes} min")
SIMULATED = Text(
    "模拟运行：文件带“模拟运行”标记，不得作为证书使用。",
    "Simulated: the documents bear that mark and are no certificates.",
)
DRAFT = Text("规程为草稿：不出具证书。", "The regulation is a draft: there is no certificate.")
UNVERIFIED = Text(
    "{count} 项规程数据未与印刷文本核对，文件中注明。",
    "{count} figures of the regulation were not checked against the printed text; the documents state it.",
)
ITEMS = Text("各项结论", "Items")
DOCUMENTS = Text("文件", "Documents")
PDF = Text("打开 {file}", "Open {file}")
SHEET = Text("{file} 第 {page} 页", "{file}, page {page}")
NO_DOCUMENTS = Text("没有文件。", "There are no documents.")
STEPS = Text("核验、批准、发证", "Check, approve, issue")
STEP = {
    "checked": Text("核验", "Check"),
    "approved": Text("批准", "Approve"),
    "issued": Text("发证", "Issue"),
}
AS = Text("办理人", "Done by")
ALL = Text("{step}该委托单的 {count} 台", "{step} all {count} of this order")
STATE = Text("状态：{state}", "State: {state}")
DONE = Text("已办理：{step}（{person}），{count} 台", "Done: {step} ({person}), {count} instruments")
NO_JOB = Text("该次检定不属于任何任务。", "The run belongs to no job.")
RESUME = Text("继续检定", "Resume")
NEXT = Text("下一台：{model} {serial}（{job}）", "Next: {model} {serial} ({job})")
NO_NEXT = Text("开始", "Start")
TOGETHER = Text("同一装置上同时检定", "Done at the same time on this bench")
RECORD = Text("查看记录", "Look at the record")
WHOLE = Text("整个文件", "Whole document")
