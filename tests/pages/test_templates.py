"""Templates that had another name in version 0.1."""

import pytest

from briefbook.pages.templates import FORMER_NAMES, packaged_templates
from briefbook.pipelines.load import check_beside
from tests.conftest import MakeBook


@pytest.mark.parametrize("name", FORMER_NAMES)
def test_a_template_has_its_new_name(name: str) -> None:
    assert (packaged_templates() / FORMER_NAMES[name]).is_file()
    assert not (packaged_templates() / name).exists()


def test_a_template_of_the_book_by_a_former_name_is_a_mistake(make_book: MakeBook) -> None:
    project = make_book(
        {"templates/brief-agreement.html": "", "templates/print/pack.html": "", "templates/our-own.html": ""}
    )
    assert [str(problem) for problem in check_beside(project)] == [
        "templates/brief-agreement.html:1:1: no page uses a template of this name; "
        "move it to templates/briefs/agreement.html",
        "templates/print/pack.html:1:1: no page uses a template of this name; "
        "move it to templates/print/packs/pack.html",
    ]
