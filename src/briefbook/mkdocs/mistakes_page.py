"""What is shown while there are mistakes."""

import logging

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from briefbook.pages.rendering import render_mistakes
from briefbook.pages.templates import packaged_templates
from briefbook.problems import Problem


def with_mistakes(files: Files, problems: list[Problem], config: MkDocsConfig) -> Files:
    """Return the theme's files and one page, which lists the mistakes."""
    kept = Files([file for file in files if not file.is_documentation_page()])
    file = File.generated(
        config, "index.md", content=render_mistakes(problems, packaged_templates(), standalone=False)
    )
    kept.append(file)
    config.nav = ["index.md"]
    return kept


log = logging.getLogger("briefbook")  # while serving, mistakes are shown, and do not end the server
