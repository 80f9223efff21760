"""Which scripts a script imports, so that a page can ask for all of them at once.

Without this a browser finds an import only when it has read the script that holds it: a chain of
five scripts costs five journeys to the server. There is no build step: the files are read once in a
process. What a script loads later, by `import()`, is left out.
"""

from __future__ import annotations

import re
from functools import cache

from woningscan.web.static_texts import sent_texts

IMPORT = re.compile(r'^(?:import|export) [^;]*?from "\./([\w-]+\.js)";$', re.MULTILINE)


@cache
def imported(*names: str) -> tuple[str, ...]:
    """Give all that these scripts import, and what those import, by their path; each once.

    Raises KeyError when a script is not there.
    """
    found: dict[str, None] = dict.fromkeys(names)
    waiting = list(names)
    while waiting:
        for name in IMPORT.findall(sent_texts()[waiting.pop(0)]):
            path = f"js/{name}"
            if path not in found:
                found[path] = None
                waiting.append(path)
    return tuple(path for path in found if path not in names)
