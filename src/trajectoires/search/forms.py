"""What an address of the search says. Whatever is wrong in it is left out: a search always answers."""

from typing import Any

from django import forms


class SearchForm(forms.Form):
    q = forms.CharField(required=False)
    genre = forms.SlugField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=1000)
    tel_quel = forms.BooleanField(required=False)

    def values(self) -> dict[str, Any]:
        """The four, each with its default when absent or wrong."""
        self.is_valid()
        said = self.cleaned_data
        return {
            "typed": said.get("q", ""),
            "genre": said.get("genre", ""),
            "page": said.get("page") or 1,
            "as_typed": said.get("tel_quel", False),
        }
