"""`python -m socioeco` is the same command as `socioeco`."""

import sys

from socioeco.cli import main

if __name__ == "__main__":
    sys.exit(main())
