"""`python -m socioeco` is the same command as `socioeco`."""

import sys

from socioeco.cli import main

sys.exit(main())
