"""What a loading did, in words."""

from dataclasses import dataclass, field

from trajectoires.content.loader.problems import Problem


@dataclass
class LoadReport:
    """The paths of the files, by what became of them. With a problem, nothing was loaded at all."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # an editor changed the page: hers stays
    unpublished: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """What an editor should know: empty when there is nothing to decide."""
        lines = [str(problem) for problem in self.problems]
        if lines:
            lines = [f"{len(lines)} problème(s) : rien n’a été chargé.", *lines]
        lines += [
            f"{path} : la page a été retouchée dans /edition/, elle reste comme elle est."
            for path in self.kept
        ]
        lines += [f"{path} : fichier retiré, la page est dépubliée." for path in self.unpublished]
        return "\n".join([*lines, *self.notices])

    def count(self) -> str:
        """One line: how many of each."""
        return (
            f"{len(self.created)} créés, {len(self.updated)} mis à jour, {len(self.unchanged)} inchangés, "
            f"{len(self.kept)} gardés, {len(self.unpublished)} dépubliés."
        )
