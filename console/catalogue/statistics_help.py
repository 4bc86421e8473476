"""Help of the command about a month."""

from metrology.text import Text

STATISTICS = {
    "statistics": Text(
        "一个月的统计：记录、调前和调后合格率、不合格项目、标准器使用、过程能力；可输出 PDF 和 XLSX。",
        "Show a month: runs, pass rates as found and as left, failed items, use of standards, capability; PDF and XLSX.",
    ),
    "statistics --month": Text("月份，如 2026-11。", "The month, such as 2026-11."),
    "statistics --output": Text("写出 PDF 和 XLSX 的文件夹。", "Folder in which the PDF and the workbook are written."),
}
EXAMPLES = {"statistics": "statistics --month 2026-11 -o statistics"}
