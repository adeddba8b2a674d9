"""The settings that `wagtail start` writes, on the same database: none of our middleware, no cache of pages."""

from trajectoires.config.settings import *  # noqa: F403
from trajectoires.config.settings import ALLOWED_HOSTS, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "stock"]
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "stock.test"]
ROOT_URLCONF = "stock.urls"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
