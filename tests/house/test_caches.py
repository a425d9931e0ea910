"""A server that rebuilds for days does not grow: each cache has a bound."""

import importlib
import pkgutil
from functools import _lru_cache_wrapper

import pytest

import briefbook
from briefbook.model.dates import parse_date
from briefbook.search.tokens import stem, terms_of_name, tokens_of

MODULES = [each.name for each in pkgutil.walk_packages(briefbook.__path__, "briefbook.")]
LARGEST = 200_000


@pytest.mark.parametrize("name", MODULES)
def test_each_cache_has_a_bound(name: str) -> None:
    members = vars(importlib.import_module(name))
    bounds = {
        key: member.cache_parameters()["maxsize"]
        for key, member in members.items()
        if isinstance(member, _lru_cache_wrapper)
    }
    assert {key: bound for key, bound in bounds.items() if bound is None or bound > LARGEST} == {}


def test_texts_beyond_the_bound_are_forgotten() -> None:
    most = terms_of_name.cache_parameters()["maxsize"]
    for number in range(most + 10):
        terms_of_name(f"name{number}")
    assert terms_of_name.cache_info().currsize == most
    for cached in (terms_of_name, tokens_of, stem, parse_date):
        cached.cache_clear()
