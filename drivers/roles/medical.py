"""Roles of medicine: what is set on a radiation source, on a simulator of signals. Errors as in `drivers.errors`.

They are sources of several quantities whose commands a person reads in words.
"""

from decimal import Decimal
from typing import Final, Protocol, runtime_checkable

from drivers.roles.general import MultiSource
from drivers.roles.marks import Words, command

_QUANTITIES: Final = {
    "kv": ("管电压", "the tube voltage"),
    "ma": ("管电流", "the tube current"),
    "time": ("加载时间", "the loading time"),
    "mas": ("电流时间积", "the current time product"),
    "thickness": ("层厚", "the slice thickness"),
    "dose": ("预置剂量", "the preset dose"),
    "iodine": ("模体的碘浓度（更换模体部位）", "the iodine content, by another part of the phantom,"),
    "bmc": ("骨矿含量样品（更换样品）", "the bone mineral content, by another sample,"),
    "width": ("骨横径样品（更换样品）", "the bone width, by another sample,"),
    "bmd": ("骨密度样品（更换样品）", "the bone mineral density, by another sample,"),
    "amplitude": ("信号幅度", "the amplitude of the signal"),
    "frequency": ("信号频率", "the frequency of the signal"),
    "interval": ("信号周期", "the period of the signal"),
    "gain": ("被检灵敏度", "the sensitivity of the recorder"),
    "speed": ("被检记录速度", "the recording speed of the recorder"),
    "systolic": ("收缩压", "the systolic pressure"),
    "diastolic": ("舒张压", "the diastolic pressure"),
    "heart_rate": ("心率", "the heart rate"),
    "pressure": ("静态压力", "the static pressure"),
    "pulse_rate": ("脉率", "the pulse rate"),
    "spo2": ("血氧饱和度", "the oxygen saturation"),
    "co2": ("二氧化碳浓度", "the carbon dioxide content"),
    "respiration": ("呼吸频率", "the respiration rate"),
}


def _setting(quantity: str, value: str, unit: str) -> Words:
    zh, en = _QUANTITIES.get(quantity, (quantity, quantity))
    return Words(f"将{zh}设为 {value} {unit} 并待稳定", f"set {en} to {value} {unit} and let it settle")


@runtime_checkable
class RadiationSource(MultiSource, Protocol):
    """A source of radiation of medicine; what it says of itself is on its panel."""

    @command("", "", worded=_setting, energises=True)
    def apply_to(self, quantity: str, value: Decimal, unit: str) -> None:
        """Expose with this setting; see `MultiSource.apply_to`."""
        ...


@runtime_checkable
class PatientSimulator(MultiSource, Protocol):
    """A simulator of a patient's signals: electrocardiogram, cuff pressure, pulse, respiration."""

    @command("", "", worded=_setting, energises=True)
    def apply_to(self, quantity: str, value: Decimal, unit: str) -> None:
        """Give out this signal; see `MultiSource.apply_to`."""
        ...


@runtime_checkable
class InfusionPump(Protocol):
    """A syringe or infusion pump, worked by a person."""

    @command("将流量设为 {flow} {unit} 并启动", "set the flow to {flow} {unit} and start", energises=True)
    def start(self, flow: Decimal, unit: str) -> None:
        """Deliver at this flow; the timer of the collection starts with it."""
        ...

    @command("停止泵", "stop the pump", makes_safe=True)
    def stop(self) -> None:
        """Deliver no more; the timer of the collection stops with it."""
        ...

    @command(
        "将阻塞报警设为 {threshold} {unit}，启动泵，关闭管路，等待报警",
        "set the occlusion alarm to {threshold} {unit}, start the pump, close the line and wait for the alarm",
        energises=True,
    )
    def occlude(self, threshold: Decimal, unit: str) -> None:
        """Let the pump alarm against a closed line; return when it does."""
        ...
