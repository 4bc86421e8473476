"""The catalogue of terms: what a symbol is called in columns, questions and on documents, in both languages.

Keys are ASCII, since addresses in the journal are made of them. A regulation repeats no term; one that only it needs
stands in the table ``[terms]`` of its data file, written in the same way.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from procedures.text import Text


class Term(NamedTuple):
    """One term.

    Attributes:
        symbol: As printed in formulas.
        name: What it is called.
    """

    symbol: str
    name: Text


def term(text: str) -> Term:
    """Read ``symbol | 中文 | English``."""
    symbol, zh, en = (part.strip() for part in text.split("|"))
    return Term(symbol, Text(zh, en))


_ROWS = {
    # values
    "ref": "x₀ | 标准值 | Reference value",
    "x": "x | 示值 | Indication",
    "before": "x′ | 轻敲前示值 | Indication before tapping",
    "after": "x | 轻敲后示值 | Indication after tapping",
    "E": "E | 示值误差 | Error of indication",
    "E_up": "E↑ | 升程误差 | Error, ascending",
    "E_down": "E↓ | 降程误差 | Error, descending",
    "H": "H | 回程误差 | Hysteresis error",
    "D": "D | 轻敲位移 | Displacement by tapping",
    "dx": "Δx | 偏差 | Deviation",
    "p": "p | 检定点 | Point",
    "zero": "Δ₀ | 零位误差 | Zero error",
    "MPE": "MPE | 最大允许误差 | Maximum permissible error",
    "limit": "lim | 允许值 | Limit",
    "U_exp": "U | 扩展不确定度 | Expanded uncertainty",
    "k_exp": "k | 包含因子 | Coverage factor",
    "s": "s | 重复性 | Repeatability",
    "R": "R | 极差 | Range",
    "gamma": "γ | 相对误差 | Relative error",
    "delta": "δ | 相对偏差 | Relative deviation",
    "y": "y | 测得值 | Measured value",
    "y0": "y₀ | 参考点测得值 | Measured value at the reference",
    "dy": "Δ | 与参考点之差 | Difference from the reference",
    "drop": "Δp | 下降值 | Drop",
    "y1": "y₁ | 测得值 1 | Measured value 1",
    "y2": "y₂ | 测得值 2 | Measured value 2",
    "s_rel": "s_r | 相对实验标准偏差 | Relative standard deviation",
    "ratio": "q | 比值 | Ratio",
    "L_rel": "δ_L | 非线性 | Non-linearity",
    "r": "r | 相关系数 | Correlation coefficient",
    # time, pulses, energy, power
    "t": "t | 时间 | Time",
    "tr": "t_r | 响应时间 | Response time",
    "Ut": "U(t_r) | 响应时间的扩展不确定度 | U (k = 2) of the response time",
    "recording": "— | 响应记录 | Recording of the response",
    "n": "n | 脉冲数 | Pulses",
    "N": "N | 选定脉冲数 | Chosen number of pulses",
    "f": "f | 脉冲频率 | Pulse frequency",
    "P": "P | 标准功率 | Reference power",
    "W": "W | 标准电能 | Reference energy",
    "W0": "W₀ | 标准电能 | Reference energy",
    "dial": "W′ | 计度器电能 | Energy by the register",
    # temperature and resistance
    "t0": "t₀ | 标准温度 | Reference temperature",
    "R0": "R₀ | 0 °C 电阻 | Resistance at 0 °C",
    "R100": "R₁₀₀ | 100 °C 电阻 | Resistance at 100 °C",
    "Rt": "Rₜ | 检定点电阻 | Resistance at the point",
    "tau": "τ | 被检示值 | Indication under test",
    "dt": "Δt | 温度偏差 | Deviation of temperature",
    "alpha": "α | 电阻温度系数 | Temperature coefficient of resistance",
    # volume and flow
    "Q": "Q | 流量 | Flow rate",
    "V0": "V₀ | 初始示值 | Indication before",
    "V1": "V₁ | 终止示值 | Indication after",
    "dV": "ΔV | 示值变化 | Change of the indication",
    "m0": "m₀ | 初始质量 | Mass before",
    "m1": "m₁ | 终止质量 | Mass after",
    "tw": "t | 水温 | Water temperature",
    "rho": "ρ | 水的密度 | Density of water",
    "VJ": "V_J | 加油机示值 | Volume shown",
    "VB": "V_B | 量器 20 °C 示值 | Volume in the measure at 20 °C",
    "VBt": "V_Bt | 量器实际体积 | Actual volume",
    "tJ": "t_J | 油枪处油温 | Temperature at the nozzle",
    "tB": "t_B | 量器内油温 | Temperature in the measure",
    "Emax": "E_max | 最大误差 | Largest error",
    "Emin": "E_min | 最小误差 | Smallest error",
    "Va": "Va | 实际体积 | Actual volume",
    "Q1": "Q₁ | 最小流量 Q1 | Minimum flow rate Q1",
    "Q2": "Q₂ | 分界流量 Q2 | Transitional flow rate Q2",
    "Q3": "Q₃ | 常用流量 Q3 | Permanent flow rate Q3",
    "E_Q1": "E(Q₁) | 最小流量的误差 | Error at Q1",
    "E_Q2": "E(Q₂) | 分界流量的误差 | Error at Q2",
    "E_Q3": "E(Q₃) | 常用流量的误差 | Error at Q3",
    # weighing
    "L": "L | 载荷 | Load",
    "I": "I | 示值 | Indication",
    "dL": "ΔL | 附加载荷 | Additional load",
    "E0": "E₀ | 零点误差 | Error at zero",
    "Ec": "Ec | 修正误差 | Corrected error",
    "I1": "I₁ | 初始示值 | First indication",
    "taken": "Δm | 取下小砝码 | Pieces taken away",
    "I2": "I₂ | 取下小砝码后示值 | Indication with pieces taken away",
    "I3": "I₃ | 加放 1.4 d 后示值 | Indication after 1.4 d",
    "required": "I₁ + d | 应为 | Required indication",
    "spread": "ΔP | 最大差值 | Spread",
    "I_mean": "Ī | 平均示值 | Mean indication",
    "E_mean": "Ē | 平均误差 | Mean error",
    "sd": "s | 标准偏差 | Standard deviation",
    "F": "F | 装料质量 | Mass of the fill",
    "F_mean": "F̄ | 平均装料质量 | Mean of the fills",
    "dev": "δ | 与平均值的偏差 | Deviation from the mean",
    "T0": "T₀ | 初始累计值 | Total before",
    "T1": "T₁ | 终止累计值 | Total after",
    "T2": "T₂ | 第二装置累计值 | Total of the second device",
    "dT": "ΔT | 两装置之差 | Difference of the devices",
    "z0": "z₀ | 零点累计初值 | Zero total before",
    "z1": "z₁ | 零点累计终值 | Zero total after",
    "z": "z | 零点变化 | Change of zero",
    "z_empty": "z₁ | 空载零点变化 | Change of zero, empty",
    "z_loaded": "z₂ | 加载零点变化 | Change of zero, loaded",
    "dz": "Δz | 零点变化之差 | Difference of the changes of zero",
    "v": "v | 速度 | Speed",
    "dv": "δv | 速度偏差 | Deviation of the speed",
    "W_train": "W | 列车示值 | Mass of the train shown",
    "L_train": "ΣL | 参考车总质量 | Mass of the reference wagons",
    "n_beyond": "n₁ | 超差结果数 | Results beyond the limit",
    "share": "p | 超差比例 | Share beyond the limit",
    "E_set": "Eₛ | 设定误差 | Set value error",
    "U": "U | 单价 | Unit price",
    "price": "p | 显示价格 | Price shown",
    # prepackages
    "lot": "N | 批量 | Lot size",
    "sample": "n | 样本量 | Sample size",
    "accept": "c | 允许超出 T 的件数 | Packages that may exceed T",
    "factor": "λ | 修正因子 | Correction factor",
    "product_density": "ρ | 内容物密度 | Density of the product",
    "gross": "G | 毛重 | Gross mass",
    "tare": "P | 皮重 | Mass of the packaging",
    "net": "m | 净重 | Net mass",
    "tare_mean": "P̄ | 平均皮重 | Mean mass of the packaging",
    "tare_s": "s(P) | 皮重标准偏差 | Standard deviation of the packaging",
    "sieve": "m₀ | 空筛质量 | Mass of the empty sieve",
    "drained": "m₁ | 沥干后与筛的质量 | Mass with the drained solids",
    "content": "q | 实际含量 | Actual content",
    "Qn": "Qₙ | 标注净含量 | Nominal quantity",
    "dq": "D | 偏差 | Deviation",
    "tolerated": "T | 允许短缺量 | Tolerable deficiency",
    "beyond": "— | 短缺超出 T 的量 | Shortage beyond T",
    "defectives": "n₁ | 短缺大于 T 的件数 | Packages short by more than T",
    "content_mean": "q̄ | 平均实际含量 | Mean content",
    "content_s": "s | 标准偏差 | Standard deviation",
    "content_R": "R | 极差 | Range",
    "dry": "m₀ | 空瓶质量 | Mass of the dry bottle",
    "filled": "m₁ | 注满后质量 | Mass of the filled bottle",
    "water_temperature": "t | 水温 | Temperature of the water",
    "volume": "V | 20 °C 容量 | Capacity at 20 °C",
    "raised": "q̄′ | 修正结果 | Mean with its allowance",
    # weighing in air
    "ta": "t | 空气温度 | Air temperature",
    "hr": "h | 相对湿度 | Relative humidity",
    "pa": "p | 大气压力 | Air pressure",
    "rho_a": "ρₐ | 空气密度 | Air density",
    "IA1": "I_A1 | 标准砝码示值 1 | Reference weight, 1",
    "IB1": "I_B1 | 被检砝码示值 1 | Weight under test, 1",
    "IB2": "I_B2 | 被检砝码示值 2 | Weight under test, 2",
    "IA2": "I_A2 | 标准砝码示值 2 | Reference weight, 2",
    "dI": "ΔI | 示值差 | Difference",
    "mr": "m_r | 标准砝码 | Reference weight",
    "m_nom": "m₀ | 标称值 | Nominal value",
    "C": "C | 空气浮力修正系数 | Factor of the buoyancy correction",
    "mc": "m_c | 约定质量 | Conventional mass",
    "dm": "δm | 与标称值之差 | Deviation",
    "U_k2": "U | 扩展不确定度 | U (k = 2)",
    "Kt": "K(t) | 换算系数 | Factor K(t)",
    "V": "V | 实际容量 | Actual volume",
    "Vm": "V̄ | 平均实际容量 | Mean actual volume",
    "M": "µ₀M | 极化强度 | Polarisation",
    # what identifies an instrument
    "software": "— | 软件标识 | Software identification",
    "seal": "— | 封印编号 | Seal number",
    "photograph": "— | 照片 | Photograph",
    "file": "— | 文件 | File",
    "nameplate": "— | 铭牌 | Nameplate",
    "seals": "— | 封印 | Seals",
    "installation": "— | 安装 | Installation",
    "stated": "— | 登记值 | Stated",
    "found": "— | 实际值 | Found",
    # keys of points
    "up": "↑ | 升 | up",
    "down": "↓ | 降 | down",
    "before_up": "— | 升压前 | before rising",
    "after_down": "— | 降压后 | after falling",
    "centre": "— | 中心 | centre",
    "empty": "— | 空载 | empty",
    "loaded": "— | 加载 | loaded",
    "difference": "— | 差值 | difference",
    "reference": "— | 参考 | reference",
    "at_rest": "— | 静置 | at rest",
    "left": "— | 左侧 | left",
    "right": "— | 右侧 | right",
    "mean": "— | 平均误差 | mean error",
    "deviation": "— | 标准偏差 | standard deviation",
}
TERMS: Mapping[str, Term] = {key: term(row) for key, row in _ROWS.items()}
_OWN: ContextVar[Mapping[str, Term] | None] = ContextVar("terms of the edition", default=None)


@contextmanager
def own_terms(terms: Mapping[str, Term]) -> Iterator[None]:
    """Inside, the terms of an edition stand before those of the catalogue: two editions may use one key otherwise."""
    token = _OWN.set(terms)
    try:
        yield
    finally:
        _OWN.reset(token)


def known_term(key: str) -> Term | None:
    """The term of the edition that is examined, else that of the catalogue; None where neither knows the key."""
    return (_OWN.get() or {}).get(key) or TERMS.get(key)


def printed_symbol(key: str) -> str:
    """The symbol of a key in formulas; a key without a term stands for itself.

    >>> printed_symbol("E_up"), printed_symbol("z")
    ('E↑', 'z')
    """
    found = known_term(key)
    return key if found is None else found.symbol
