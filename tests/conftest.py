"""The mode is set before Django is (./test sets it too, for pytest-django reads settings before this file)."""

import os

os.environ.setdefault("TRAJECTOIRES_MODE", "test")
