"""Messages of the commands about measurement standards."""

from console.catalogue import register_messages
from metrology.text import Text

KEY = register_messages.KEY
ROWS = register_messages.ROWS
MODEL = register_messages.MODEL
DAYS_LEFT = register_messages.DAYS_LEFT
NAME = Text("名称", "Name")
CERTIFICATE = Text("证书", "Certificate")
VALID_UNTIL = Text("有效期至", "Valid until")
STANDING = Text("状态", "Standing")
REASON = Text("原因", "Reason")
IMPORTED = Text("新增 {new} 条，修改 {changed} 条", "{new} rows are new, {changed} were changed")
WOULD_IMPORT = Text(
    "可以导入：标准器 {standards} 台，证书 {certificates} 份；未写入",
    "can be imported: {standards} standards, {certificates} certificates; nothing was written",
)
WHY_IS_NEEDED = Text("请用 --reason 说明原因", "say why with --reason")
GAP = Text("缺口", "gap")
QUANTITY = Text("参量", "Quantity")
RANGE = Text("范围", "Range")
CLASS = Text("等级", "Class")
LIMIT = Text("MPEV", "MPEV")
COUNT = Text("台数", "Instruments")
SERVED_BY = Text("可用标准", "Served by")
NEARLY = Text("不能使用者及原因", "What nearly serves, and what it lacks")
COVERAGE = Text(
    "覆盖率 {rate}（单元数；共 {cells} 个，缺口 {gaps} 个），按器具台数 {weighted}。"
    "覆盖：至少一台可用且溯源链完整的标准，量程包含该单元，U（k = 2）不大于 MPEV/3",
    "coverage {rate} (cells: {cells}, gaps: {gaps}), counted by instruments {weighted}; "
    "covered: at least one usable standard with a whole chain whose range holds the cell and whose U (k = 2) is at most MPEV/3",
)
REGION = Text("地区", "Region")
ALL = Text("合计", "All")
CLOSED = Text("停止检定", "serves nobody")
MAP_SIGNS = Text(
    "✓ 本地区机构覆盖，→ 由外地机构覆盖，✗ 有缺口；数为已覆盖单元 / 全部单元",
    "✓ covered by an institute of the region, → from elsewhere, ✗ has gaps; covered cells / all cells",
)
BODY_COLUMNS = (
    Text("机构", "Institute"),
    Text("名称", "Name"),
    Text("标准器", "Standards"),
    Text("可用", "Usable"),
    Text("覆盖单元", "Cells served"),
    Text("本地区唯一", "Alone in its region"),
    Text("全省唯一", "Nobody else"),
    Text("下级标准器", "Standards below"),
    Text("状态", "State"),
)
WITHOUT = Text(
    "假设停止检定：{institutes}；其已出具的证书在有效期内仍为溯源链环节",
    "taken to serve nobody: {institutes}; as links of a chain its certificates hold until they end",
)
METHOD = Text("方法", "Method")
MONTHS = Text("间隔（月）", "Interval, months")
BASIS = Text("依据", "Basis")
PART = Text("项目", "Part")
DAY = Text("日期", "Day")
COMPARED = Text("比较", "Compared")
RESULT = Text("结论", "Result")
PATTERN = Text("异常模式", "Pattern")
CHART = Text(
    "{count} 次核查；中心线 {centre}，控制限 {lower}～{upper} {unit}（由前 {baseline} 次计算）",
    "{count} checks; centre {centre}, limits {lower} to {upper} {unit} (from the first {baseline})",
)
IN_CONTROL = Text("{key}：受控", "{key}: in control")
OUT_OF_CONTROL = Text("{key}：失控，请停用并查明原因", "{key}: out of control; stop using it and look for the cause")
CONDITIONS = Text("条件", "Conditions")
LEAST = Text("可报告的最小 U（k = 2）", "Least U that may be stated (k = 2)")
EXACT = Text("能力值", "Capability")
BOOKED = Text("预约 h", "Booked, h")
INSIDE = Text("自用 h", "Own use, h")
OUTSIDE = Text("对外 h", "For others, h")
OUTSIDE_SHARE = Text("对外共享率", "Share for others")
WEIGHTED_SHARE = Text("加权共享率", "Weighted share")
FUNCTIONS_USED = Text("功能利用率", "Functions used")
LEVEL = Text("级别", "Level")
VALID = Text("有效", "Valid")
ENDED = Text("失效", "Not valid")
