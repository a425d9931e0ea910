"""The kinds of brief, by the folder that gives them."""

from collections.abc import Mapping

from briefbook.model.briefs.agreement import Agreement
from briefbook.model.briefs.context import Context
from briefbook.model.briefs.facts import BriefFacts
from briefbook.model.briefs.meeting import Meeting
from briefbook.model.briefs.technology import Technology

KINDS: Mapping[str, type[BriefFacts]] = {
    kind.folder: kind for kind in (Agreement, Meeting, Technology, Context)
}
"""The kinds of brief, by the folder that gives them. A fifth is one more class here, and its templates."""
