"""Kinds of instrument that regulations are about: one list, so that editions of several jurisdictions can be found together."""

from __future__ import annotations

from typing import Final

from procedures.text import Text

OTHER: Final = "other"
KINDS: Final = {
    key: Text.of(names)
    for key, names in {
        "balance": "电子天平 | Balance",
        "barrel": "计量桶 | Measuring barrel",
        "belt-weigher": "皮带秤 | Belt weigher",
        "bone-densitometer": "骨密度仪 | Bone densitometer",
        "breath-analyser": "呼出气体酒精含量检测仪 | Breath alcohol analyser",
        "calorific-value-meter": "热值仪 | Calorific value meter",
        "carcass-grader": "胴体分级仪 | Carcass grader",
        "carbon-monoxide-detector": "一氧化碳检测报警器 | Carbon monoxide detector",
        "caliper": "卡尺 | Calliper",
        "catchweigher": "重力式自动分检衡器 | Automatic catchweigher",
        "charging-point": "电动汽车充电设施 | Electric vehicle charging point",
        "clinical-thermometer": "体温计 | Clinical thermometer",
        "cng-dispenser": "压缩天然气加气机 | Compressed gas dispenser",
        "ct-scanner": "医用CT | Computed tomography scanner",
        "density-meter": "密度计 | Density meter",
        "dial-indicator": "指示表 | Dial indicator",
        "digital-pressure-gauge": "数字压力计 | Digital pressure gauge",
        "dip-stick": "量油尺 | Dip stick",
        "discontinuous-totaliser": "非连续累计自动衡器 | Discontinuous totalising weigher",
        "dosimeter": "剂量计 | Dosimeter",
        "electricity-meter": "电能表 | Electricity meter",
        "electrocardiograph": "心电图机 | Electrocardiograph",
        "exhaust-analyser": "汽车排放气体测试仪 | Exhaust gas analyser",
        "fat-meter": "乳脂计 | Milk fat meter",
        "filling-machine": "重力式自动装料衡器 | Gravimetric filling instrument",
        "fuel-dispenser": "燃油加油机 | Fuel dispenser",
        "gas-detector": "可燃气体检测报警器 | Combustible gas detector",
        "gas-meter": "燃气表 | Gas meter",
        "gas-pressure-regulator": "燃气调压器 | Gas pressure regulator",
        "gas-volume-converter": "气体体积修正仪 | Gas volume conversion device",
        "glassware": "常用玻璃量器 | Laboratory glassware",
        "grain-moisture-meter": "谷物水分测定仪 | Grain moisture meter",
        "grain-tester": "容重器 | Grain test weight instrument",
        "heat-meter": "热能表 | Heat meter",
        "infusion-pump": "医用注射泵和输液泵 | Syringe and infusion pump",
        "instrument-transformer": "互感器 | Instrument transformer",
        "insulation-meter": "绝缘电阻表 | Insulation resistance meter",
        "length-measure": "长度量具 | Material measure of length",
        "level-gauge": "液位计 | Level gauge",
        "liquid-meter": "液体流量计 | Liquid flow meter",
        "load-cell": "称重传感器 | Load cell",
        "measuring-bottle": "计量瓶 | Measuring container bottle",
        "measuring-tool": "液体量具 | Measuring tool for liquids",
        "medical-accelerator": "医用电子加速器 | Medical electron accelerator",
        "micrometer": "千分尺 | Micrometer",
        "multimeter": "数字多用表 | Digital multimeter",
        "net-content": "定量包装商品净含量 | Net content of prepackages",
        "opacimeter": "透射式烟度计 | Opacimeter",
        "particle-counter": "粒子计数器 | Particle counter",
        "patient-monitor": "多参数监护仪 | Patient monitor",
        "ph-meter": "pH 计 | pH meter",
        "pipette": "移液器 | Piston pipette",
        "pressure-gauge": "压力表 | Pressure gauge",
        "pressure-transmitter": "压力变送器 | Pressure transmitter",
        "price-labeller": "自动贴标秤 | Automatic price-labelling instrument",
        "panel-meter": "指示仪表（电流、电压、功率） | Panel meter",
        "rail-weighbridge": "动态轨道衡 | Rail weighbridge in motion",
        "refractometer": "折射仪 | Refractometer",
        "resistance-thermometer": "热电阻 | Resistance thermometer",
        "scale": "非自动衡器 | Non-automatic weighing instrument",
        "serving-measure": "饮料计量杯 | Serving measure",
        "sound-calibrator": "声校准器 | Sound calibrator",
        "sound-level-meter": "声级计 | Sound level meter",
        "speed-meter": "机动车测速仪 | Vehicle speed meter",
        "sphygmomanometer": "血压计 | Sphygmomanometer",
        "stopwatch": "秒表 | Stopwatch",
        "tank": "容量罐 | Storage tank",
        "tank-truck-meter": "油罐车流量计 | Tank truck meter",
        "taximeter": "出租汽车计价器 | Taximeter",
        "temperature-indicator": "数字温度指示仪 | Temperature indicator",
        "temperature-recorder": "温度记录仪 | Temperature recorder",
        "thermocouple": "热电偶 | Thermocouple",
        "thermometer": "温度计 | Thermometer",
        "transport-container": "运输量罐 | Transport measuring container",
        "tyre-gauge": "轮胎压力表 | Tyre pressure gauge",
        "water-meter": "水表 | Water meter",
        "weight": "砝码 | Weight",
        "wheel-load-scale": "轮重仪 | Wheel load scale",
        "x-ray-source": "医用诊断X射线辐射源 | Diagnostic X-ray source",
        OTHER: "其他 | Other",
    }.items()
}


def kind_name(key: str) -> Text:
    """A kind in words; a kind of a laboratory's own is named by its key."""
    return KINDS.get(key, Text(key, key))
