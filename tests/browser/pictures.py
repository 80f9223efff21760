"""A photo that looks like one: the lock of a front door, drawn."""

import io

from PIL import Image, ImageDraw, ImageFilter

SIZE = (1200, 900)
DOOR, PANEL, BRASS, STEEL, DARK = "#2f4f4f", "#3d6464", "#b08d3c", "#9aa4ab", "#1b1f22"


def lock() -> bytes:
    """Give a JPEG of a door with a handle and a cylinder that sticks out a little."""
    picture = Image.new("RGB", SIZE, DOOR)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((70, 60, 520, 840), fill=PANEL, outline=DARK, width=6)
    draw.rounded_rectangle((700, 170, 880, 760), 60, fill=STEEL, outline=DARK, width=5)
    draw.rounded_rectangle((560, 280, 820, 340), 30, fill=BRASS, outline=DARK, width=5)
    draw.ellipse((735, 500, 845, 610), fill=BRASS, outline=DARK, width=6)
    draw.rectangle((775, 555, 805, 680), fill=BRASS, outline=DARK, width=6)
    draw.line((790, 535, 790, 575), fill=DARK, width=10)
    written = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(1.5)).save(written, "JPEG", quality=85)
    return written.getvalue()
