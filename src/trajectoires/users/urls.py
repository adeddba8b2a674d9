from django.urls import path

from trajectoires.users.views import addresses, keys, sign_in

app_name = "users"
urlpatterns = [
    path("connexion/", sign_in.sign_in, name="sign_in"),
    path("code/", sign_in.code, name="code"),
    path("cle/", keys.sign_in_with_key, name="sign_in_with_key"),
    path("deconnexion/", sign_in.sign_out, name="sign_out"),
    path("adresse/", addresses.change, name="address"),
    path("adresse/code/", addresses.code, name="address_code"),
    path("cles/", keys.keys, name="keys"),
    path("cles/preparer/", keys.key_options, name="key_options"),
    path("cles/<int:key_id>/retirer/", keys.remove, name="key_remove"),
]
