"""`python -m tests.bench.many_served FOLDER`: serve with the questionnaires in a folder."""

import sys
from functools import partial
from pathlib import Path

from woningscan import bootstrap, cli
from woningscan.content.library import Library

if __name__ == "__main__":
    content = partial(Library, Path(sys.argv[1]), ())
    vars(bootstrap)["Library"] = content
    sys.exit(cli.main(["serve", "--host", "127.0.0.1", "--port", "0"]))
