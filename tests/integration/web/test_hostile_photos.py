"""Files that nobody's camera makes: each is refused in one clear sentence and leaves nothing."""

import io
import struct
import zlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from flask import Flask
from PIL import Image, ImageCms, PngImagePlugin
from werkzeug.datastructures import FileStorage, Headers
from werkzeug.test import EnvironBuilder, encode_multipart, run_wsgi_app

from tests.installations import Installation
from tests.integration.web.browsing import OWN_PAGE, Browser
from tests.integration.web.test_photos import put
from tests.photos import BLUE, jpeg, numbered
from tests.unit.photos.images import encoded, flag, near, opened, png
from tests.visits import front_door, noted, planned
from woningscan.photos import intake

JPEG = jpeg(size=(400, 300))
HTML = b"<html><script>alert(1)</script></html>"


def animated(frames: int) -> bytes:
    """Give a WebP that says that it has so many frames."""
    images = [Image.new("RGB", (2, 2), (n % 256, n // 256, 0)) for n in range(frames)]
    written = io.BytesIO()
    images[0].save(written, "WEBP", save_all=True, append_images=images[1:], duration=10)
    return written.getvalue()


def mpo() -> bytes:
    written = io.BytesIO()
    flag().save(written, "MPO", save_all=True, append_images=[flag().rotate(180)])
    return written.getvalue()


def bomb() -> bytes:
    """Give a PNG whose text would take a gigabyte when it is unpacked."""
    unpacked = zlib.compressobj(9)
    packed = b"".join(unpacked.compress(bytes(1 << 20)) for _ in range(256)) + unpacked.flush()
    chunk = b"Comment\0\0" + packed
    content = struct.pack(">I", len(chunk)) + b"zTXt" + chunk
    return png(10, 10, content + struct.pack(">I", zlib.crc32(b"zTXt" + chunk)))


REFUSED: Mapping[str, tuple[Callable[[], bytes], int, str]] = {
    "nothing": (lambda: b"", 415, "geen foto"),
    "a truncated JPEG": (lambda: JPEG[: len(JPEG) // 2], 422, "beschadigd"),
    "a JPEG of three bytes": (lambda: JPEG[:3], 422, "beschadigd"),
    "60,000 by 60,000 pixels": (lambda: png(60_000, 60_000, grey=b""), 413, "50 megapixels"),
    "a text that unpacks without end": (bomb, 422, "beschadigd"),
    "SVG": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", 415, "geen foto"),
    "EPS": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) run", 415, "geen foto"),
    "PDF with a JPEG": (lambda: b"%PDF-1.7\n" + JPEG, 415, "geen foto"),
    "GIF that is a script": (lambda: b"GIF89a=1;/*" + bytes(20) + b"*/alert(1)", 415, "geen foto"),
    "TIFF": (lambda: encoded(flag(), "TIFF"), 415, "geen foto"),
    "BMP": (lambda: encoded(flag(), "BMP"), 415, "geen foto"),
    "HTML": (lambda: HTML, 415, "geen foto"),
    "HTML that begins as a JPEG": (lambda: b"\xff\xd8\xff" + HTML, 422, "beschadigd"),
    "HEIC": (lambda: b"\0\0\0\x18ftypheic" + bytes(64), 415, "Meest compatibel"),
    "AVIF": (lambda: b"\0\0\0\x18ftypavif" + bytes(64), 415, "Meest compatibel"),
    "26 MB": (lambda: JPEG + bytes(26 * 1024 * 1024 - len(JPEG)), 413, "25 MB"),
}
TAKEN: Mapping[str, Callable[[], bytes]] = {
    "JPEG with HTML behind it": lambda: JPEG + HTML,
    "PNG with HTML behind it": lambda: encoded(flag(), "PNG") + HTML,
    "a JPEG of two images": mpo,
    "an animation of 10,000 frames": lambda: animated(10_000),
}


@pytest.fixture
def visit(on_sqlite: Installation) -> str:
    return planned(on_sqlite)


def stored(installation: Installation, visit: str) -> tuple[int, frozenset[str]]:
    """Give how many changes there are, and which photos."""
    with installation.resources.work.reading() as found:
        record = found.inspections.find(visit)
        assert record is not None
        return record.chain.count, found.blobs.ids(visit)


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_one_sentence_and_leaves_nothing(
    adviser: Browser, on_sqlite: Installation, visit: str, name: str
) -> None:
    make, status, said = REFUSED[name]
    before, photo = stored(on_sqlite, visit), numbered(1)
    response = put(adviser, visit, make(), photo)
    assert response.status_code == status
    reasons = response.json["reasons"]  # type: ignore[index]
    assert len(reasons) == 1
    assert said in reasons[0]
    assert stored(on_sqlite, visit) == before
    assert on_sqlite.resources.keyring.store.of_photos.of(visit, [photo]) == {}


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_taken_comes_out_as_one_plain_jpeg(adviser: Browser, visit: str, name: str) -> None:
    photo = numbered(2)
    assert put(adviser, visit, TAKEN[name](), photo).status_code == 200
    data = adviser.get(f"/visits/{visit}/photos/{photo}/full.jpg").data
    image = Image.open(io.BytesIO(data))
    assert (image.format, getattr(image, "n_frames", 1)) == ("JPEG", 1)
    assert b"<script" not in data
    assert data.endswith(b"\xff\xd9")


def test_nothing_of_the_camera_is_left_and_it_stands_upright(adviser: Browser, visit: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera Verzonnen"
    exif[0x9286] = "Opmerking Verzonnen"
    exif.get_ifd(0x8825)[2] = (52.0, 6.0, 7.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded(
        flag(60, 40),
        "JPEG",
        exif=exif,
        icc_profile=profile,
        comment=b"Commentaar Verzonnen",
        xmp=b"<x:xmpmeta>Xmp Verzonnen</x:xmpmeta>",
        quality=95,
    )
    assert data.count(b"Verzonnen") >= 3
    photo = numbered(3)
    assert put(adviser, visit, data, photo).status_code == 200
    for rendition in ("full", "small"):
        served = adviser.get(f"/visits/{visit}/photos/{photo}/{rendition}.jpg").data
        for mark in (b"Verzonnen", b"Exif", b"ICC_PROFILE", b"xmpmeta", b"http://ns.adobe.com"):
            assert mark not in served
        image = opened(served)
        assert image.size == (40, 60)
        # Its upper left quarter was red; turned by the camera's word it is the upper right.
        assert near(image.getpixel((30, 10)), (200, 30, 30), 40)
        assert near(image.getpixel((10, 10)), (30, 30, 200), 40)


def test_text_in_a_png_is_left_behind(adviser: Browser, visit: str) -> None:
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "Maker Verzonnen")
    photo = numbered(4)
    assert put(adviser, visit, encoded(flag(), "PNG", pnginfo=said), photo).status_code == 200
    assert b"Verzonnen" not in adviser.get(f"/visits/{visit}/photos/{photo}/full.jpg").data


def sent_as(app: Flask, adviser: Browser, visit: str, body: io.BytesIO, **environment: str) -> int:
    """Send a body that does not keep to what its head says."""
    builder = EnvironBuilder(
        path=f"/visits/{visit}/photos/{numbered(5)}",
        method="PUT",
        query_string={"room": front_door(visit)},
        input_stream=body,
        content_type="image/jpeg",
        headers=Headers({**OWN_PAGE, "X-CSRFToken": adviser.csrf_token()}),
    )
    environ = builder.get_environ()
    cookie = adviser.client.get_cookie("session")
    assert cookie is not None
    environ.pop("CONTENT_LENGTH", None)
    environ.update(environment, HTTP_COOKIE=f"session={cookie.value}")
    _, status, _ = run_wsgi_app(app.wsgi_app, environ, buffered=True)
    return int(status.split()[0])


class Endless(io.BytesIO):
    """A body that never ends, and counts what was read of it."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        size = 1 << 16 if size is None or size < 0 else size
        self.taken += size
        return bytes(size)


def test_a_body_without_a_length_is_not_read(app: Flask, adviser: Browser, visit: str) -> None:
    body = Endless()
    assert sent_as(app, adviser, visit, body, HTTP_TRANSFER_ENCODING="chunked") == 400
    assert body.taken == 0


def test_a_length_that_says_too_much_is_refused(
    app: Flask, adviser: Browser, on_sqlite: Installation, visit: str
) -> None:
    assert sent_as(app, adviser, visit, io.BytesIO(JPEG), CONTENT_LENGTH=str(len(JPEG) + 10)) == 400
    assert stored(on_sqlite, visit)[1] == frozenset()


def test_a_length_that_says_too_little_cuts_the_photo_off(
    app: Flask, adviser: Browser, on_sqlite: Installation, visit: str
) -> None:
    assert sent_as(app, adviser, visit, io.BytesIO(JPEG), CONTENT_LENGTH=str(len(JPEG) // 2)) == 422
    assert stored(on_sqlite, visit)[1] == frozenset()


def test_a_body_of_more_than_a_photo_is_not_read(app: Flask, adviser: Browser, visit: str) -> None:
    body = Endless()
    assert sent_as(app, adviser, visit, body, CONTENT_LENGTH=str(10 * 1024**3)) == 413
    assert body.taken == 0


def test_who_has_not_signed_in_cannot_make_us_read_photos(app: Flask, visit: str) -> None:
    body = Endless()
    builder = EnvironBuilder(
        path=f"/visits/{visit}/rooms/{front_door(visit)}/photos",
        method="POST",
        input_stream=body,
        content_type="multipart/form-data; boundary=x",
        headers=Headers(OWN_PAGE),
    )
    environ = builder.get_environ() | {"CONTENT_LENGTH": str(70 * 1024 * 1024)}
    _, status, _ = run_wsgi_app(app.wsgi_app, environ, buffered=True)
    assert status.startswith("401")
    assert body.taken == 0


def test_a_save_is_answered_while_hostile_photos_are_read(
    app: Flask, adviser: Browser, on_sqlite: Installation, visit: str
) -> None:
    """Every decoder hangs on a photo; answers are saved all the same."""
    places, done = [Event(), Event(), Event(), Event()], Event()

    def hang(data: bytes) -> object:
        next(place for place in places if not place.is_set()).set()
        assert done.wait(60)
        return intake(data)

    decoders = on_sqlite.resources.decoders
    decoders._take = hang  # type: ignore[assignment] # noqa: SLF001 - the attack
    token = adviser.csrf_token()
    cookie = adviser.client.get_cookie("session")
    assert cookie is not None

    def attack(number: int) -> int:
        client = app.test_client()
        client.set_cookie("session", cookie.value)
        return client.put(
            f"/visits/{visit}/photos/{numbered(number)}",
            data=jpeg((number, 0, 0)),
            query_string={"room": front_door(visit)},
            headers={**OWN_PAGE, "X-CSRFToken": token},
        ).status_code

    with ThreadPoolExecutor(2) as threads:
        hanging = [threads.submit(attack, number) for number in (10, 20)]
        assert places[0].wait(60)
        assert places[1].wait(60)
        assert adviser.save(visit, [noted(visit, "Klemt.")]).status_code == 200
        assert adviser.get(f"/visits/{visit}").status_code == 200
        decoders._patience = 0.0  # noqa: SLF001 - nobody waits in a test
        refused = put(adviser, visit, jpeg(BLUE))
        assert refused.status_code == 503
        assert refused.headers["Retry-After"] == "5"
        done.set()
        assert [each.result() for each in hanging] == [200, 200]


def test_several_hostile_photos_in_a_form_are_told_one_by_one(
    adviser: Browser, on_sqlite: Installation, visit: str
) -> None:
    path = f"/visits/{visit}/rooms/{front_door(visit)}/photos"
    bad = {"a.svg": b"<svg/>", "b.jpg": JPEG[:500], "c.png": png(60_000, 60_000, grey=b"")}
    fields = adviser.form(path).fields | {
        "photos": [(io.BytesIO(data), name) for name, data in bad.items()]
    }
    response = adviser.client.post(path, data=fields, headers=OWN_PAGE)
    assert response.status_code == 415
    for name in bad:
        assert response.text.count(f"{name}: ") == 1
    assert stored(on_sqlite, visit)[1] == frozenset()


def test_an_upload_never_touches_a_disk(
    adviser: Browser, visit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file")

    for name in ("TemporaryFile", "SpooledTemporaryFile", "NamedTemporaryFile"):
        monkeypatch.setattr(f"tempfile.{name}", refuse)
        monkeypatch.setattr(f"werkzeug.formparser.{name}", refuse, raising=False)
    path = f"/visits/{visit}/rooms/{front_door(visit)}/photos"
    large = encoded(Image.effect_noise((1500, 1500), 90), "PNG")
    assert len(large) > 1_000_000
    photo = FileStorage(io.BytesIO(large), "groot.png", "photos")
    boundary, body = encode_multipart(adviser.form(path).fields | {"photos": photo})
    kind = f"multipart/form-data; boundary={boundary}"
    response = adviser.client.post(path, data=body, content_type=kind, headers=OWN_PAGE)
    assert response.status_code == 303
