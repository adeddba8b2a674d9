"""import-linter runs as a step of ./test; here we test that nothing escapes it."""

ENGINE_USERS = {"trajectories", "kit", "learning", "observatory", "api", "demo", "ui", "content", "config"}


def names(block):
    return set(block.split())


def test_every_room_stands_in_the_layers(repository):
    declared = set().union(*repository.layers("rooms"))
    assert sorted(repository.rooms - declared) == []


def test_every_room_has_its_files_in_order(repository):
    containers = names(repository.contracts["files"]["containers"])
    expected = {f"trajectoires.{room}" for room in repository.rooms - {"config"}}
    assert containers == expected


def test_a_file_of_a_room_is_one_of_the_short_list(repository):
    contract = repository.contracts["files"]
    allowed = set().union(*repository.layers("files"), names(contract["exhaustive_ignores"]), {"__init__"})
    own = {source.path for source in repository.sources if source.room not in {"", "config"}}
    assert sorted(str(path) for path in own if path.parts[3].removesuffix(".py") not in allowed) == []


def test_every_module_of_the_engine_stands_in_the_layers(repository):
    declared = set().union(
        *repository.layers("engine"), names(repository.contracts["engine"]["exhaustive_ignores"])
    )
    modules = {path.stem for path in repository.engine.glob("*.py") if path.stem != "__init__"}
    packages = {path.parent.name for path in repository.engine.glob("*/__init__.py")}
    assert sorted((modules | packages) - declared) == []


def test_layer_contracts_are_exhaustive(repository):
    layered = {name: each for name, each in repository.contracts.items() if each["type"] == "layers"}
    assert {"rooms", "engine", "files"} <= layered.keys()
    assert [name for name, each in layered.items() if not each.getboolean("exhaustive", fallback=False)] == []


def test_a_room_that_may_not_use_the_engine_is_forbidden_to(repository):
    forbidden = names(repository.contracts["engine-users"]["source_modules"])
    assert forbidden == {f"trajectoires.{room}" for room in repository.rooms - ENGINE_USERS}


def test_components_reach_only_charts_and_formats(repository):
    engine = {"socioeco." + part for layer in repository.layers("engine") for part in layer}
    present = {
        name
        for name in engine
        if (repository.engine / name.removeprefix("socioeco.")).is_dir()
        or (repository.engine / f"{name.removeprefix('socioeco.')}.py").exists()
    }
    forbidden = names(repository.contracts["ui-engine"]["forbidden_modules"])
    assert sorted(present - forbidden) == sorted(present & {"socioeco.charts", "socioeco.formats"})


def test_no_contract_is_relaxed(repository):
    assert [name for name, each in repository.contracts.items() if "ignore_imports" in each] == []
    assert "ignore_imports" not in repository.read("pyproject.toml")
