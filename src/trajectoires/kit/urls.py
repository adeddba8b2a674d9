from django.urls import path

from trajectoires.kit.views import answering, results, works

app_name = "kit"
urlpatterns = [
    path("questions/", answering.questions, name="questions"),
    path("question/", answering.begin, name="begin"),
    path("question/<slug:key>/", answering.question, name="question"),
    path("resultat/", results.result, name="result"),
    path("resultat/autodiagnostic.pdf", results.as_pdf, name="result_pdf"),
    path("resultat/autodiagnostic.ods", results.as_tables, name="result_ods"),
    path("plus-tard/", works.later, name="later"),
    path("nouvelle-version/", works.accept_version, name="accept_version"),
    path("reprendre/<str:key>/", works.resume, name="resume"),
    path("nouveau-lien/", works.renew_link, name="renew_link"),
    path("effacer/", works.erase, name="erase"),
]
