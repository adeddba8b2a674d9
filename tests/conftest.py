"""What every test relies on."""

import os

from hypothesis import settings

# ./test sets the mode too, for pytest-django reads the settings before this file.
os.environ.setdefault("TRAJECTOIRES_MODE", "test")

# Machines are shared and noisy: no test fails for being slow.
settings.register_profile("shared", deadline=None, max_examples=40)
settings.register_profile("long", deadline=None, max_examples=500)  # just lois
settings.load_profile("shared")
