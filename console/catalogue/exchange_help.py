"""Help and examples of `steelyard exchange` and `steelyard platform`."""

from metrology.text import Text

EXCHANGE = {
    "exchange": Text(
        "与监管平台交换：领取任务，上报结果，列出逾期未报的。平台写在实验室文件夹的 platforms.toml 中。",
        "Exchange with supervision platforms: tasks in, results out, and what is late. The platforms stand in platforms.toml "
        "in the laboratory's folder.",
    ),
    "exchange push": Text(
        "上报所有已发出而未上报的证书和结果通知书。未送达的留在发件箱，下次再报；每条只记一次，同一器具按先后顺序。"
        "退出码 1：有未送达或被退回的。",
        "Report every issued certificate and notice that is not reported yet. What is not delivered stays in the outbox for the "
        "next time; each is kept once, those of one instrument in order. Exit code 1: something was not delivered, or refused.",
    ),
    "exchange pull": Text(
        "领取新任务及其附件，并把已作的答复告知平台。",
        "Fetch new tasks and their files, and tell the platform what was answered.",
    ),
    "exchange pull --files": Text("把任务附件写到此文件夹。", "Write the files of tasks to this folder."),
    "exchange accept": Text(
        "受理任务：生成委托单，每台器具一个任务；未登记的单位和器具一并登记。",
        "Accept tasks: each becomes an order with a job for each instrument; users and instruments that are not registered "
        "are added.",
    ),
    "TASK...": Text("任务编号，见 exchange pull。", "Numbers of tasks, see `exchange pull`."),
    "TASK": Text("任务编号，见 exchange pull。", "Number of the task, see `exchange pull`."),
    "exchange refuse": Text("不受理任务，须给出原因代码。", "Refuse a task, with a reason code."),
    "exchange refuse --code": Text(
        "原因代码：scope 超出授权范围，capacity 近期无法安排，data 信息有误，duplicate 重复，withdrawn 器具已停用，other 其他。",
        "Reason code: scope, capacity, data, duplicate, withdrawn (the instrument is out of use), other.",
    ),
    "exchange refuse --note": Text("补充说明。", "What else is to be said."),
    "exchange retry": Text(
        "被平台退回的结果：按现在的记录和登记重新生成，排在其后的同一器具的结果也一并重新生成。",
        "Make a report that the platform refused again from the record and the registers as they are now, with those of the "
        "same instrument that wait behind it.",
    ),
    "DOCUMENT": Text("证书编号。", "Number of the document."),
    "exchange status": Text(
        "列出未上报、未答复的：逾期未报的在最前。期限按工作日计，见 platforms.toml 的 working_days 和 [calendar]。",
        "List what is not reported or not answered, what is late first. Days are working days: working_days and [calendar] in "
        "platforms.toml.",
    ),
    "exchange status --date": Text(
        "按此日计算期限；默认为今天。", "Day for which deadlines are counted; default: today."
    ),
    "--platform": Text(
        "平台在 platforms.toml 中的名称；只有一个时可不写。",
        "Name of the platform in platforms.toml; not needed for one.",
    ),
    "exchange push --lab": Text("实验室文件夹；默认为当前文件夹。", "The laboratory's folder; default: this one."),
    "exchange pull --lab": Text("实验室文件夹；默认为当前文件夹。", "The laboratory's folder; default: this one."),
    "exchange accept --lab": Text("实验室文件夹；默认为当前文件夹。", "The laboratory's folder; default: this one."),
    "exchange refuse --lab": Text("实验室文件夹；默认为当前文件夹。", "The laboratory's folder; default: this one."),
    "exchange retry --lab": Text("实验室文件夹；默认为当前文件夹。", "The laboratory's folder; default: this one."),
    "exchange status --lab": Text("实验室文件夹；默认为当前文件夹。", "The laboratory's folder; default: this one."),
    "--every": Text(
        "每隔若干分钟重复一次，直到按 Ctrl-C；0 表示只做一次。", "Repeat after so many minutes until Ctrl-C; 0: once."
    ),
    "platform": Text(
        "参考监管平台：接收各机构签名上报的结果，逐条核对、答复、保存一次，并按地区显示覆盖率。供省级平台试验各机构、机构自测之用。",
        "The reference platform: receives the signed results of institutes, checks and answers each, keeps each once, shows "
        "coverage per region. For a province that tests its institutes, and for an institute that tests itself.",
    ),
    "platform serve": Text(
        "启动平台：首页为覆盖率，/docs 为接口说明，/openapi.json 供程序读取。",
        "Serve the platform: the first page shows coverage, /docs describes the interface, /openapi.json is for programs.",
    ),
    "platform serve --name": Text("平台名称，显示在页面上。", "What the platform is called, shown on its page."),
    "platform serve --trial": Text(
        "测试平台：也接收模拟装置的结果。", "A platform for tests: results of simulated benches are taken too."
    ),
    "platform serve --host": Text("监听的地址；默认只限本机。", "Address to listen on; default: this computer only."),
    "platform serve --port": Text("端口；0 表示任选一个空闲端口。", "Port; 0 takes one that is free."),
    "platform serve --tls-certificate": Text("TLS 证书及其链（PEM）。", "Certificate for TLS with its chain (PEM)."),
    "platform serve --tls-key": Text(
        "TLS 私钥（PEM），与证书同时给出。", "Private key for TLS (PEM), with the certificate."
    ),
    "platform serve --log-days": Text(
        "请求记录保留的天数，默认 365；0 表示不按时间删除。删了什么，见 platform requests --removed。",
        "Days for which lines of the log of requests are kept, default 365; 0: none is removed for its age. What was removed: "
        "`platform requests --removed`.",
    ),
    "platform serve --log-lines": Text(
        "请求记录最多保留的行数，默认 2 000 000，先删最早的；0 表示不限。结果、文件、任务和回执从不删除。",
        "Lines of the log of requests that are kept at most, default 2,000,000, the oldest go first; 0: no limit. Results, "
        "files, tasks and receipts are never removed.",
    ),
    "--database": Text(
        "平台的数据库：SQLite 文件或 SQLAlchemy URL，与检定记录库分开。",
        "The platform's database: an SQLite file or an SQLAlchemy URL; it is no store of runs.",
    ),
    "platform register": Text(
        "登记工位的公钥（该工位的 steelyard keys list 指明文件）；只有登记的工位能访问平台。",
        "Register the public key of a station (its `steelyard keys list` names the file); only registered stations get in.",
    ),
    "platform register FILE.pub": Text(
        "工位的公钥文件；默认为本工位的。", "File with the public key of the station; default: that of this station."
    ),
    "platform register --institute": Text(
        "机构代号，与该机构 platforms.toml 中的 institute 相同。", "The institute, as its own platforms.toml names it."
    ),
    "platform register --station": Text("工位名称。", "What the station is called."),
    "platform register --division": Text("机构所在地行政区划代码。", "Division code of the institute."),
    "platform revoke": Text(
        "撤销密钥：此后一律拒绝；以前的结果不变。", "Refuse a key from now on; what it signed before stays."
    ),
    "platform revoke --reason": Text("原因。", "Why."),
    "platform revoke KEY": Text("密钥指纹，见 platform stations。", "Fingerprint of the key, see `platform stations`."),
    "platform stations": Text("列出已登记的工位。", "List the stations that are registered."),
    "platform tasks": Text(
        "向机构下达任务，全部或不下达。表格（.csv）每行一台器具，列为 task_id、institute、client.name、name、serial 等；"
        "或为 JSON 列表。",
        "Give tasks to institutes, all or none. A table (.csv) has a row for each instrument, with the columns task_id, "
        "institute, client.name, name, serial and others; or a list in JSON.",
    ),
    "platform tasks FILE": Text("任务文件（.csv 或 .json）。", "The file with the tasks (.csv or .json)."),
    "platform tasks --attach": Text(
        "附在每个任务上的文件；可重复。", "A file that goes with every task; can be repeated."
    ),
    "platform results": Text("列出收到的结果，最近的在前。", "List the results that were received, newest first."),
    "platform results --institute": Text("只列此机构的。", "Only those of an institute."),
    "platform results --limit": Text("最多列出多少条。", "How many at most."),
    "platform samples": Text(
        "列出各监测上报的采集点：样本数和最近的值。",
        "List what monitors sent: each point, its samples and its newest value.",
    ),
    "platform quality": Text(
        "一个月内各终端上报数据的质量：完整率、日累计与月值之差、时刻偏差。退出码 1：有不满足的。",
        "Quality of what monitors sent in a month: completeness, days against the month, punctuality. Exit code 1: a rule is not met.",
    ),
    "platform quality --month": Text("月份，如 2026-11。", "The month, as 2026-11."),
    "platform quality --institute": Text("只列此机构的。", "Only those of an institute."),
    "platform samples --institute": Text("只列此机构的。", "Only those of an institute."),
    "platform samples --limit": Text("最多列出多少条。", "How many at most."),
    "platform requests": Text("列出请求记录，最近的在前。", "List the log of requests, newest first."),
    "platform requests --removed": Text(
        "列出按规则删除了请求记录的哪些行。",
        "List what the rules removed of the log instead: times, number, institutes.",
    ),
    "platform requests --limit": Text("最多列出多少条。", "How many at most."),
    "platform stamp": Text(
        "请时间戳机构（RFC 3161）为见证树的树头加盖时间戳；没有新条目则不请。",
        "Have the head of the witness's tree stamped by a time-stamp authority (RFC 3161), where there is something new.",
    ),
    "platform stamp --authority": Text("时间戳机构的地址。", "Address of the time-stamp authority."),
    "platform stamp --trust": Text("为该机构作证的证书（PEM）。", "Certificates that vouch for the authority (PEM)."),
    "platform stamps": Text(
        "列出时间戳；给出 --trust 则逐个核对，并与见证树对照。退出码 1：有不符。",
        "List the time stamps; with --trust check each, and hold the tree against it. Exit code 1: something is wrong.",
    ),
    "platform stamps --trust": Text(
        "为时间戳机构作证的证书（PEM）。", "Certificates that vouch for the authorities (PEM)."
    ),
    "platform stamps --output": Text(
        "把每个树头和时间戳写到此文件夹，可用 openssl ts -verify 核对。",
        "Write each head and its token to this folder, for `openssl ts -verify`.",
    ),
    "platform verify": Text(
        "核对库中全部内容：编号连续，摘要、签名、文件与接收时一致。退出码 1：有不一致。",
        "Check everything that is kept: numbers without gaps, digests, signatures, files. Exit code 1: something differs.",
    ),
}

EXAMPLES = {
    "exchange push": "exchange push --every 15",
    "exchange pull": "exchange pull --files tasks",
    "exchange accept": "exchange accept T-2026-0001 --by A001",
    "exchange refuse": "exchange refuse T-2026-0002 --code scope",
    "exchange retry": "exchange retry 2026-000123",
    "exchange status": "exchange status --platform province",
    "platform serve": 'platform serve --name "示范省" --trial',
    "platform register": "platform register station.pub --institute KM-01 --station bench-1 --division 530102",
    "platform revoke": 'platform revoke 0123456789abcdef --reason "laptop lost"',
    "platform stations": "platform stations",
    "platform tasks": "platform tasks tasks.csv --attach application.pdf",
    "platform results": "platform results --institute KM-01",
    "platform samples": "platform samples --institute KM-01",
    "platform quality": "platform quality --month 2026-11",
    "platform requests": "platform requests --limit 100",
    "platform stamp": "platform stamp --authority https://tsa.example/ --trust tsa.pem --every 60",
    "platform stamps": "platform stamps --trust tsa.pem",
    "platform verify": "platform verify",
}
