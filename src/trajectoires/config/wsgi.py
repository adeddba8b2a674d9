"""The web application, as a server loads it."""

import os

from django.core.wsgi import get_wsgi_application

from trajectoires.config import lifeline

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trajectoires.config.settings")
lifeline.hold()
application = get_wsgi_application()
