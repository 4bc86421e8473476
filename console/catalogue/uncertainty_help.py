"""Help of `steelyard uncertainty`."""

from metrology.text import Text

UNCERTAINTY = {
    "uncertainty": Text(
        "按 GUM 和蒙特卡洛法评定不确定度预算，比较两者并输出预算表；多个结果连同协方差。",
        "Evaluate a budget by the GUM and by Monte Carlo, compare both, print the budget table; several results with their covariance.",
    ),
    "uncertainty BUDGET": Text(
        "预算文件（TOML）：模型、输入量、相关性；有 --at 时为运行号。",
        "Budget file (TOML): model, inputs, correlations; with --at, a run.",
    ),
    "uncertainty --at": Text(
        "已存校准结果的地址或其末段，如 10V/5V。", "Address of a stored calibration result, or its end, such as 10V/5V."
    ),
    "uncertainty --output": Text("把分布写成 .svg 或 .png。", "Write the distribution as .svg or .png."),
}
