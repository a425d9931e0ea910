"""What holds of any text: it is read as CommonMark reads it, or refused, and no word of it is lost."""

import json
import re
from functools import cache
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from briefbook.model.book import Book
from briefbook.model.prose import StatementStart
from briefbook.pages.rendering import RenderedPage
from briefbook.pipelines.build import site_of
from briefbook.pipelines.load import check_book
from briefbook.pipelines.print import PrintJob, write_pdfs
from briefbook.pipelines.progress import no_progress
from briefbook.problems import Where
from briefbook.reading.markdown.parser import MarkdownParser
from tests.reading.markdown.fragments import Fragment, fragments
