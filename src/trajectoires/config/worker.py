"""The worker that `./run` starts; an installation runs `manage.py procrastinate worker` itself."""

import asyncio
import os

import django

from trajectoires.config import lifeline


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trajectoires.config.settings")
    lifeline.hold()
    django.setup()
    asyncio.run(_work())


async def _work() -> None:
    """Until a signal asks to stop; the task under way is finished first."""
    from procrastinate.contrib.django import app

    with app.replace_connector(app.connector.get_worker_connector()):
        async with app.open_async():
            await app.run_worker_async(concurrency=1)


if __name__ == "__main__":
    main()
