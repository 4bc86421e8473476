"""Help and messages of `steelyard dynamic`."""

from metrology.text import Text

RECORDING = Text("CSV 文件：时间（s）与值两列。", "CSV file of two columns, time in s and value.")
REFERENCE = Text("标准器的记录（CSV）。", "Recording of the reference (CSV).")
OTHER = Text("另一台仪器的记录（CSV）。", "Recording of the other instrument (CSV).")
RESOLUTION = Text("记录值的分辨力。", "Resolution of the values.")
DYNAMIC = {
    "dynamic": Text(
        "动态测量的记录：阶跃、正弦、扫频、两个时钟的时差、过程旁的在线比对。",
        "Recordings of dynamic measurements: step, sine, sweep, skew of two clocks, comparison beside a process.",
    ),
    "dynamic step": Text(
        "拟合阶跃响应：参数及其不确定度与协方差，t10、t50、t63、t90。",
        "Fit a step response: parameters with their uncertainty and covariance, t10, t50, t63, t90.",
    ),
    "dynamic step FILE": Text(
        "CSV 文件：时间（s，输入阶跃时刻为 0）与值两列。",
        "CSV file of two columns, time in s (0 is the step at the input) and value.",
    ),
    "dynamic step --model": Text(
        "模型：first_order、first_order_delay（含纯滞后）、second_order。",
        "Model: first_order, first_order_delay (with dead time), second_order.",
    ),
    "dynamic step --resolution": RESOLUTION,
    "dynamic step --input": Text("输入的变化量；给出增益。", "Change of the input; gives the gain."),
    "dynamic sine": Text(
        "拟合正弦：幅值、相位、直流分量；加 --fit-frequency 时连同频率。",
        "Fit a sine: amplitude, phase, offset; with --fit-frequency its frequency too.",
    ),
    "dynamic sine FILE": RECORDING,
    "dynamic sine --frequency": Text("频率，Hz。", "Frequency in Hz."),
    "dynamic sine --fit-frequency": Text(
        "四参数拟合：频率也由记录求得。", "Fit four parameters: the frequency is found too."
    ),
    "dynamic sine --resolution": RESOLUTION,
    "dynamic sweep": Text(
        "给出扫频各点的增益、相位及其协方差和所对应的一阶系统：0 符合，1 不是一阶系统。",
        "Show gain and phase of a sweep with their covariance, and the first-order system that it shows: 0, or 1 where none.",
    ),
    "dynamic sweep FILE": Text(
        "TOML 文件：每个频率的输入、输出记录。", "TOML file: recordings of input and output at each frequency."
    ),
    "dynamic skew": Text(
        "由两台仪器对同一信号的记录求时钟的时差：0，超过允许值时 1。",
        "Find what one clock is ahead of another in recordings of one signal: 0, or 1 where more than allowed.",
    ),
    "dynamic skew REFERENCE": REFERENCE,
    "dynamic skew OTHER": OTHER,
    "dynamic skew --allowed": Text("允许的最大时差，s。", "Largest skew allowed, in s."),
    "dynamic skew --time-step": Text("时间标记的分辨力，s。", "To what the time stamps are known, in s."),
    "dynamic compare": Text(
        "在运行的过程旁比较两台仪器：窗口内的 E 及其不确定度、过程的漂移和稳定性。",
        "Compare two instruments beside a running process over a window: E with its uncertainty, drift, stability.",
    ),
    "dynamic compare REFERENCE": REFERENCE,
    "dynamic compare OTHER": Text("被测仪器的记录（CSV）。", "Recording of the instrument under test (CSV)."),
    "dynamic compare --from": Text("读数窗口的开始，s。", "Beginning of the window in s."),
    "dynamic compare --to": Text("读数窗口的结束，s。", "End of the window in s."),
    "dynamic compare --skew": Text(
        "被测仪器的时钟超前多少 s；按此修正其时间。",
        "What the clock of the instrument under test is ahead, in s; its times are corrected by it.",
    ),
    "dynamic compare --alignment": Text(
        "时间对准的标准不确定度，s，含流体输送时间。",
        "Standard uncertainty of the alignment in s, transport time included.",
    ),
}
EXAMPLES = {
    "dynamic step": "dynamic step response.csv --model first_order_delay --resolution 0.01",
    "dynamic sine": "dynamic sine output.csv --frequency 5",
    "dynamic sweep": "dynamic sweep sweep.toml",
    "dynamic skew": "dynamic skew marker_reference.csv marker_sensor.csv --allowed 0.010",
    "dynamic compare": "dynamic compare reference.csv meter.csv --from 0 --to 300 --alignment 2",
}
QUANTITY, VALUE, U = Text("量", "Quantity"), Text("值", "Value"), Text("标准不确定度 u", "u")
EXPANDED, UNIT = Text("U (k = 2)", "U (k = 2)"), Text("单位", "Unit")
CORRELATION = Text("相关系数 r({pair}) = {r}", "correlation r({pair}) = {r}")
REMARK = Text("{text}", "{text}")
NO_NUMBER = Text("{given} 不是数", "{given} is no number")
