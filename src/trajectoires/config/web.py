"""The web server that `./run` starts: granian, one blocking thread a worker (stack measures, decision 0003)."""

import argparse

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from trajectoires.config import lifeline

WORKERS = 2  # on one machine, for one person


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args()
    lifeline.hold()
    Granian(
        "trajectoires.config.wsgi:application",
        address="127.0.0.1",
        port=options.port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=1,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main()
