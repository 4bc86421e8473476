"""Texts of `steelyard monitor enter`, `rollover` and `replaced`."""

from metrology.text import Text

_THREE = ("enter", "rollover", "replaced")
_STATING = ("rollover", "replaced")
HELP = {
    **{f"monitor {name} FILE": Text("监测文件（TOML）。", "The monitor file (TOML).") for name in _THREE},
    **{
        f"monitor {name} --meter": Text("计量器具在监测文件中的名称。", "Name of the meter in the monitor file.")
        for name in _THREE
    },
    **{
        f"monitor {name} --quantity": Text(
            "量，如 active_energy_import。", "The quantity, such as active_energy_import."
        )
        for name in _THREE
    },
    **{
        f"monitor {name} --by": Text(
            "何人：人员登记中的编号；默认为当前用户。",
            "Who: an id in the register of people; default: the user of this computer.",
        )
        for name in _THREE
    },
    **{
        f"monitor {name} --store": Text(
            "登记库，查证书和人员。", "The store whose registers know certificates and people."
        )
        for name in _THREE
    },
    "monitor enter": Text(
        "录入人工抄见的读数；已有数据的时刻不改。累计示值小于前一示值的不接受，除非写明原因。",
        "Enter a reading that a person took; an instant that has a value keeps it. A register that shows less than before is refused "
        "without a reason.",
    ),
    "monitor enter --period": Text(
        "采集周期，如 day；只有一个时可不写。", "The period, such as day; not needed where there is one."
    ),
    "monitor enter --instant": Text(
        "时刻，当地时间，如 2026-11-23T00:00；须与周期对齐。",
        "The instant at the place, as 2026-11-23T00:00, aligned to the period.",
    ),
    "monitor enter --value": Text("读数，数字照抄。", "The value, with the digits that were read."),
    "monitor enter --unit": Text("单位。", "Its unit."),
    "monitor enter --reason": Text(
        "读数与前后不符仍要录入的原因；该读数标为存疑。",
        "Why a reading is kept that does not fit those beside it; it is marked as doubtful.",
    ),
    "monitor rollover": Text(
        "写明累计示值过量程后从 0 重新计数；样本不改，用量按续计计算。",
        "State that a register passed its end and began at 0 again. Samples stay; amounts are counted on over it.",
    ),
    "monitor rollover --capacity": Text(
        "量程：显示回 0 前所计的数，如 999999.99 的为 1000000。",
        "What it counts before it shows 0 again, such as 1000000 where 999999.99 is its last value.",
    ),
    "monitor replaced": Text(
        "写明自某时刻起已换表；样本不改，用量按旧表止码和新表起码续计。",
        "State that another meter is there from an instant on. Samples stay; amounts are counted on from the last value of the old meter.",
    ),
    "monitor replaced --last": Text("旧表拆下时的示值。", "What the old meter showed when it was taken away."),
    "monitor replaced --first": Text("新表装上时的示值。", "What the new meter showed when it was fitted."),
    **{
        f"monitor {name} --instant": Text(
            "其后第一个样本的时刻，当地时间，如 2026-11-23T00:15。",
            "The instant of the first sample behind it, at the place, as 2026-11-23T00:15.",
        )
        for name in _STATING
    },
    **{f"monitor {name} --unit": Text("这些数的单位。", "Unit of these figures.") for name in _STATING},
    **{f"monitor {name} --reason": Text("依据，必填。", "What it rests on; required.") for name in _STATING},
    **{
        f"monitor {name} --withdraw": Text("撤回对该时刻所写明的。", "Withdraw what was stated of this instant.")
        for name in _STATING
    },
}
_OF = "plant.toml --meter W-3 --quantity volume --instant 2026-11-23T00:00"
EXAMPLES = {
    "monitor enter": f"monitor enter {_OF} --value 1234.5 --unit m³ --by A001",
    "monitor rollover": f"monitor rollover {_OF} --capacity 100000 --unit m³ --by A001 --reason 'photo 17'",
    "monitor replaced": f"monitor replaced {_OF} --last 8123.4 --first 0.2 --unit m³ --by A001 --reason 'job 12'",
}
STATED = Text("已写明；其后的示值加 {amount} {unit} 续计", "noted; from there on {amount} {unit} is added to count on")
WITHDRAWN = Text("已撤回", "withdrawn")
