"""What a loading did, in words."""

from dataclasses import dataclass, field

from trajectoires.content.loader.problems import Problem


@dataclass(frozen=True)
class Group:
    title: str
    lines: list[str]


@dataclass
class LoadReport:
    """The paths of the files, by what became of them. With a problem, nothing was loaded at all."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # an editor changed the page: hers stays
    unpublished: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)  # the file went; the record, which may be used, stays
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def changes(self) -> int:
        """How many pages and records this loading touched."""
        return len(self.created) + len(self.updated) + len(self.unpublished)

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
        lines += [f"{path} : fichier retiré, ce qu’il a créé reste dans /edition/." for path in self.left]
        return "\n".join([*lines, *self.notices])

    @property
    def decisions(self) -> int:
        """How many files do not find the site as they say it: what an editor may want to read."""
        return self.changes + len(self.kept) + len(self.left)

    @property
    def groups(self) -> list[Group]:
        """What became of the files, each group under its title, the empty ones left out."""
        problems = [str(problem) for problem in self.problems]
        groups = [
            Group("Problèmes", problems),
            Group("Créés", self.created),
            Group("Mis à jour", self.updated),
            Group("Gardés : retouchés dans cet espace, ils restent comme ils sont", self.kept),
            Group("Dépubliés", self.unpublished),
            Group("Fichiers retirés dont la fiche reste", self.left),
            Group("À savoir", self.notices),
        ]
        return [group for group in groups if group.lines]

    def count(self) -> str:
        """One line: how many of each."""
        return (
            f"{len(self.created)} créés, {len(self.updated)} mis à jour, {len(self.unchanged)} inchangés, "
            f"{len(self.kept)} gardés, {len(self.unpublished)} dépubliés."
        )
