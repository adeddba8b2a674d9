from django.urls import path

from trajectoires.content.views import citations, comparison, favourites, figures, library, proposals, votes

app_name = "content"
urlpatterns = [
    path("citer/<int:page_id>.bib", citations.citation, name="citation"),
    path("comprendre/comparer/exporter/<str:kind>/", comparison.comparison_export, name="comparison_export"),
    path("figures/<slug:slug>.csv", figures.figure_data, name="figure_data"),
    path("ressources/bibliotheque/exporter/<str:kind>/", library.library_export, name="library_export"),
    path("exemples/exporter/<str:kind>/", library.examples_export, name="examples_export"),
    path("ressources/proposer/", proposals.propose, name="proposal_new"),
    path("ressources/proposer/<slug:reference>/", proposals.followed, name="proposal_followed"),
    path("favoris/", favourites.favourites, name="favourites"),
    path("favoris/exporter/", favourites.export, name="favourites_export"),
    path("favoris/vider/", favourites.clear, name="favourites_clear"),
    path("favoris/remettre/", favourites.restore, name="favourites_restore"),
    path("favoris/ajouter/<int:page_id>/", favourites.add, name="favourite_add"),
    path("favoris/retirer/<int:page_id>/", favourites.remove, name="favourite_remove"),
    path("utile/<int:page_id>/", votes.useful, name="useful"),
    path("utile/<int:page_id>/merci/", votes.thanks, name="useful_thanks"),
]
