"""What quantities are called in both languages, where a register names them in one.

Names of GB 3102 and ISO 80000, and those that registers of measurement standards use in China. A name that is not
listed is shown as it was written.
"""

from __future__ import annotations

import re
from typing import Final

from metrology.text import Text

ENGLISH: Final = {
    "长度": "Length", "里程": "Distance", "角度": "Angle", "平面角": "Plane angle", "面积": "Area",
    "体积": "Volume", "容量": "Volume", "时间": "Time", "时间间隔": "Time interval", "频率": "Frequency",
    "转速": "Rotational speed", "速度": "Speed", "加速度": "Acceleration", "质量": "Mass", "密度": "Density",
    "力": "Force", "力值": "Force", "力矩": "Torque", "扭矩": "Torque", "压力": "Pressure", "压强": "Pressure",
    "真空度": "Vacuum pressure", "黏度": "Viscosity", "粘度": "Viscosity", "硬度": "Hardness", "流量": "Flow rate",
    "水流量": "Water flow rate", "液体流量": "Liquid flow rate", "气体流量": "Gas flow rate",
    "质量流量": "Mass flow rate", "温度": "Temperature", "相对湿度": "Relative humidity", "湿度": "Humidity",
    "热量": "Heat", "电流": "Current", "直流电流": "DC current", "交流电流": "AC current", "电压": "Voltage",
    "直流电压": "DC voltage", "交流电压": "AC voltage", "电阻": "Resistance", "直流电阻": "DC resistance",
    "电容": "Capacitance", "电感": "Inductance", "电能": "Electric energy", "电量": "Electric charge",
    "功率": "Power", "电功率": "Electric power", "功率因数": "Power factor", "声压级": "Sound pressure level",
    "声级": "Sound level", "照度": "Illuminance", "亮度": "Luminance", "光强度": "Luminous intensity",
    "发光强度": "Luminous intensity", "吸光度": "Absorbance", "波长": "Wavelength", "透射比": "Transmittance",
    "浓度": "Concentration", "质量浓度": "Mass concentration", "体积分数": "Volume fraction",
    "质量分数": "Mass fraction", "摩尔分数": "Mole fraction", "酸度": "pH", "电导率": "Conductivity",
    "剂量": "Dose", "吸收剂量": "Absorbed dose", "剂量当量": "Dose equivalent", "活度": "Activity",
    "血压": "blood pressure", "心电": "ECG", "脑电": "EEG",
}  # fmt: skip
"""English names by the Chinese ones."""
QUALIFIED: Final = re.compile(r"(.+?)\s*[（(](.+)[）)]")


def quantity_name(written: str) -> Text:
    """What a quantity is called; a name in brackets behind it is looked up too.

    >>> quantity_name("压力（血压）").en, quantity_name("Mass").zh, quantity_name("抗滑值").en
    ('Pressure (blood pressure)', 'Mass', '抗滑值')
    """
    if written in ENGLISH:
        return Text(written, ENGLISH[written])
    if (parts := QUALIFIED.fullmatch(written)) and parts[1] in ENGLISH:
        return Text(written, f"{ENGLISH[parts[1]]} ({ENGLISH.get(parts[2], parts[2])})")
    return Text.same(written)
