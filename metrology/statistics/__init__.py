"""Statistics of readings: spread, outliers, comparisons, analysis of variance, lines, control charts.

Results are floats for uncertainty, plots and tests of significance. What is compared with a limit of a regulation
stays in Decimal and is computed by `procedures.kit`. Sums are formed without rounding, so the digits of the readings
are all kept.
"""

from metrology.statistics.anova import (
    OneWayAnova,
    one_way_anova,
)
from metrology.statistics.capability import Capability, process_capability
from metrology.statistics.constants import c4, d2, d3
from metrology.statistics.control_charts import (
    ControlChart,
    ControlChartPair,
    individuals_chart,
    mean_and_deviation_chart,
    unnatural_patterns,
)
from metrology.statistics.descriptive import (
    Repeatability,
    mean,
    repeatability,
    standard_deviation,
)
from metrology.statistics.dixon import DixonTest, dixon, dixon_critical_value, dixon_ratios
from metrology.statistics.exact_sums import Number
from metrology.statistics.fit import fit_line
from metrology.statistics.line import LineFit, Prediction
from metrology.statistics.outliers import (
    CochranTest,
    OutlierTest,
    cochran,
    grubbs,
    grubbs_critical_value,
)
from metrology.statistics.scores import EnScore, en_score
from metrology.statistics.significance import (
    SignificanceTest,
    t_critical_value,
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
    "Prediction",
    "Repeatability",
    "SignificanceTest",
    "c4",
    "cochran",
    "d2",
    "d3",
    "dixon",
    "dixon_critical_value",
    "dixon_ratios",
    "en_score",
    "fit_line",
    "grubbs",
    "grubbs_critical_value",
    "individuals_chart",
    "mean",
    "mean_and_deviation_chart",
    "one_way_anova",
    "process_capability",
    "repeatability",
    "standard_deviation",
    "t_critical_value",
    "unnatural_patterns",
    "welch_t_test",
]
