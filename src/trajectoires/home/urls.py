from django.urls import path

from trajectoires.home import views

app_name = "home"
urlpatterns = [
    path("par-ou-commencer/", views.start, name="start"),
]
