"""Messages of the commands about registers."""

from metrology.text import Text

KEY = Text("编号", "Key")
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
