"""Whether anything of a payload ran, loaded or was kept out, on any page of a context."""

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Dialog, Page, Request

from tests.xss_payloads import HOST, PROOF

LISTEN = f"""(() => {{
    addEventListener("securitypolicyviolation", ({{ violatedDirective, blockedURI, sourceFile }}) =>
        globalThis.tellProbe(`${{violatedDirective}} ${{blockedURI}} ${{sourceFile}}`), true);
    let ran;
    Object.defineProperty(globalThis, "{PROOF}", {{
        get: () => ran,
        set: (value) => {{ ran = value; globalThis.tellProbe(`ran ${{value}}`); }},
    }});
}})()"""
"""It runs before any script of a page, in every frame."""


@dataclass
class Probe:
    """What happened that should not, with the address of the page it happened on."""

    context: BrowserContext
    found: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen to every page of the context from now on."""
        self.context.expose_binding("tellProbe", self._told)
        self.context.add_init_script(LISTEN)
        self.context.on("request", self._request)
        self.context.on("dialog", self._dialog)
        self.context.on("weberror", lambda error: self.found.append(str(error.error)))

    def _told(self, source: dict[str, object], said: str) -> None:
        page = source["page"]
        self.found.append(f"{page.url if isinstance(page, Page) else page}: {said}")

    def _request(self, request: Request) -> None:
        if HOST in request.url:
            self.found.append(f"asked for {request.url}")

    def _dialog(self, dialog: Dialog) -> None:
        self.found.append(f"dialog: {dialog.message}")
        dialog.dismiss()
