"""Help and messages of the commands about sector profiles."""

from metrology.text import Text

HELP = {
    "profiles": Text(
        "行业方案：一个行业有哪些计量器具，其规程、检定装置和标准，以及没有规程的项目。",
        "Sector profiles: what an industry has verified, with regulations, benches and standards, and what has no regulation.",
    ),
    "profiles list": Text(
        "列出行业方案，及有规程的项目数。", "List the profiles, with how many of their items have a regulation."
    ),
    "profiles show": Text(
        "逐项显示：规程，本实验室的检定装置和标准，或当日不能开展的原因。只有规程现行且标准溯源链完整的项目为可开展。",
        "Show each item: its regulation, the bench and standards here, or why it cannot be done on the day. Available is only what has an edition "
        "in force and standards with a whole chain.",
    ),
    "profiles show PROFILE|FILE": Text(
        "行业方案，或本单位方案文件（.toml）。", "A profile, or the file of one of your own (.toml)."
    ),
    "profiles show --lab": Text("实验室文件夹。", "The laboratory's folder."),
    "profiles show --available": Text("只列可开展的项目。", "List only what is available."),
    "init --profile": Text(
        "按行业方案建立：power 电力，non-ferrous 有色金属，tobacco 烟草，biology 生物资源，equipment 装备制造，energy-chemicals 能源化工。",
        "A laboratory for a sector: power, non-ferrous, tobacco, biology, equipment or energy-chemicals.",
    ),
}
EXAMPLES = {
    "profiles list": "profiles list",
    "profiles show": "profiles show power --lab laboratory --date 2026-12-01",
}
PROFILE = Text("方案", "Profile")
NAME = Text("行业", "Sector")
COVERED = Text("有规程 / 全部项目", "With a regulation / all items")
COLUMNS = (
    Text("项目", "Item"),
    Text("规程", "Regulation"),
    Text("状态", "State"),
    Text("检定装置", "Bench"),
    Text("标准器", "Standards"),
    Text("原因", "Why"),
)
STATES = {
    "available": Text("可开展", "available"),
    "draft": Text("规程为草案，不作结论", "draft: decides nothing"),
    "unable": Text("当日不能开展", "not on this day"),
    "lacking": Text("没有规程", "no regulation"),
}
COUNTED = Text(
    "{name}，{on}：项目 {items}，有规程 {covered}，可开展 {available}。项目清单由本软件编写，不是官方清单",
    "{name}, {on}: {items} items, {covered} with a regulation, {available} available. The list of items is this program's, not an official one",
)
ONE_KIND = Text("--profile 与 --province 不能同用", "--profile and --province do not go together")
