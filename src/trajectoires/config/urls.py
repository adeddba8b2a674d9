"""The root addresses. A room brings its own; Wagtail's pages come last, since they match anything."""

from django.conf import settings
from django.urls import include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("edition/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("compte/", include("trajectoires.users.urls")),
    path("mon-espace/", include("trajectoires.account.urls")),
    path("glossaire/", include("trajectoires.glossary.urls")),
    path("recherche/", include("trajectoires.search.urls")),
    path("mon-espace/organisations/", include("trajectoires.organisations.urls")),
    path("agir/trajectoire/", include("trajectoires.trajectories.urls")),
    path("agir/", include("trajectoires.kit.urls")),
    path("se-former/", include("trajectoires.learning.urls")),
    path("", include("trajectoires.news.urls")),
    path("", include("trajectoires.digests.urls")),
    path("", include("trajectoires.content.urls")),
    path("", include("trajectoires.home.urls")),
]
if settings.MODE != "production":
    urlpatterns += [path("composants/", include("trajectoires.ui.urls"))]
    images = {"document_root": settings.MEDIA_ROOT}  # in production, the proxy serves them
    urlpatterns += [path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", serve, images)]
urlpatterns += [path("", include(wagtail_urls))]

handler400 = "trajectoires.ui.views.bad_request"
handler404 = "trajectoires.ui.views.page_not_found"
handler403 = "trajectoires.ui.views.forbidden"
handler500 = "trajectoires.ui.views.server_error"
