"""What holds for every test: no operational log in the user's own folder."""

import os

os.environ["STEELYARD_LOG"] = os.devnull
