"""Texts of `steelyard kit`."""

from metrology.text import Text

KIT = {
    "kit": Text(
        "现场检定箱：离线检定的便携机，回所后并入记录。",
        "Field kits: portable computers that verify without a network, and whose runs are taken in later.",
    ),
    "kit pack": Text(
        "（便携机上）把台账和已结束的检定写入文件夹，供本所并入。",
        "On the kit: write its ledger and its runs that have ended into a folder, for its institute.",
    ),
    "kit pack --output": Text("文件夹，如 U 盘上的。", "A folder, such as one on a stick."),
    "kit pack --first": Text(
        "从台账第几条起；默认为全部（已并入的不会重复）。",
        "Ledger entry to begin with; default: all (what was taken before is not taken twice).",
    ),
    "kit take": Text(
        "（所内）并入文件夹中的检定：0 全部并入，1 有冲突、损坏或缺失，逐条列出。",
        "At the institute: take the runs in a folder: 0 all, 1 lists what conflicts, is broken or was not handed over.",
    ),
    "kit take FOLDER": Text("`steelyard kit pack` 写的文件夹。", "A folder written by `steelyard kit pack`."),
    "kit send": Text(
        "（便携机上）打包并送到平台，供本所取回；断线后接着送。",
        "On the kit: pack what it measured and bring it to the platform; go on where a line broke.",
    ),
    "kit send --output": Text("写包的文件夹；默认 kit-pack。", "Folder of the pack; default: kit-pack."),
    "kit send --platform": Text(
        "platforms.toml 中的平台；只有一个时可省略。", "A platform of platforms.toml; not needed where there is one."
    ),
    "kit send --lab": Text("实验室文件夹；默认为当前文件夹。", "The laboratory's folder; default: this one."),
    "kit fetch": Text(
        "（所内）从平台取回便携机送来的包并逐个并入；退出码同 kit take。",
        "At the institute: fetch what kits brought to the platform, and take each; exit code as `kit take`.",
    ),
    "kit fetch --output": Text("存放各包的文件夹；默认 kit-packs。", "Folder of the packs; default: kit-packs."),
    "kit fetch --platform": Text(
        "platforms.toml 中的平台；只有一个时可省略。", "A platform of platforms.toml; not needed where there is one."
    ),
    "kit fetch --lab": Text("实验室文件夹；默认为当前文件夹。", "The laboratory's folder; default: this one."),
    "kit list": Text(
        "列出现场检定箱、其密钥、已并入到哪里，以及未结束或未交回的检定。",
        "List the kits, their keys, how far they were taken, and runs that are open or were not handed over.",
    ),
}
EXAMPLES = {
    "kit pack": "kit pack -o stick --store kit.sqlite",
    "kit take": "kit take stick",
    "kit send": "kit send --store kit.sqlite",
    "kit fetch": "kit fetch",
    "kit list": "kit list",
}

PACKED = Text(
    "{folder}：{station} 的检定 {runs} 次，台账第 {first}–{n} 条，{size} kB",
    "{folder}: {runs} runs of {station}, ledger entries {first} to {n}, {size} kB",
)
TAKEN = Text(
    "由 {station} 并入检定 {runs} 次，已有 {same} 次", "from {station}: {runs} runs taken, {same} were here already"
)
SENT = Text("{station} 的检定 {runs} 次已送到 {platform}", "{runs} runs of {station} are at {platform}")
NOTHING_WAITS = Text("平台上没有待取的包", "no pack waits at the platform")
PACK_REFUSED = Text("[bold red]✗[/] {folder}：{why}", "[bold red]✗[/] {folder}: {why}")
CONFLICT = Text(
    "[bold red]✗[/] {run}：本库已有同名的另一次检定，未并入",
    "[bold red]✗[/] {run}: another run of this name is here; not taken",
)
BROKEN = Text("[bold red]✗[/] 未并入：{problem}", "[bold red]✗[/] not taken: {problem}")
ABSENT = Text(
    "[bold red]✗[/] {run}：已在便携机上结束，但未交回",
    "[bold red]✗[/] {run}: it ended on the kit and was not handed over",
)
GOING = Text("  {run}：在便携机上尚未结束", "  {run}: it is not ended on the kit")
STATION, STORE, KEY = Text("便携机", "Kit"), Text("记录库", "Store"), Text("密钥", "Key")
ENTRY, TIME, RUNS = Text("台账至", "Ledger to"), Text("最近并入", "Taken last"), Text("检定", "Runs")
OPEN, NOT_HANDED, STATE = Text("未结束", "Open"), Text("未交回", "Not handed over"), Text("状态", "State")
REGISTERED, REVOKED = Text("已登记", "registered"), Text("[red]已撤销[/]", "[red]revoked[/]")
