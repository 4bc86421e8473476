"""Brings a DCC of an older version to 3.3.0, as a tree: what it states stays, in its words, digits and order.

Since 2.3.0 elements were renamed, texts came to hold files and formulas, and the uncertainty moved into elements
of its own. Each step says what it did. What a newer version demands and an older one does not state is written as not
stated, and said. The result is valid, or there is none.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from lxml import etree

from reports.dcc.building import child
from reports.dcc.names import DCC, NAMESPACES, SI, SIGNATURE, VERSION, local
from reports.errors import DccFault

if TYPE_CHECKING:
    from collections.abc import Iterator

_RENAMED = {
    ("influenceCondition", "state"): "status",
    ("identification", "description"): "name",
    ("formula", "siunitx"): "latex",
    ("relativeUncertainty", "relativeUncertainty"): "relativeUncertaintySingle",
}
_HASHES = {"certificate", "previousReport", "linkedReport"}
_BYTES = {"file", "byteData", "document", "descriptionData"}
_UNCERTAIN = {
    "expandedUnc": ("expandedMU", {"uncertainty": "valueExpandedMU"}),
    "coverageInterval": ("coverageIntervalMU", {"standardUnc": "valueStandardMU"}),
}
_LISTED = "XMLList"
_SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
NOT_STATED = "other"


def migrated(root: Any) -> tuple[Any, list[str]]:
    """A certificate in version 3.3.0; its root, and what was changed.

    Args:
        root: The certificate, valid by the schema of its own version; it stays as it is.

    Raises:
        DccFault: It is of this version already, or of a newer one.
    """
    version = root.get("schemaVersion", "")
    if _number(version) >= _number(VERSION):
        raise DccFault(f"the certificate is of version {version}; only older ones are brought to {VERSION}")
    made, said = deepcopy(root), [f"version {version} to {VERSION}"]
    for step in (_without_signature, _renamed, _merged_descriptions, _attached, _uncertainties, _demanded, _trimmed):
        said += dict.fromkeys(step(made))
    made.set("schemaVersion", VERSION)
    made.set(_SCHEMA, f"{NAMESPACES['dcc']} https://ptb.de/dcc/v{VERSION}/dcc.xsd")
    etree.cleanup_namespaces(made, keep_ns_prefixes=["dcc", "si", "xsi"])
    return made, said


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.partition("-")[0].split(".") if part.isdigit())


def _without_signature(root: Any) -> Iterator[str]:
    for signature in root.findall(SIGNATURE):
        root.remove(signature)
        yield "the signature is taken out: it belongs to the file as it was; keep that"


def _renamed(root: Any) -> Iterator[str]:
    for element in root.iter(f"{DCC}*"):
        parent, name = local(element.getparent()) if element.getparent() is not None else "", local(element)
        new = _RENAMED.get((parent, name))
        if parent in _HASHES and name in {"reference", "referenceID"}:
            new = name.replace("reference", "referral")
        if parent in _BYTES and name == "data":
            new = "dataBase64"
        if new:
            element.tag = f"{DCC}{new}"
            yield f"{name} is now {new}"


def _merged_descriptions(root: Any) -> Iterator[str]:
    """Several descriptions, each of one language, become one."""
    for first in list(root.iter(f"{DCC}description")):
        for other in first.itersiblings(f"{DCC}description"):
            for part in list(other):
                first.append(part)
            other.getparent().remove(other)
            yield "several descriptions are one"


def _attached(root: Any) -> Iterator[str]:
    """Files beside a description become part of it."""
    for data in list(root.iter(f"{DCC}descriptionData")):
        parent = data.getparent()
        if local(parent) not in {"item", "measuringEquipment", "software"}:
            continue
        description = parent.find(f"{DCC}description")
        if description is None:
            description = etree.Element(f"{DCC}description")
            parent.insert(parent.index(data), description)
        data.tag = f"{DCC}file"
        description.append(data)
        yield "descriptionData is now a file of the description"


def _uncertainties(root: Any) -> Iterator[str]:
    for element in list(root.iter(f"{SI}*")):
        name = local(element)
        ending = _LISTED if name.endswith(_LISTED) else ""
        known = _UNCERTAIN.get(name.removesuffix(_LISTED))
        if known is None:
            continue
        new, parts = known
        parent = element.getparent()
        holder = etree.Element(f"{SI}measurementUncertaintyUnivariate{ending}")
        holder.tail, element.tail = element.tail, None
        parent.replace(element, holder)
        holder.append(element)
        element.tag = f"{SI}{new}{ending}"
        for part in element:
            of = local(part).removesuffix(_LISTED)
            part.tag = f"{SI}{parts.get(of, of)}{ending}" if of else part.tag
        yield f"{name} is now {new}{ending}"


def _demanded(root: Any) -> Iterator[str]:
    """What the older version did not demand."""
    core = root.find("dcc:administrativeData/dcc:coreData", NAMESPACES)
    if core.find(f"{DCC}performanceLocation") is None:
        place = etree.Element(f"{DCC}performanceLocation")
        place.text = NOT_STATED
        core.find(f"{DCC}endPerformanceDate").addnext(place)
        yield f"performanceLocation was not stated; it is {NOT_STATED}"
    for result in root.iterfind("dcc:measurementResults/dcc:measurementResult", NAMESPACES):
        if result.find(f"{DCC}name") is None:
            name = etree.Element(f"{DCC}name")
            child(name, "content", "–")
            result.insert(0, name)
            yield "a measurementResult had no name; it is –"


def _trimmed(root: Any) -> Iterator[str]:
    """Texts that may not be empty and hold no blanks around them."""
    for element in list(root.iter(f"{DCC}*")):
        text = element.text
        if len(element) == 0 and text is not None and local(element) != "content" and text != text.strip():
            element.text = text.strip()
            yield f"blanks around the text of {local(element)} are gone"
