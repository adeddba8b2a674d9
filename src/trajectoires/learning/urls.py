from django.urls import path

from trajectoires.learning import views
from trajectoires.learning.views import reminders

app_name = "learning"
urlpatterns = [
    path("mon-parcours/", views.progress, name="progress"),
    path("mon-parcours/effacer/", views.forget, name="forget"),
    path("mon-parcours/attestation/<slug:course>/", views.attestation, name="attestation"),
    path("mon-parcours/attestation/<slug:course>/la-mienne/", views.attestation_own, name="attestation_own"),
    path(
        "mon-parcours/attestation/<slug:course>/attestation.pdf",
        views.attestation_pdf,
        name="attestation_pdf",
    ),
    path(
        "mon-parcours/attestation/<slug:course>/retirer/",
        views.attestation_withdraw,
        name="attestation_withdraw",
    ),
    path("attestations/", views.attestation_check, name="attestation_check"),
    path("attestations/<str:key>/", views.attestation_shown, name="attestation_shown"),
    path("rappel/", reminders.remind, name="remind"),
    path("rappel/demande-envoyee/", reminders.asked, name="reminder_asked"),
    path("rappel/arreter/", reminders.stop, name="reminder_stop"),
    path("rappel/confirmer/<str:token>/", reminders.confirm, name="reminder_confirm"),
    path("rappel/<str:token>/", reminders.manage, name="reminder_manage"),
    path("rappel/<str:token>/arreter/", reminders.leave, name="reminder_leave"),
    path("<slug:course>/cours.pdf", views.course_pdf, name="course_pdf"),
    path("<slug:course>/hors-ligne.zip", views.course_zip, name="course_zip"),
    path("<slug:course>/<slug:lesson>/exercices/", views.exercises, name="exercises"),
]
