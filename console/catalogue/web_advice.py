"""What a person at a page does about a refusal, where its words name a command, an option or a file of the laboratory.

Each pair is a piece of such a refusal as the command line shows it, with ``{…}`` for what differs, and what a page shows instead.
"""

from metrology.text import Text

_MANAGER = Text("请联系管理员", "ask a manager")
_RESTORED = Text(
    "请联系管理员核对库，必要时由备份恢复",
    "ask a manager to examine the store, and to restore it from a backup if need be",
)
_START_PAGE = Text("请在“开始”页的“检定装置”中选择", "choose it on the page Start, under Bench")
_ISSUED = Text("请先在“结果”页发证", "issue it on the page of its result first")
_OTHER_STANDARD = Text(
    "请选择另一检定装置，或请管理员为其换用合适的标准", "choose another bench, or ask a manager to give this one a better standard"
)  # fmt: skip

ADVICE: tuple[tuple[Text, Text], ...] = (
    # start gates; see `sequencer.gates.texts`
    (
        Text("请在台架文件 [standards] 中换用合适的标准", "name a better one in the bench file, [standards]"),
        _OTHER_STANDARD,
    ),
    (
        Text(
            "请在台架文件 [standards] 中换用其他标准器，或消除原因后恢复使用",
            "name another one in the bench file, [standards], or return it to use when the reason is removed",
        ),
        Text(
            "请选择另一检定装置，或请管理员在消除原因后恢复该标准器",
            "choose another bench, or ask a manager to return the standard to use when the reason is removed",
        ),
    ),
    (
        Text("请送检并登记新证书", "have it verified and enter the new certificate in standards.toml"),
        Text("请选择另一检定装置，或送检后请管理员登记新证书", "choose another bench, or have it verified and its new certificate registered by a manager"),
    ),
    (
        Text(
            "请导入温度记录（steelyard materials record），或由有权人员评价后放行（steelyard materials release）",
            "import its temperatures (steelyard materials record), or release the record (steelyard materials release)",
        ),
        Text(
            "请管理员导入其温度记录，或评价后放行", "ask a manager to import its temperatures, or to release the record"
        ),
    ),
    (
        Text("请在 standards.toml 中补全 traceable_to 与 [institutes]", "complete traceable_to and [institutes] in standards.toml"),
        Text("请管理员在标准器登记中补全溯源链；“计量标准”页显示其断处", "ask a manager to complete the chain; the page Standards shows where it is broken"),
    ),
    (
        Text(
            "请在台架文件 [standards] 中为该角色注明计量标准", "name one for that role in the bench file, [standards]"
        ),
        Text("请选择另一检定装置，或请管理员为其注明测量环境的标准器", "choose another bench, or ask a manager to name the standard that measures the environment on this one"),
    ),
    (
        Text("或更正 standards.toml 或台架文件", "or correct standards.toml or the bench file"),
        Text("或请管理员更正登记", "or ask a manager to correct what is registered"),
    ),
    (
        Text("或更正其位置、地址或铭牌文件", "or correct its position, its address or the subject file"),
        Text("或更正其工位；登记的铭牌由收发员更正", "or its position; a clerk corrects a nameplate in the register"),
    ),
    (
        Text("请在 people.toml 中登记，或用 --operator 指定他人", "enter it in people.toml, or name another verifier with --operator"),
        Text("请由具备资格的人员登录后检定，或请管理员登记其资格", "let a person who is authorised log in and verify, or ask a manager to register the authorisation"),
    ),
    (
        Text("或在 laboratory.toml 中更改政策", "or change the policy in laboratory.toml"),
        Text("或请管理员更改政策", "or ask a manager to change the policy"),
    ),
    (
        Text("请不要指定 --date，或由有权人员说明理由特批", "leave out --date, or have it overridden"),
        Text("请管理员校准本机时间，或由有权人员说明理由特批", "ask a manager to set the clock of this computer, or have it overridden"),
    ),
    (
        Text("请修复或腾出空间，或用 --store 另选", "correct that, or choose another store with --store"),
        Text("请管理员修复库或腾出空间", "ask a manager to mend the store or to make room"),
    ),
    # orders and benches
    (
        Text("；请用 steelyard jobs edit {job} --set regulation=…", ": steelyard jobs edit {job} --set regulation=…"),
        Text("；请收发员在任务中填写检定规程", "; a clerk enters it in the job"),
    ),
    (Text("；请用 --bench 指明其现在的位置", "; --bench names its new place"), Text("；请管理员恢复该文件", "; ask a manager to bring it back")),
    (Text("；请用 --bench 指明", "; say which with --bench"), Text(f"；{_START_PAGE.zh}", f"; {_START_PAGE.en}")),
    (
        Text("找不到检定装置文件 {bench}", "there is no bench file {bench}; --bench names another"),
        Text("找不到检定装置文件 {bench}；请在“检定装置”中另选", "there is no bench file {bench}; choose another under Bench"),
    ),
    (Text("；请用 --operator 指明", "; say which with --operator"), Text("；请由检定员登录后检定", "; let the verifier log in")),
    (
        Text("；重新检定请用 --follows {run}", "; a repetition states --follows {run}"),
        Text("；重新检定请另开任务", "; take the instrument in once more for a repetition"),
    ),
    (Text("--follows {run}：", "--follows {run}: "), Text("前次记录 {run}：", "the run before, {run}: ")),
    # a run that stopped
    (
        Text("然后 `steelyard resume`。", "then `steelyard resume`."),
        Text("然后按“继续检定”。", "then press Resume."),
    ),
    (
        Text("请用 run --readings 重新判定", "use run --readings again"),
        Text("请在填写记录表的页面重新判定", "decide it again on the page of its form"),
    ),
    (
        Text("请重新更正 {run}：steelyard amend {run2} …", "amend again: steelyard amend {run2} …"),
        Text("请更正人重新更正 {run2}", "the person who amended run {run2} does it again"),
    ),
    (Text("（laboratory.toml 中的 longest_rest_days）", " (longest_rest_days in laboratory.toml)"), Text("（实验室政策）", " (policy of the laboratory)")),
    (Text("；用 `steelyard resume` 继续", "; `steelyard resume` goes on with it"), Text("；请在“今日”页继续", "; resume it on the page Today")),
    (Text("继续：steelyard resume {run}", "Go on with: steelyard resume {run}"), Text("请在“今日”页继续", "Resume it on the page Today")),
    # people
    (Text("people.toml 中有 override 职能的是", "the function `override` in people.toml have"), Text("可以特批的有", "these may:")),
    (
        Text("people.toml 中没有可确认的核验员或批准人", "people.toml names no reviewer or approver who may"),
        Text("没有登记可确认的核验员或批准人；请联系管理员", "no reviewer or approver who may is registered; ask a manager"),
    ),
    (Text("people.toml 的 functions 中没有 reviewer", "functions in people.toml lack `reviewer`"), Text("没有核验员的职能", "the function of a reviewer is missing")),
    (Text("；--checked-by 须为另一人", "; --checked-by names another person"), Text("；须由另一人核对", "; another person must check it")),
    (Text("{person} 没有账户", "{person} has no account; `steelyard accounts list`"), Text("{person} 没有账户；请联系管理员", "{person} has no account; ask a manager")),
    (Text("：steelyard people add --key {person} --set name=…", ": steelyard people add --key {person} --set name=…"), Text(f"；{_MANAGER.zh}", f"; {_MANAGER.en}")),
    # campaigns
    (
        Text("尚未作结论", " is not decided: steelyard campaign decide"),
        Text("尚未作结论；请在其页面按“作结论”", " is not decided; press Decide on its page"),
    ),
    (
        Text("；请作结论", " is filled: steelyard campaign decide"),
        Text("；请在其页面按“作结论”", " is filled; press Decide on its page"),
    ),
    (
        Text("或用 --restart 重新开始", "or begin again with --restart"),
        Text("或在开始其单元的页面选择“重新开始”", "or choose Begin again on the page that starts the cell"),
    ),
    # documents
    (Text("：steelyard documents issue {run} -o FOLDER", ": steelyard documents issue {run} -o FOLDER"), Text(f"；{_ISSUED.zh}", f"; {_ISSUED.en}")),
    (Text("：steelyard documents issue {run} -o FOLDER", ": steelyard documents issue {run}"), Text(f"；{_ISSUED.zh}", f"; {_ISSUED.en}")),
    (Text("；请用 steelyard documents issue 重新写出", "; write it again: steelyard documents issue"), Text("；请在“结果”页重新打印", "; print it again from the page of its result")),
    # the store and its keys
    (
        Text("`steelyard verify` 说明何处有误；请由备份恢复库。", "`steelyard verify` says what is wrong; restore the store from a backup."),
        Text(f"{_RESTORED.zh}。", f"{_RESTORED.en[0].upper()}{_RESTORED.en[1:]}."),
    ),
    (Text("；`steelyard verify` 列出全部问题。", "; `steelyard verify` lists everything that is wrong."), Text(f"；{_RESTORED.zh}。", f"; {_RESTORED.en}.")),
    (Text("请核对记录：steelyard verify {run}", "Check the journal with: steelyard verify {run}"), Text("请在其记录页按“核对”", "Press Verify on the page of its record")),
    (
        Text(
            "请由其密钥受信任的人列入：`steelyard keys trust {key}.pub`；`steelyard keys list` 显示该文件的路径。原密钥丢失时请由备份恢复；全部密钥丢失时：`steelyard keys restart`。",
            "Somebody whose key it trusts lists it: `steelyard keys trust {key}.pub`; `steelyard keys list` shows the path of that file. If your old key is gone, restore it from its backup; if every key is lost: `steelyard keys restart`.",
        ),
        Text("请管理员将该密钥列为受信任。", "Ask a manager to have it trusted."),
    ),
    (Text("，--store 可指定另一个库", ", --store names another"), Text("", "")),
    (Text("`steelyard runs` 列出全部记录；--store 可指定另一个库。", "`steelyard runs` lists them; --store names another store."), Text("“历史”页列出全部记录。", "The page History lists them.")),
    (Text("；用 `steelyard regulations` 列出已实现的", "; `steelyard regulations` lists what is"), Text(f"；{_MANAGER.zh}", f"; {_MANAGER.en}")),
    (Text("该处是否在运行 `steelyard keys serve`？", "Is `steelyard keys serve` running there?"), Text("请管理员在该处启动密钥代理。", "Ask a manager to start it there.")),
)  # fmt: skip
"""In this order: a piece that holds another one stands before it."""
