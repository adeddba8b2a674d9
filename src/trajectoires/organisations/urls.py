from django.urls import path

from trajectoires.organisations.views import invitations, people, records

app_name = "organisations"
urlpatterns = [
    path("", records.mine, name="mine"),
    path("nouvelle/", records.new, name="new"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("<int:organisation_id>/", records.organisation, name="organisation"),
    path("<int:organisation_id>/fiche/", records.edit, name="edit"),
    path("<int:organisation_id>/supprimer/", records.delete, name="delete"),
    path("<int:organisation_id>/inviter/", invitations.invite, name="invite"),
    path(
        "<int:organisation_id>/invitations/<int:invitation_id>/annuler/", invitations.revoke, name="revoke_invitation"
    ),
    path("<int:organisation_id>/membres/<int:membership_id>/role/", people.change_role, name="change_role"),
    path("<int:organisation_id>/membres/<int:membership_id>/retirer/", people.remove, name="remove_member"),
    path("<int:organisation_id>/quitter/", people.leave, name="leave"),
]  # fmt: skip
