from django.urls import path, re_path

from trajectoires.trajectories.views import accounts, method, results, typed, works

app_name = "trajectories"
urlpatterns = [
    path("", accounts.start, name="start"),
    path("saisir/", typed.new, name="typed_new"),
    path("saisir/<int:typed_id>/", typed.edit, name="typed_edit"),
    path("saisir/<int:typed_id>/retirer/", typed.remove, name="remove_typed"),
    path("remplacer/<int:file_id>/", accounts.replace_file, name="replace_file"),
    path("retirer/<int:file_id>/", accounts.remove_file, name="remove_file"),
    path("lecture/", accounts.reading, name="reading"),
    path("lecture/<int:pending_id>/abandonner/", accounts.cancel_reading, name="cancel_reading"),
    path("questions/", works.questions, name="questions"),
    path("resultats/", results.results, name="results"),
    path("resultats/imprimer/", results.printed, name="print"),
    re_path(r"^resultats/chiffres\.(?P<kind>ods|csv)$", results.figures, name="figures"),
    path("avis/", results.dispute, name="dispute"),
    path("reprendre/<str:key>/", works.resume, name="resume"),
    path("nouveau-lien/", works.renew_link, name="renew_link"),
    path("effacer/", works.erase, name="erase"),
    path("methode/", method.contents, name="method"),
    path("methode/<slug:slug>/", method.page, name="method_page"),
    path("demonstration/<slug:slug>/", results.demonstration, name="demonstration"),
    path("demonstration/<slug:slug>/imprimer/", results.demonstration_printed, name="demonstration_print"),
    re_path(
        r"^demonstration/(?P<slug>[-\w]+)/chiffres\.(?P<kind>ods|csv)$",
        results.demonstration_figures,
        name="demonstration_figures",
    ),
]
