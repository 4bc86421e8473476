"""Digital calibration certificates (PTB DCC): written from a run, read, checked, compared, brought to 3.3.0.

Raises:
    DccFault: lxml or signxml is not installed.
"""

from importlib.util import find_spec

from reports.errors import DccFault

if not (find_spec("lxml") and find_spec("signxml")):
    raise DccFault("digital calibration certificates need lxml and signxml: pip install 'steelyard[dcc]'")
