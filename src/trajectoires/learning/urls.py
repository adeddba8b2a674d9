from django.urls import path

from trajectoires.learning import views

app_name = "learning"
urlpatterns = [
    path("mon-parcours/", views.progress, name="progress"),
    path("mon-parcours/effacer/", views.forget, name="forget"),
    path("<slug:course>/<slug:lesson>/exercices/", views.exercises, name="exercises"),
]
