"""Texts of the page of the capability map."""

from metrology.text import Text

TITLE = Text("量传能力", "Capability")
HEADING = Text("量传能力分布 {on}", "Capability map, {on}")
FORM = Text("选择日期和假设", "Choose a day and what is left out")
DATE = Text("日期", "Day")
AS_OF = Text("登记截至", "Registers as of")
DIGITS = Text("地区", "Regions")
LEVELS = {"4": Text("州（市）", "Prefectures"), "6": Text("县", "Counties"), "2": Text("省", "Province")}
WITHOUT = Text("假设停止检定的机构", "As if this institute served nobody")
NO_ONE = Text("（无）", "(none)")
SHOW = Text("显示", "Show")
NO_DEMAND = Text(
    "没有登记量传需求；用 steelyard demand import 导入。", "No demand is registered: steelyard demand import TABLE."
)
RATE = Text(
    "覆盖率 {rate}（{covered} / {cells} 个单元），按器具台数 {weighted}；缺口 {gaps} 个。",
    "Coverage {rate} ({covered} of {cells} cells), counted by instruments {weighted}; {gaps} gaps.",
)
DEFINITION = Text(
    "覆盖：至少一台可用且溯源链完整的标准，量程包含该单元，U（k = 2）不大于 MPEV/3。没有官方公式；此定义为本软件所用。",
    "Covered: at least one usable standard with a whole chain whose range holds the cell and whose U (k = 2) is at most MPEV/3. There is no official "
    "formula; this is the one of this program.",
)
SIGNS = Text(
    "✓ 本地区机构覆盖，→ 由外地机构覆盖，✗ 有缺口；数为已覆盖单元 / 全部单元。",
    "✓ covered by an institute of the region, → from elsewhere, ✗ has gaps; covered cells / all cells.",
)
REGION = Text("地区", "Region")
ALL = Text("合计", "All")
MATRIX = Text("地区与参量", "Regions and quantities")
INSTITUTES = Text("机构", "Institutes")
INSTITUTE_COLUMNS = (
    Text("机构", "Institute"),
    Text("标准器", "Standards"),
    Text("可用", "Usable"),
    Text("覆盖单元", "Cells served"),
    Text("本地区唯一", "Alone in its region"),
    Text("全部机构中唯一", "Nobody else"),
    Text("其下他方标准器", "Standards of others below"),
    Text("状态", "State"),
)
CLOSED = Text("停止检定", "serves nobody")
SERVES = Text("检定", "serves")
CLOSING = Text(
    "假设 {institute} 停止检定。其已出具的证书在有效期内仍为溯源链环节。",
    "As if {institute} served nobody. As links of a chain its certificates hold until they end.",
)
GAPS = Text("缺口", "Gaps")
NO_GAPS = Text("没有缺口。", "There are no gaps.")
CELLS = Text("{region} 的单元", "Cells of {region}")
CELL_COLUMNS = (
    Text("单元", "Cell"),
    Text("地区", "Region"),
    Text("参量", "Quantity"),
    Text("范围", "Range"),
    Text("等级", "Class"),
    Text("MPEV", "MPEV"),
    Text("台数", "Instruments"),
    Text("可用标准", "Served by"),
    Text("不能使用者及原因", "What nearly serves, and what it lacks"),
)
GAP = Text("✗ 缺口", "✗ gap")
AND_MORE = Text("等 {count} 台", "and {count} more")
