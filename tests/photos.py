"""Photos for tests: what a camera might send, and an installation that decodes it at once."""

import io
from uuid import UUID, uuid4

from PIL import Image

from tests.installations import Installation
from tests.visits import front_door
from woningscan.domain.photos import Photo
from woningscan.services import photos

RED, BLUE, GREEN = (200, 30, 30), (30, 30, 200), (30, 160, 30)


def jpeg(colour: tuple[int, int, int] = RED, size: tuple[int, int] = (60, 40)) -> bytes:
    """Give a small photo of one colour."""
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, "JPEG")
    return written.getvalue()


def noise(size: tuple[int, int], seed: int = 7) -> bytes:
    """Give a photo that cannot be made small, as a JPEG of a camera."""
    width, height = size
    small = Image.effect_noise((width // 8, height // 8), 60 + seed).convert("RGB")
    written = io.BytesIO()
    small.resize(size, Image.Resampling.BILINEAR).save(written, "JPEG", quality=92)
    return written.getvalue()


def numbered(number: int) -> str:
    """Give the id of a photo."""
    return str(UUID(int=number << 64 | 4 << 76))


def added(  # noqa: PLR0913 - what is said of a photo
    installation: Installation,
    visit: str,
    data: bytes | None = None,
    *,
    photo: str | None = None,
    items: tuple[str, ...] = (),
    consent: bool = False,
) -> str:
    """Add a photo to the front door of a visit, and give its id."""
    about = Photo(photo or str(uuid4()), front_door(visit), items, consent=consent)
    actor = installation.actor("adviser")
    photos.add_photo(installation.resources, actor, visit, about, data or jpeg())
    return about.id
