"""A certificate authority for tests, made with the commands of docs/certificates.md."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.repository import ROOT

DOCUMENTED = "woningscan.example.org"


@dataclass(frozen=True, slots=True)
class Made:
    """A folder with what the commands made."""

    folder: Path

    @property
    def authority(self) -> Path:
        """The certificate that a tablet gets."""
        return self.folder / "authority.crt"

    @property
    def certificate(self) -> Path:
        """What the server shows."""
        return self.folder / "server.pem"

    @property
    def key(self) -> Path:
        """The key of the server."""
        return self.folder / "server.key"


def made(folder: Path, host: str = DOCUMENTED, days: int = 397) -> Made:
    """Run the commands of the document as they stand there, for another host if need be."""
    text = (ROOT / "docs/certificates.md").read_text("utf-8")
    commands = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL))
    commands = commands.replace(DOCUMENTED, host).replace("-days 397", f"-days {days}")
    shell = shutil.which("sh")
    assert shell
    folder.mkdir(exist_ok=True)
    subprocess.run([shell, "-e", "-c", commands], cwd=folder, check=True, capture_output=True)
    return Made(folder)
