from django.urls import path

from trajectoires.account import views

app_name = "account"
urlpatterns = [
    path("", views.home, name="home"),
    path("mes-donnees.zip", views.export, name="take_away"),
    path("navigateurs/", views.browsers, name="browsers"),
    path("effacer/", views.erase, name="erase"),
    path("efface/", views.erased, name="erased"),
]
