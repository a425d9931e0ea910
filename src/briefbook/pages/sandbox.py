"""Where the templates of a book's own are rendered: they see what a page is given, and nothing behind it."""

from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, closed to what the parts of a book inherit from the library of their models too.

    Jinja refuses what begins with an underscore, the insides of Python and changes of what is given. A model
    of pydantic can also read files, and unpickle any object (`parse_file`, `parse_raw`); no page asks a part
    for anything but its own fields.
    """

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may read an attribute."""
        model = obj if isinstance(obj, type) else type(obj)
        return super().is_safe_attribute(obj, attr, value) and not (
            issubclass(model, BaseModel) and hasattr(BaseModel, attr)
        )
