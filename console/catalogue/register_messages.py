"""Messages of the commands about registers."""

from metrology.text import Text

KEY = Text("编号", "Key")
RESULT = Text("结论", "Result")
FIELD = Text("字段", "Field")
VALUE = Text("内容", "Value")
ROWS = Text("{count} 条", "{count} rows")
MORE_ROWS = Text("只显示前 {count} 条；--limit 可增加", "only the first {count} rows are shown; --limit shows more")
ROW_VERSION = Text("第 {version} 版，{time}", "version {version}, {time}")
TIME = Text("时间", "Time")
WHO = Text("何人", "Who")
WHY = Text("为何", "Why")
CHANGED = Text("改前 → 改后", "Before → after")
SERIAL = Text("出厂编号", "Serial number")
MAKER = Text("制造厂", "Maker")
MODEL = Text("型号", "Model")
PLACE = Text("地点", "Place")
STATE = Text("情况", "State")
UNTIL = Text("有效期至", "Valid until")
SERIAL_OF_CERTIFICATE = Text("证书序列号", "Serial number of the certificate")
PERSON, NAME_OF = Text("人员", "Person"), Text("姓名", "Name")
SINCE, REVOKED = Text("起始", "Valid from"), Text("吊销", "Revoked")
DAYS_LEFT = Text("剩余天数", "Days left")
INSTRUMENT = Text("计量器具", "Instrument")
OWNER = Text("使用单位", "User")
COUNTED = Text("{what}：{count} 台", "{what}: {count}")
MOST_URGENT = Text(
    "只显示最紧急的 {count} 台，共 {total} 台；--limit 可增加，--table 写出全部",
    "the {count} most urgent of {total} are shown; --limit shows more, --table writes all",
)
CHECKED = Text("已核对 {count} 行", "{count} rows checked")
WRITTEN = Text("已写入 {count} 行", "{count} rows written")
WOULD_IMPORT = Text(
    "可以导入：{rows} 行，其中新增 {new}，更改 {changed}；尚未写入",
    "can be imported: {rows} rows, {new} new, {changed} changed; nothing is written",
)
IMPORTED = Text("已导入 {rows} 行：新增 {new}，更改 {changed}", "{rows} rows imported: {new} new, {changed} changed")
NOT_IMPORTED = Text("未导入，共 {count} 个问题：", "nothing is imported; {count} problems:")
MORE_IN_FILE = Text("……还有 {count} 个问题", "… and {count} more")
PROBLEMS_OF_COLUMN = Text("“{column}”列：{count} 个", 'column "{column}": {count}')
SCANNED = Text(
    "{key} {name} {model} № {serial}，有效期至 {until}", "{key} {name} {model} № {serial}, valid until {until}"
)
RUN_IT = Text("开始检定：steelyard run --order {job}", "verify: steelyard run --order {job}")
NOTHING_OPEN = Text("没有待检任务", "no job is open")
NOT_ONE_JOB = Text("待检任务不是恰好一项", "there is not exactly one open job")
RATE = Text("%", "%")
COUNTS = Text("台数", "Count")
TARGET_MET = Text("达标", "Target")
MET = Text("达到", "met")
NOT_MET = Text("未达到", "not met")
TARGET_IS = Text("目标：不低于 {target} %，按未修约值比较", "target: at least {target} %, compared unrounded")
INTERVAL = Text("95 % 区间，%", "95 % interval, %")
DEFINITION = Text("定义：{text}", "Definition: {text}")
OVERDUE = Text("超期", "Overdue")
NEVER = Text("从未检定", "Never verified")
FAILED = Text("不合格", "Failed")
STOPPED_COUNT = Text("停用、封存、报废", "Stopped")
MODE_UNKNOWN = Text("强检方式不详", "Mode unknown")
AS_FOUND = Text("调前 %", "As found, %")
AS_LEFT = Text("调后 %", "As left, %")
SIMULATED_RUNS = Text("其中模拟", "Simulated")
TOTAL = Text("合计", "Total")
NOT_KNOWN = Text("不详", "not known")
NOT_KNOWN_PAIR = "不详 | not known"
FUNDING = Text("经费来源", "Funding")
TOWNSHIP = Text("乡镇", "Township")
INSTRUMENTS = Text("台数", "Instruments")
COST = Text("费用（元）", "Cost")
PHASE = Text("阶段", "Phase")
CAMPAIGN_CHANGED = Text(
    "{campaign}（{from} 至 {to}）：{instruments} 台器具；前后都有检定的 {both} 台中，由不合格变为合格 {better} 台，由合格变为不合格 {worse} 台",
    "{campaign} ({from} to {to}): {instruments} instruments; of {both} verified before and after, {better} conform now and did not, "
    "{worse} did and do not",
)
PASS_RATE = Text("合格率 %", "Pass rate, %")
UNFUNDED = Text("未写明经费来源的任务：{jobs}", "jobs whose orders do not say who pays: {jobs}")
MERGED = Text(
    "已并入 {events} 次变更，{same} 次本来相同，{conflicts} 次有冲突",
    "{events} events taken, {same} were so already, {conflicts} contradict",
)
PREPARED = Text("汇总文件已写入 {folder}，{size} MB", "files for roll-ups are in {folder}, {size} MB")
FILES_OUTDATED = Text(
    "汇总文件由另一版本写入，未读取；本次由数据库计算。请运行 steelyard rates prepare 重新写入",
    "the files for roll-ups were written by another version and are not read; these figures are computed from the store."
    " Run steelyard rates prepare to write them again",
)
REGISTER = Text("登记", "Register")
CHANGE = Text("变更号", "Change")
