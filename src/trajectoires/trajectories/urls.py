from django.urls import path

from trajectoires.trajectories import views

app_name = "trajectories"
urlpatterns = [
    path("", views.start, name="start"),
    path("resultats/", views.results, name="results"),
    path("effacer/", views.erase, name="erase"),
    path("retirer/<int:file_id>/", views.remove_file, name="remove_file"),
    path("demonstration/<slug:slug>/", views.demonstration, name="demonstration"),
]
