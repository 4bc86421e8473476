"""Texts of the demonstration province."""

from typing import Final

from metrology.text import Text

PARTS: Final = {
    "runs": Text("在模拟检定装置上检定 {done}/{of}", "verifications on simulated benches {done}/{of}"),
    "samplings": Text("监督抽查 {done}/{of}", "supervision samplings {done}/{of}"),
    "lots": Text("在用水表批 {done}/{of}", "lots of water meters in service {done}/{of}"),
    "others": Text("检验批、防作弊检测、能源审查 {done}/{of}", "lots, investigations, reviews {done}/{of}"),
    "foundation": Text("基础数据 {done}/{of}", "foundation {done}/{of}"),
    "stock": Text("计量器具台账 {done}/{of}", "instruments {done}/{of}"),
    "year": Text("一年的工作，第 {done}/{of} 天", "a year of work, day {done}/{of}"),
}
MADE: Final = Text(
    "{folder}：演示省已建成，{changes} 次变更；种子 {seed}，规模 {size}，截至 {until}",
    "{folder}: the demonstration province is made, {changes} changes; seed {seed}, size {size}, until {until}",
)
COVERAGE_MAP: Final = Text("受检率（存量）", "Coverage (stock)")
MAP: Final = Text("地图：{path}", "map: {path}")
HELP: Final = {
    "rates coverage --map": Text(
        "写成各州市的地图（SVG）；按州市计算，代替 --by。",
        "Write a map of the prefectures (SVG); by prefecture, in place of --by.",
    ),
    "init --province": Text(
        "建立演示省：16 个州市的台账和一年的工作，全部为模拟数据；中断后再次执行则继续。",
        "Make a demonstration province: registers of 16 prefectures and a year of work, all simulated; started again it continues.",
    ),
    "init --seed": Text(
        "演示省的种子；种子相同则台账相同。", "Seed of the province; the same seed makes the same registers."
    ),
    "init --size": Text(
        "small 约 3000 台器具，full 约 20 万台。", "small: some 3,000 instruments; full: some 200,000."
    ),
    "init --until": Text("模拟年度的最后一天；默认今天。", "Last day of the simulated year; default: today."),
}
