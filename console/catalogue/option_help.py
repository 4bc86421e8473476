"""Help of the options that several commands share."""

from metrology.text import Text

OPTIONS = {
    "--lang": Text(
        "屏幕语言：zh 或 en；默认取自系统区域设置。", "Language of the screen: zh or en; default: from the locale."
    ),
    "--version": Text(
        "显示版本、代码清单以及是否为正式发布版。",
        "Print version, manifest of the code, and whether it is a released one.",
    ),
    "--json": Text(
        "标准输出只写一个 JSON 文档，拒绝时也一样。", "Write one JSON document to standard output, on refusals too."
    ),
    "--store": Text(
        "检定记录的存放处：SQLite 文件或 SQLAlchemy URL。", "Where runs are kept: an SQLite file or an SQLAlchemy URL."
    ),
    "--bench": Text(
        "检定装置文件：各岗位由哪台仪器担任、地址是什么。",
        "Bench file: which instrument fills which role, and its address.",
    ),
    "--subject": Text("被检计量器具文件：铭牌。", "Subject file: the nameplate of the instrument under test."),
    "--stage": Text(
        "检定类别：initial 首次检定，subsequent 后续检定，in-service 使用中检查；规程有规定时还有 after-repair 修理后检定、"
        "arbitration 仲裁检定。",
        "Kind of verification: initial, subsequent, in-service inspection; after-repair and arbitration where the regulation "
        "has them.",
    ),
    "--work": Text(
        "工作类别：verification 检定，calibration 校准，inspection 批量检验，screening 筛查，supervision 监督检查，"
        "investigation 调查检测，anti-fraud 防作弊检测；默认按规程。只有 verification 能出具检定证书。",
        "What the run is for: verification, calibration, inspection of a lot, screening, supervision, investigation, anti-fraud; "
        "default: what the regulation regulates. Only a verification gets a verification certificate.",
    ),
    "--batch": Text("批次名，印在文件上。", "Name of the batch, printed on documents."),
    "--follows": Text(
        "本次检定接续的记录：调整后的复检，或不合格后的重新检定。",
        "The run that this one follows: after an adjustment, or repeated after a failure.",
    ),
    "--date": Text(
        "检定日期，决定适用的规程版本；默认为今天。", "Date of the verification; selects the edition. Default: today."
    ),
    "--seed": Text(
        "模拟仪器的随机种子；种子相同则读数相同。",
        "Seed of the simulated instruments; the same seed gives the same readings.",
    ),
    "--operator": Text("检定员，people.toml 中的编号。", "The verifier: an id in people.toml."),
    "REG": Text('检定规程，如 "JJG 539" 或 "JJG 52-2013"。', 'Regulation, e.g. "JJG 539" or "JJG 52-2013".'),
    "RUN": Text("检定记录的编号、其开头，或 `last`。", "Run id, its beginning, or `last`."),
}
