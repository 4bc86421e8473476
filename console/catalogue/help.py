"""Help of every command and option.

Keys: `COMMAND`; `COMMAND PARAMETER` for an argument or option of one command; `PARAMETER` for one that several commands share.
Options are named with their dashes, arguments by their metavar.
"""

from console.catalogue.account_help import ACCOUNTS
from console.catalogue.agent_texts import AGENT
from console.catalogue.campaign_texts import CAMPAIGN
from console.catalogue.case_help import CASE
from console.catalogue.compulsory_texts import HELP as COMPULSORY
from console.catalogue.confirmation_texts import CONFIRMATION
from console.catalogue.dcc_help import DCC
from console.catalogue.document_help import DOCUMENTS
from console.catalogue.dynamic_help import DYNAMIC
from console.catalogue.energy_texts import ENERGY
from console.catalogue.exchange_help import EXCHANGE
from console.catalogue.integrity_texts import INTEGRITY
from console.catalogue.key_help import KEYS
from console.catalogue.kit_texts import KIT
from console.catalogue.law_help import LAW
from console.catalogue.material_texts import MATERIALS
from console.catalogue.monitor_texts import HELP as MONITOR
from console.catalogue.option_help import OPTIONS
from console.catalogue.package_help import PACKAGES
from console.catalogue.power_help import POWER
from console.catalogue.profile_texts import HELP as PROFILES
from console.catalogue.province_texts import HELP as PROVINCE
from console.catalogue.queue_texts import HELP as QUEUE
from console.catalogue.register_help import REGISTERS
from console.catalogue.report_help import REPORT
from console.catalogue.risk_help import RISK
from console.catalogue.run_list_help import RUN_LIST
from console.catalogue.signature_help import SIGNATURES
from console.catalogue.standard_help import STANDARDS
from console.catalogue.statistics_help import STATISTICS
from console.catalogue.suspicious_help import SUSPICIOUS
from console.catalogue.target_texts import TARGETS
from console.catalogue.today_texts import HELP as TODAY
from console.catalogue.uncertainty_help import UNCERTAINTY
from console.catalogue.web_help import WEB
from console.catalogue.witness_texts import WITNESS
from metrology.text import Text

PROGRAM = Text(
    """
按检定规程在检定装置上执行检定，并保存全部证据。

第一次运行（模拟仪器）：

    steelyard init lab
    steelyard run "JJG 539" --bench lab/benches/scale.toml --subject lab/subjects/scale.toml
    steelyard report last -o documents

run、resume 的退出码：0 合格，1 不合格，2 拒绝或输入有误，3 中断（可继续），4 不确定，5 无效或不完整。
""",
    """
Runs verification regulations on a test bench and records the evidence.

A first run, on simulated instruments:

    steelyard init lab
    steelyard run "JJG 539" --bench lab/benches/scale.toml --subject lab/subjects/scale.toml
    steelyard report last -o documents

Exit codes of run and resume: 0 conform, 1 not conform, 2 refused or bad input, 3 interrupted (can be resumed), \
4 undecided, 5 invalid or incomplete.
""",
)

HELP = {
    **WEB,
    **OPTIONS,
    **LAW,
    **MATERIALS,
    **INTEGRITY,
    **CONFIRMATION,
    **CAMPAIGN,
    **SIGNATURES,
    **COMPULSORY,
    **DCC,
    **ENERGY,
    **EXCHANGE,
    **MONITOR,
    **DOCUMENTS,
    **REGISTERS,
    **REPORT,
    **RUN_LIST,
    **STANDARDS,
    **STATISTICS,
    **TARGETS,
    **SUSPICIOUS,
    **POWER,
    **RISK,
    **AGENT,
    **QUEUE,
    **CASE,
    **PACKAGES,
    **PROFILES,
    **DYNAMIC,
    **TODAY,
    **ACCOUNTS,
    **KEYS,
    **KIT,
    **WITNESS,
    "run": Text(
        "按检定日期有效的规程版本检定一台或多台计量器具，输出记录编号和结论。",
        "Verify an instrument by the edition in force on the date; prints the run id and the verdict.",
    ),
    "run --subject": Text(
        "被检计量器具文件；多工位时重复给出，依次为工位 1、2、3…",
        "Subject file: the nameplate of the instrument under test. Repeat it on a bench with positions: 1, 2, 3 …",
    ),
    "run --readings": Text(
        "从填好的记录表取读数，而不是从检定装置。", "Take the readings from a filled-in form instead of the bench."
    ),
    "run --override": Text(
        "特批一项开检条件（格式 条件:人员:理由）；有权人员见 people.toml，所有文件都会注明。可重复。",
        "Override a start condition; people.toml says who may, and every document shows it. Can be repeated.",
    ),
    "form": Text(
        "生成空白记录表：每个读数一行，填好后用于 `run --readings`。",
        "Write an empty record form with one row per reading, for `run --readings`.",
    ),
    "form --output": Text("要写的文件（.csv）；默认写到标准输出。", "File to write (.csv); default: standard output."),
    "form --force": Text("覆盖已有文件。", "Overwrite an existing file."),
    "plan": Text(
        "显示检定将如何进行：铭牌核对、项目、检定点及理由、时间。不接触任何仪器。多工位时按工位顺序给出各 --subject。",
        "Show what a run would do: nameplate check, items, points with reasons, duration. Touches nothing. On a bench with "
        "positions, name a --subject for each, in their order.",
    ),
    "resume": Text(
        "继续中断的检定；已有读数保留，被中断的读数重测。",
        "Resume an interrupted run. Completed readings are kept; the interrupted one is repeated.",
    ),
    "resume --bench": Text(
        "检定装置文件的新位置；内容必须不变。", "The bench file, if it has moved; its content must be the same."
    ),
    "resume --together": Text(
        "继续同一检定装置上同时中断的全部工位。",
        "Resume every position of the bench that was interrupted together with this run.",
    ),
    "resume --override": Text(
        "特批一项继续时未满足的开检条件（格式 条件:人员:理由）；规则与 run 相同：检定员和继续者不得特批。可重复。",
        "Override a start condition that is not met when the run goes on, as with run: neither the verifier nor who "
        "goes on may. Can be repeated.",
    ),
    "resume --operator": Text(
        "由谁继续，people.toml 中的编号；默认为原检定员。",
        "Who continues: an id in people.toml. Default: the verifier of the run.",
    ),
    "show": Text(
        "显示一次检定：项目、检定点、误差与限值、结论。", "Show one run: items, points, errors against limits, verdict."
    ),
    "show --unverified": Text("记录已被改动也照样显示。", "Show a run even if it is not what was written."),
    "export": Text(
        "导出一次检定：数据表，或供审核用的证据包。",
        "Export a run: a table for other software, or a bundle for an auditor.",
    ),
    "export --output": Text(
        "文件名：.csv、.parquet、.xlsx 或 .bundle。", "FILE.csv, FILE.parquet, FILE.xlsx or FILE.bundle."
    ),
    "replay": Text(
        "不接仪器，由记录复算结论：0 一致，1 不同。",
        "Recompute the verdict of a run from its journal: 0 identical, 1 differs.",
    ),
    "verify": Text(
        "核对记录的完整性：0 完整，1 指出第一处损坏。",
        "Check the integrity of runs: 0 intact, 1 names the first broken entry.",
    ),
    "verify --key": Text(
        "证据包的台站公钥，由其所有者提供。", "For a bundle: the public key of its station, from its owner."
    ),
    "verify [RUN]": Text(
        "记录编号、`last` 或证据包；省略时核对全部。", "Run id, `last`, or a bundle; every run if omitted."
    ),
    "amend": Text(
        "更正人员录入的一个值：生成引用原记录的新记录，原记录不变。",
        "Correct an entry of a person by a new run that cites the old one; the old run stays as it is.",
    ),
    "amend --address": Text(
        "该值的地址，见 `show --json` 和记录表。", "Address of the entry, as in `show --json` and in forms."
    ),
    "amend --value": Text("应录入的值，写法同记录表。", "What should have been entered, written as in a form."),
    "amend --reason": Text("理由；新记录的所有文件都会引用。", "The reason; every document of the new run cites it."),
    "amend --operator": Text("由谁更正，people.toml 中的编号。", "Who corrects it: an id in people.toml."),
    "amend --evidence": Text(
        "能证明正确值的依据，如纸质记录表号、照片。",
        "What shows the right value: the number of a paper form, a photograph.",
    ),
    "amend --checked-by": Text(
        "由谁对照依据核对，须为另一人且有 reviewer 职能。",
        "Who held the correction against the evidence: another person, with the function reviewer.",
    ),
    "amend --bench": Text(
        "检定装置文件，如果实验室文件夹已移动。", "The bench file, if the laboratory folder has moved."
    ),
    "reevaluate": Text(
        "标准器证书更正或撤回后复评已有记录：0 结论都不变，1 有改变。不写入任何记录。",
        "Re-evaluate stored runs with a corrected or withdrawn certificate: 0 nothing changes, 1 something does. Stores nothing.",
    ),
    "reevaluate --standard": Text(
        "标准器编号（standards.toml）或一份证书的编号。", "The standard, as in standards.toml, or one certificate."
    ),
    "reevaluate --as-of": Text("复评该日及以后的检定。", "Runs of this day and later are re-evaluated."),
    "reevaluate --certificate": Text("更正后的证书数据文件。", "The corrected fields of the certificate."),
    "reevaluate --also": Text(
        "一并复评另一记录库；可重复。", "A further store whose runs are re-evaluated; can be repeated."
    ),
    "reevaluate --cluster": Text(
        "dask 调度器的地址，如 tls://10.0.0.5:8786：由集群中的计算机复评；各机须能以同样的地址读取记录库，且程序版本相同。",
        "Scheduler of a dask cluster, such as tls://10.0.0.5:8786, whose computers decide; each reaches the stores under the "
        "same addresses and runs the same version.",
    ),
    "reevaluate --output": Text("把全部结果（JSON）写入此文件。", "Write the whole result to this file, as JSON."),
    "reevaluate --withdrawn": Text("没有任何有效证书。", "There is no valid certificate at all."),
    "regulations": Text(
        "列出已实现的规程：版本、日期、条款及数据核实程度；给出计量器具种类时并列显示各法域的要求。",
        "List what is implemented: editions, dates, clauses; of one kind of instrument, who asks what, side by side.",
    ),
    "regulations --kind": Text(
        "并列显示对此类计量器具的要求：scale、water-meter、pressure-gauge…",
        "Who asks what of a kind of instrument, side by side: scale, water-meter, pressure-gauge, …",
    ),
    "regulations --jurisdiction": Text(
        "只列此地：CN、OIML、ES、DE、NL…", "Only those of a jurisdiction: CN, OIML, ES, DE, NL, …"
    ),
    "regulations --date": Text("看哪一天实施的版本；默认今天。", "Editions in force on this day; default: today."),
    "regulations --stage": Text("只看此检定类别。", "Only this kind of verification."),
    "regulations --subject": Text(
        "以此铭牌计算检定点和限值；默认用各规程的示例。",
        "Points and limits of this instrument; default: the example of each.",
    ),
    "regulations --laboratory": Text("含自有规程的实验室文件夹。", "A laboratory folder with regulations of its own."),
    "regulations --missing": Text(
        "列出须核对印刷版原文的数据，逐条列出。", "What must be read in print, clause by clause, figure by figure."
    ),
    "regulations --output": Text("写出待填写的数据文件。", "Write the file to fill in."),
    "regulations [REG]": Text("显示该规程及其项目。", "Show this regulation with its items."),
    "simulate": Text(
        "在真实端口上提供模拟仪器，直到按 Ctrl-C。",
        "Serve the simulated instruments of a bench on real sockets until Ctrl-C.",
    ),
    "simulate BENCH": Text("含 [simulation] 的检定装置文件。", "A bench file with a [simulation] table."),
    "init": Text(
        "建立实验室文件夹：登记表、模拟检定装置、示例被检器具。",
        "Create a laboratory folder: registers, simulated benches, example subjects.",
    ),
    "init DIR": Text("新文件夹。", "A new folder."),
    **PROVINCE,
    "doctor": Text(
        "检查本机缺少什么，并给出安装命令。", "Check what this machine lacks; prints the command that installs it."
    ),
    "updates": Text(
        "列出哪些程序版本在存储中写过数据、在哪台计算机上、从何时起。",
        "List the versions of the program that have written in the store, on which computer and since when.",
    ),
    "new": Text(
        "在实验室文件夹中建立骨架（驱动程序等）。", "Create a skeleton (driver, ...) in the laboratory folder."
    ),
    "new regulation": Text(
        "在实验室文件夹中建立一个可立即运行的规程：模块、数据、检定装置、样品、标准、授权和测试。",
        "Create a regulation that runs at once: module, facts, bench, subjects, standards, authorisation, tests.",
    ),
    "new regulation NAME": Text("规程的名称，如 my_gauge。", "Name of the regulation, such as my_gauge."),
    "new regulation --laboratory": Text(
        "实验室文件夹；空文件夹先建立为实验室。", "The laboratory's folder; an empty one becomes a laboratory first."
    ),
    "example": Text(
        "写出某规程的模拟检定装置、合格与不合格样品，并给出运行命令。",
        "Write a simulated bench, a good and a bad subject for a regulation, and print the commands that run them.",
    ),
    "example REG": Text("规程编号。", "Number of the regulation."),
    "example --output": Text("新文件夹。", "A new folder."),
    "new driver": Text(
        "建立驱动程序、其模拟仪器和可通过的测试。",
        "Create a driver, its simulated instrument and passing tests in the laboratory folder.",
    ),
    "new driver NAME": Text("检定装置文件中用的名称，如 acme_9000。", "Name for bench files, such as acme_9000."),
    "new driver --laboratory": Text(
        "实验室文件夹，含 laboratory.toml。", "The laboratory folder, with its laboratory.toml."
    ),
    "new driver --unit": Text("仪器读数的单位。", "Unit of what the instrument reads."),
    **UNCERTAINTY,
    "--reason": Text("理由；记入台账。", "The reason; it stands in the ledger."),
    "backup": Text(
        "检定进行中也可把整个存储复制到文件：0 已复制且完整，1 已复制但不完整。",
        "Copy the store into a file while benches continue: 0 copied and intact, 1 copied but not intact.",
    ),
    "backup FILE": Text("尚不存在的文件。", "A file that does not exist yet."),
    "restore": Text(
        "由备份恢复存储（原处不得已有存储）：0 完整，1 指出损坏或缺失。",
        "Restore a store that does not exist from a copy: 0 intact, 1 names what is broken or missing.",
    ),
    "restore FILE": Text("`steelyard backup` 生成的备份。", "A copy made by `steelyard backup`."),
    "migrate": Text(
        "建立存储，或把旧存储升级到本版本；PostgreSQL 上由表的所有者执行。",
        "Create the store, or upgrade an older one; on PostgreSQL the owner of the tables does it.",
    ),
}
