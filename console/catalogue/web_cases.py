"""Texts of the pages of cases of market supervision."""

from metrology.text import Text

TITLE = Text("案件", "Cases")
NONE = Text(
    "没有案件。案件文件（TOML）放入实验室文件夹下的 cases 文件夹。",
    "There are no cases. Case files (TOML) lie in the folder cases of the laboratory.",
)
COLUMNS = (
    Text("案件编号", "Case"),
    Text("案由", "About"),
    Text("性质", "Kind"),
    Text("投诉编号", "Complaint"),
    Text("记录数", "Runs"),
    Text("最后交接", "Last handover"),
)
UNREADABLE = Text("✗ 不能读取：{why}", "✗ cannot be read: {why}")
HEADING = Text("案件 {number}", "Case {number}")
UNKNOWN = Text("没有该案件。", "There is no such case.")
ABOUT = Text("概况", "Summary")
RUNS = Text("检测记录", "Runs")
RUN_COLUMNS = (
    Text("记录", "Record"),
    Text("计量器具", "Instrument"),
    Text("出厂编号", "Serial number"),
    Text("依据", "By"),
    Text("日期", "Day"),
    Text("结论", "Conclusion"),
)
SIGNS = Text("各台误差的方向（符号检验）", "To which side the instruments err (sign test)")
SIGN_COLUMNS = (Text("计量器具", "Instrument"), Text("记录", "Record"), Text("平均误差", "Mean error"))
NO_SIGNS = Text(
    "不足两台有可比较的误差，未作符号检验。",
    "Fewer than two instruments have an error to compare: there is no sign test.",
)
DOCUMENTS = Text("文件", "Documents")
DOCUMENT_COLUMNS = (Text("编号", "Number"), Text("种类", "Kind"), Text("状态", "State"), Text("记录", "Record"))
NO_DOCUMENTS = Text("这些记录尚未出具编号文件。", "No numbered document of these runs was issued yet.")
SEALS = Text("封印", "Seals")
SEAL_COLUMNS = (Text("编号", "Number"), Text("位置", "Place"), Text("状态", "State"), Text("时间", "When"))
PARAMETERS = Text("参数", "Parameters")
PARAMETER_COLUMNS = (
    Text("计量器具", "Instrument"), Text("名称", "Name"), Text("此前", "Before"), Text("此后", "After"),
)  # fmt: skip
PHOTOGRAPHS = Text("照片", "Photographs")
PHOTOGRAPH_COLUMNS = (Text("文件", "File"), Text("内容", "Shows"), Text("时间", "When"), Text("拍摄人", "By"))
MISSING = Text("✗ {file}：文件不在案件文件旁", "✗ {file}: not beside the case file")
CUSTODY = Text("交接", "Custody")
CUSTODY_COLUMNS = (Text("物品", "What"), Text("交出", "Given by"), Text("接收", "Taken by"), Text("时间", "When"))
NOTHING = Text("没有登记。", "Nothing is on record.")
PACK = Text(
    "需要移交时，请管理员将 {file} 连同其记录、文件和照片打包。",
    "To hand {file} over, ask a manager to pack it with its records, documents and photographs.",
)
NUMBER, KIND, COMPLAINT = Text("案由", "About"), Text("性质", "Kind"), Text("投诉编号", "Complaint")
