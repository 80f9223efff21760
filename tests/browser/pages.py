"""Pages as a person sees them: what can be done there, by the words on the screen."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

OPEN = """items => items.filter((item) => !item.querySelector("input[type=radio]:checked"))
    .map((item) => item.dataset.item)"""
SAVED = re.compile(r"Bewaard om \d\d:\d\d")


@dataclass(frozen=True, slots=True)
class SignInPage:
    """The page that asks who it is."""

    page: Page

    def sign_in(self, name: str, password: str, code: str) -> None:
        """Fill in the three fields, which a script folds away behind the passkey, and go on."""
        self.page.wait_for_load_state()
        road = self.page.locator("details.other-road")
        if road.get_attribute("open") is None:
            road.locator("summary").click()
        self.page.get_by_label("Naam").fill(name)
        self.page.get_by_label("Wachtwoord").fill(password)
        self.page.get_by_label("Code van zes cijfers").fill(code)
        self.page.get_by_role("button", name="Inloggen", exact=True).click()
        expect(self.page.get_by_label("Code van zes cijfers")).to_have_count(0)


@dataclass(frozen=True, slots=True)
class RoomPage:
    """A room being filled in."""

    page: Page

    @property
    def status(self) -> Locator:
        """What the page tells about saving."""
        return self.page.get_by_role("status")

    @property
    def progress(self) -> Locator:
        """How far the room is."""
        return self.page.locator("#progress")

    def item(self, item: str) -> Locator:
        """One item, by its id."""
        return self.page.locator(f'[data-item="{item}"]')

    def card(self, item: str, option: str) -> Locator:
        """One answer card."""
        return self.page.locator(f'label[for="{item}.{option}"]')

    def is_chosen(self, item: str, option: str) -> bool:
        """Tell whether a card is chosen."""
        return self.page.locator(f'[id="{item}.{option}"]').is_checked()

    def answer(self, item: str, option: str) -> None:
        """Tap an answer."""
        self.card(item, option).tap()

    def open_items(self) -> list[str]:
        """Give the ids of the items that show and have no answer, all at one moment."""
        found: list[str] = self.page.locator("[data-item]:not([hidden])").evaluate_all(OPEN)
        return found

    def answer_all(self) -> int:
        """Tap the first answer of everything that is open, until nothing is; give how many."""
        taps = 0
        while items := self.open_items():
            # An answer can make the next item go, so what is open is asked again each time.
            self.item(items[0]).locator(".answers label").first.tap()
            taps += 1
        return taps
