"""The two tasks of Wagtail that follow a save, done for many objects in few queries. What they write is the same."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db import transaction
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from modelsearch.backends import get_search_backends
from modelsearch.index import get_indexed_instance
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import ReferenceIndex
from wagtail.tasks import update_reference_index_task

Asked = tuple[str, str, str]  # what Wagtail gives to both tasks: application, model, key
Model = Any  # a class of Django
_AT_ONCE = 100  # objects whose whole texts are in memory together, and in one query


def _index_for_search(asked: Iterable[Asked]) -> None:
    """A title is weighed against the average title of all, where one by one it is of those indexed so far."""
    for model, keys in _by_model(asked):
        kinds: defaultdict[Model, list[str]] = defaultdict(list)
        for each in model._default_manager.filter(pk__in=keys):
            if indexed := get_indexed_instance(each, check_exists=False):
                kinds[type(indexed)].append(indexed.pk)
        for kind, several in kinds.items():
            for objects in _chunks(kind.get_indexed_objects(), several):
                for backend in get_search_backends(with_auto_update=True):
                    backend.add_bulk(kind, objects)


@transaction.atomic
def _index_references(asked: Iterable[Asked]) -> None:
    for model, keys in _wholes(asked).items():
        if ReferenceIndex.is_indexed(model):
            parts = [relation.get_accessor_name() for relation in get_all_child_relations(model)]
            for objects in _chunks(model._default_manager.prefetch_related(*parts), keys):
                for each in objects:
                    ReferenceIndex.create_or_update_for_object(each)


def _wholes(asked: Iterable[Asked]) -> Mapping[Model, list[str]]:
    """What is part of something counts with it. A page of its own type is not looked at again as what it extends."""
    models: dict[tuple[Model, str], Model] = {}
    for model, keys in _by_model(asked):
        whole, whole_keys = _whole_of(model, keys)
        root = (whole._meta.get_parent_list() or [whole])[-1]
        for key in whole_keys:
            if issubclass(whole, models.get((root, key), root)):
                models[root, key] = whole
    wholes: defaultdict[Model, list[str]] = defaultdict(list)
    for (_, key), model in models.items():
        wholes[model].append(key)
    return wholes


def _whole_of(model: Model, keys: list[str]) -> tuple[Model, list[str]]:
    parental = next((field for field in model._meta.get_fields() if isinstance(field, ParentalKey)), None)
    if parental is None:
        return model, keys
    parts = model._default_manager.filter(pk__in=keys).exclude(**{parental.name: None})
    owners = parts.order_by().values_list(parental.attname, flat=True).distinct()
    return _whole_of(parental.related_model, [str(key) for key in owners])


def _by_model(asked: Iterable[Asked]) -> Iterator[tuple[Model, list[str]]]:
    keys: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for app, model, key in asked:
        keys[app, model].append(key)
    return ((apps.get_model(app, model), several) for (app, model), several in keys.items())


def _chunks(objects: Any, keys: list[str]) -> Iterator[list[Any]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield list(objects.filter(pk__in=keys[start : start + _AT_ONCE]))


TOGETHER: Mapping[str, Callable[[Iterable[Asked]], None]] = {
    insert_or_update_object_task.module_path: _index_for_search,
    update_reference_index_task.module_path: _index_references,
}
