from django.urls import path, re_path
from django.views.generic import RedirectView

from trajectoires.kit.views import answering, plan, results, tools, works

_FILE = r"^kit/(?P<slug>[-a-z0-9]+)/{}\.(?P<kind>odt|ods|pdf)$"

app_name = "kit"
urlpatterns = [
    path("autodiagnostic/questions/", answering.questions, name="questions"),
    path("autodiagnostic/question/", answering.begin, name="begin"),
    path("autodiagnostic/question/<slug:key>/", answering.question, name="question"),
    path("autodiagnostic/resultat/", results.result, name="result"),
    path("autodiagnostic/resultat/autodiagnostic.pdf", results.as_pdf, name="result_pdf"),
    path("autodiagnostic/resultat/autodiagnostic.ods", results.as_tables, name="result_ods"),
    path("autodiagnostic/plus-tard/", works.later, name="later"),
    path("autodiagnostic/nouvelle-version/", works.accept_version, name="accept_version"),
    path("autodiagnostic/reprendre/<str:key>/", works.resume, name="resume"),
    path("autodiagnostic/nouveau-lien/", works.new_link, name="renew_link"),
    path("autodiagnostic/effacer/", works.erase, name="erase"),
    path("kit/kit.zip", tools.whole_zip, name="whole_zip"),
    path("kit/kit.pdf", tools.whole_pdf, name="whole_pdf"),
    path("kit/imprimer/", RedirectView.as_view(url="/agir/kit/#tout", permanent=True), name="to_print"),
    path("kit/imprimer/<slug:stage>/", tools.step, name="step"),
    path("kit/<slug:slug>/prerempli/", tools.prefilled, name="prefilled"),
    re_path(_FILE.format("prerempli"), tools.prefilled_file, name="prefilled_file"),
    re_path(_FILE.format("modele"), tools.empty, name="empty"),
    path("plan/", plan.plan, name="plan"),
    path("plan/ajouter/", plan.add, name="plan_add"),
    path("plan/imprimer/", plan.printed, name="plan_print"),
    path("plan/plan-d-action.ods", plan.as_tables, name="plan_ods"),
    path("plan/plan-d-action.ics", plan.as_calendar, name="plan_ics"),
    path("plan/<int:action_id>/", plan.edit, name="plan_action"),
    path("plan/<int:action_id>/retirer/", plan.remove, name="plan_remove"),
    path("outils/", RedirectView.as_view(url="/agir/kit/", permanent=True), name="former_address"),
]
