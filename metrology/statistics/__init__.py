"""Statistics of readings: spread, outliers, comparisons, analysis of variance, lines, control charts.

Results are floats for uncertainty, plots and tests of significance. What is compared with a limit of a regulation
stays in Decimal and is computed by `procedures.kit`. Sums are formed without rounding, so the digits of the readings
are all kept.
"""

from metrology.statistics.anova import (
    OneWayAnova,
    anova_from_summary,
    effective_group_size,
    one_way_anova,
    standard_deviation_of_means,
)
from metrology.statistics.capability import Capability, process_capability
from metrology.statistics.constants import c4, d2, d3
from metrology.statistics.control_charts import (
    ControlChart,
    ControlChartPair,
    individuals_chart,
    mean_and_deviation_chart,
    mean_and_range_chart,
    unnatural_patterns,
)
from metrology.statistics.descriptive import (
    RangeEstimate,
    Repeatability,
    autocorrelation,
    mean,
    pooled_standard_deviation,
    range_coefficient,
    range_method,
    repeatability,
    standard_deviation,
)
from metrology.statistics.dixon import DixonTest, dixon, dixon_critical_value, dixon_ratios
from metrology.statistics.exact_sums import Number
from metrology.statistics.fit import fit_line, residuals
from metrology.statistics.line import LineFit, Prediction
from metrology.statistics.outliers import (
    CochranTest,
    OutlierTest,
    cochran,
    grubbs,
    grubbs_critical_value,
    grubbs_repeated,
)
from metrology.statistics.robust import RobustEstimate, algorithm_a
from metrology.statistics.scores import EnScore, Performance, Score, en_score, z_score
from metrology.statistics.significance import (
    SignificanceTest,
    f_test,
    t_critical_value,
    t_test_one_sample,
    t_test_paired,
    t_test_two_sample,
    welch_t_test,
)

__all__ = [
    "Capability",
    "CochranTest",
    "ControlChart",
    "ControlChartPair",
    "DixonTest",
    "EnScore",
    "LineFit",
    "Number",
    "OneWayAnova",
    "OutlierTest",
    "Performance",
    "Prediction",
    "RangeEstimate",
    "Repeatability",
    "RobustEstimate",
    "Score",
    "SignificanceTest",
    "algorithm_a",
    "anova_from_summary",
    "autocorrelation",
    "c4",
    "cochran",
    "d2",
    "d3",
    "dixon",
    "dixon_critical_value",
    "dixon_ratios",
    "effective_group_size",
    "en_score",
    "f_test",
    "fit_line",
    "grubbs",
    "grubbs_critical_value",
    "grubbs_repeated",
    "individuals_chart",
    "mean",
    "mean_and_deviation_chart",
    "mean_and_range_chart",
    "one_way_anova",
    "pooled_standard_deviation",
    "process_capability",
    "range_coefficient",
    "range_method",
    "repeatability",
    "residuals",
    "standard_deviation",
    "standard_deviation_of_means",
    "t_critical_value",
    "t_test_one_sample",
    "t_test_paired",
    "t_test_two_sample",
    "unnatural_patterns",
    "welch_t_test",
    "z_score",
]
