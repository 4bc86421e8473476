"""Files that a person hands in: the official table of a catalogue, readings of a production, a policy, targets."""

import tempfile
from datetime import date
from pathlib import Path

from target import Target

from records.errors import RegisterError
from registers.errors import RegistersError
from services.catalogue.entry_words import Stated
from services.catalogue.official import read_official
from services.confirmation.readings_file import readings_of
from services.integrity.policy import FILE, read_policy
from services.laboratory.template import template
from services.targets import target_file
from services.targets.figures import KNOWN

_STATED = Stated("CN-2027", date(2027, 7, 1), "R001", "fuzz")
_TABLE = Path(tempfile.mkdtemp(prefix="fuzz-table-")) / "table.csv"


def _official(raw: bytes) -> object:
    _TABLE.write_bytes(raw)
    return read_official(_TABLE, _STATED, {})


def _readings(raw: bytes) -> object:
    _TABLE.write_bytes(raw)
    return readings_of(_TABLE)


def _policy(raw: bytes) -> object:
    _TABLE.write_bytes(raw)
    return read_policy(_TABLE)


def _targets(raw: bytes) -> object:
    _TABLE.write_bytes(raw)
    return target_file.read_targets(_TABLE, KNOWN)


_TARGETS = (template() / target_file.FILE).read_bytes()
TABLES = {
    "targets": Target(
        (
            _TARGETS,
            _TARGETS[_TARGETS.index(b"[[inspections]]") :],
            b'[targets]\nT1 = {kind="rate", target="0.95", parts=[{}]}\n',
        ),
        (_targets,),
        errors=(RegisterError,),
        textual=True,
    ),
    "production_readings": Target(
        (
            b"time,gauge\n2026-10-17 08:00,PG-0011\n46000,7\n",
            "时间;量具编号;计量要求\n2026年3月5日;PG-0011;MR000001\n".encode(),
        ),
        (_readings,),
        errors=(RegistersError,),
        textual=True,
    ),
    "integrity_policy": Target(((template() / FILE).read_bytes(),), (_policy,), errors=(RegisterError,), textual=True),
    "official_catalogue": Target(
        tuple(
            text.encode()
            for text in (
                "编号,一级目录,名称,监管方式,强检方式,使用期限\n１．,体温计,玻璃体温计,型式批准、强制检定,失准报废,\n,,其他,V,周期检定,\n",
                "目录\n序号,名称,监管方式,检定周期,实施日期\n2,水表,P+V,2年,2027年7月1日\n3,衡器,V,≤6 个月,46000\n",
            )
        ),
        (_official,),
        errors=(RegistersError,),
        textual=True,
    ),
}
