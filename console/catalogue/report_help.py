"""Help of `steelyard report`."""

from metrology.text import Text

REPORT = {
    "report": Text(
        "写出一次检定的全部文件：检定证书或结果通知书（PDF）、原始记录（CSV、XLSX、PDF）。",
        "Write every document of a run: certificate or notice (PDF), original record (CSV, XLSX, PDF).",
    ),
    "report RUN...": Text(
        "检定记录号，可写多个，或写其开头部分；last 为最近一次。",
        "Runs, one or more: whole names or their beginnings; `last` is the newest.",
    ),
    "report --output": Text("存放文件的文件夹。", "Folder for the documents."),
    "report --positions": Text(
        "连同同一台架上同时检定的其他表位。", "With the other positions that were verified together on the bench."
    ),
    "report --order": Text(
        "写出此委托单（或其一项任务）全部检定的文件。", "The documents of all runs of an order, or of one of its jobs."
    ),
    "report --batch": Text("写出此批次全部检定的文件。", "The documents of all runs of a batch."),
    "report --continue": Text(
        "继续中断的批量制作：文件夹中已有且仍然有效的文件不再制作。",
        "Go on with a batch that was cut short: documents that are in the folder, as they were written and from what is "
        "still so, are not made again.",
    ),
}
