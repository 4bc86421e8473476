"""Texts of the scan field."""

from metrology.text import Text

PHOTOGRAPH = Text("拍照识码", "Photograph a code")
FIELD = Text("扫码或输入出厂编号，按 Enter", "Scan a code or type a serial number, then Enter")
