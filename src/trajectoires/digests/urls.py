from django.urls import path

from trajectoires.digests.views import links, pages

app_name = "digests"
urlpatterns = [
    path("lettre/", pages.subscribe, name="subscribe"),
    path("lettre/demande-envoyee/", pages.asked, name="asked"),
    path("lettre/derniere/", pages.latest, name="latest"),
    path("lettre/la-mienne/", pages.own, name="own"),
    path("lettre/confirmer/<str:token>/", links.confirm, name="confirm"),
    path("lettre/<str:token>/", links.manage, name="manage"),
    path("lettre/<str:token>/desinscription/", links.unsubscribe, name="unsubscribe"),
    path("lettre/<str:token>/donnees.json", links.export, name="export"),
]
