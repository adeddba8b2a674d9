from django.urls import path

from trajectoires.search import views

app_name = "search"
urlpatterns = [
    path("", views.results, name="results"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
]
