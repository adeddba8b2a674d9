"""Print how many queries one page takes, cold then warm. Run with the settings to measure; arguments: host, path."""

import sys

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402


def count(host: str, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = Client().get(path, headers={"host": host})
    assert answer.status_code == 200, answer.status_code
    return len(captured)


if __name__ == "__main__":
    count("127.0.0.1" if sys.argv[1] != "stock.test" else "stock.test", "/")  # the site itself is known
    print(count(*sys.argv[1:3]), count(*sys.argv[1:3]))
