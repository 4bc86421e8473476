"""Texts of `steelyard worker`, `steelyard queue` and the options `--queue`."""

from metrology.text import Text

COMMANDS = ("merge", "report", "exchange push", "witness send", "reevaluate")
"""Commands whose work can run later."""
LATER = Text(
    "放入库（PostgreSQL）的队列，由 `steelyard worker` 稍后处理。",
    "Put it in the queue of the store, on PostgreSQL; `steelyard worker` does it later.",
)
HELP = {
    "worker": Text(
        "逐个处理 PostgreSQL 库队列中的任务，直到按 Ctrl-C：并库、制作文件、上报、告知见证方、复评。每类任务同时只有一个处理者；"
        "中断后重新启动即继续，已完成的不会重做。",
        "Do the jobs of the queue of a store on PostgreSQL one after the other, until Ctrl-C: merges, documents, reports to "
        "platforms, telling the witness, re-evaluations. One worker at a time for a kind; started again after it was killed it "
        "goes on, and what was done is not done twice.",
    ),
    "worker KIND...": Text(
        "只处理这些类别：merge 并库，documents 文件，push 上报，witness 见证，reevaluate 复评；默认全部。",
        "Kinds of jobs: merge, documents, push, witness, reevaluate; default: all.",
    ),
    "worker --once": Text(
        "现在能处理的都处理完即结束，供定时器使用。", "End when nothing is left that can be done now, for a timer."
    ),
    "queue": Text("等待处理的任务。", "Jobs that wait for a worker."),
    "queue list": Text(
        "列出队列中的任务及其结果，最早的在前；完成的保留 30 天。",
        "List the jobs of the queue and what became of them, oldest first; those that were done stay for 30 days.",
    ),
    **{f"{command} --queue": LATER for command in COMMANDS},
}
EXAMPLES = {
    "worker": "worker documents push --store postgresql://steelyard@db/laboratory",
    "queue list": "queue list --store postgresql://steelyard@db/province",
}
QUEUED = Text("已放入队列，任务号 {number}", "in the queue as job {number}")
QUEUED_ALREADY = Text("同样的任务已在队列中等待", "the same job waits in the queue already")
DONE = Text("{kind} {about}：{said}", "{kind} {about}: {said}")
REFUSED = Text("[yellow]{kind} {about}：未完成：{why}[/]", "[yellow]{kind} {about}: not done: {why}[/]")
AGAIN = Text(
    "[yellow]{kind} {about}：暂未完成，稍后再试：{why}[/]",
    "[yellow]{kind} {about}: not done yet, it is tried again later: {why}[/]",
)
NUMBER, KIND, ABOUT = Text("任务号", "Job"), Text("类别", "Kind"), Text("内容", "About")
STATUS, ATTEMPTS, SAID = Text("状态", "Status"), Text("已试次数", "Attempts"), Text("结果", "Result")
KINDS = {
    "merge": Text("并库", "merge"),
    "documents": Text("文件", "documents"),
    "push": Text("上报", "push"),
    "witness": Text("见证", "witness"),
    "reevaluate": Text("复评", "reevaluate"),
}
STATUSES = {
    "todo": Text("等待", "waiting"),
    "doing": Text("正在处理", "at work"),
    "succeeded": Text("完成", "done"),
    "failed": Text("失败", "failed"),
    "cancelled": Text("已取消", "cancelled"),
    "aborting": Text("正在中止", "ending"),
    "aborted": Text("已中止", "aborted"),
}
SIGNING_ASKS = Text(
    "--dcc-key 须输入密码，不能放入队列；请不用 --queue", "--dcc-key asks for a password; do it without --queue"
)
NEEDS_OUTPUT = Text("--queue 须用 -o 指明结果文件", "--queue needs -o, the file for the result")
ONE_STORE = Text("--queue 不能与 --also、--cluster 同用", "--queue does not go with --also or --cluster")
