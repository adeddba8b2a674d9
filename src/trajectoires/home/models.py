"""The front page, and the pages of the footer that the site completes itself."""

from trajectoires.content.models import BasePage


class HomePage(BasePage):
    genre = "accueil"
    template = "home/home_page.html"
    max_count = 1

    class Meta:
        verbose_name = "page d’accueil"
        verbose_name_plural = "pages d’accueil"


class SitemapPage(BasePage):
    genre = "plan"
    template = "home/sitemap_page.html"
    max_count = 1
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "plan du site"
        verbose_name_plural = "plans du site"


class StatisticsPage(BasePage):
    genre = "statistiques"
    template = "home/statistics_page.html"
    max_count = 1
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "page de statistiques"
        verbose_name_plural = "pages de statistiques"


class InstallationPage(BasePage):
    """A page that ends with who runs this installation: legal notice, contact, personal data, source code."""

    genre = "installation"
    template = "home/installation_page.html"
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "page sur l’installation"
        verbose_name_plural = "pages sur l’installation"
