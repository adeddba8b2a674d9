"""What files call things, and the keys that the database gives them: pages by address, records by slug, files by path."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PAGE, DOCUMENT, IMAGE = "content.BasePage", "wagtaildocs.Document", "wagtailimages.Image"
FIGURE = "content.SharedFigure"


@dataclass(frozen=True)
class Reference:
    """Something that a block of a body names."""

    model: str
    name: str


class Names:
    """Names and keys of each model, both ways."""

    def __init__(self, entries: Iterable[tuple[str, str, int]] = ()) -> None:
        self._keys: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self._names: defaultdict[str, dict[int, str]] = defaultdict(dict)
        for model, name, key in entries:
            self.add(model, name, key)

    def add(self, model: str, name: str, key: int) -> None:
        self._keys[model][name] = key
        self._names[model][key] = name

    def keys_of(self, model: str) -> Mapping[str, int]:
        return self._keys[model]

    def names_of(self, model: str) -> Mapping[int, str]:
        return self._names[model]

    def key_of(self, reference: Reference) -> int | None:
        return self.keys_of(reference.model).get(reference.name)

    def name_of(self, model: str, key: int | None) -> str:
        """An empty string for what no longer exists."""
        return self.names_of(model).get(key, "") if key else ""


class KeysAsNames(Names):
    """Each thing under its own key, whatever its name: what a fingerprint needs."""

    def names_of(self, model: str) -> Mapping[int, str]:
        return _Numbered(model)


class _Numbered(dict[int, str]):
    def __init__(self, model: str) -> None:
        super().__init__()
        self._model = model

    def get(self, key: int, default: str = "") -> str:  # type: ignore[override]  # noqa: ARG002
        return f"{self._model}:{key}"
