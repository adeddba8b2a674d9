"""The worker that `./run` starts; an installation runs `manage.py procrastinate worker` itself."""

import os

import django
from django.core.management import call_command

from trajectoires.config import lifeline


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trajectoires.config.settings")
    lifeline.hold()
    django.setup()
    call_command("procrastinate", "worker", "--concurrency", "1")


if __name__ == "__main__":
    main()
