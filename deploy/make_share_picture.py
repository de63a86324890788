"""Draw the paper's pictures into static/img/: the card for shared links and the icons.

Run from the top of the project: `python deploy/make_share_picture.py [NAME]`. Without a name the card carries none,
so that it suits any paper.
"""

import argparse
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

PAPER, INK, HAIR, ACCENT = "#fdfcf9", "#1b1a17", "#c9c3b5", "#8d1f1a"
FOLDER = Path(__file__).resolve().parent.parent / "static" / "img"
FONTS = ("NotoSerif-Bold.ttf", "DejaVuSerif-Bold.ttf", "Georgia Bold.ttf", "LiberationSerif-Bold.ttf")
SCALE = 4  # drawn larger and made smaller, for smooth edges
COLOURS = 64
PARAGRAPH = 7  # lines
NAME_SIZES = range(170, 40, -5)


def serif(size: int) -> ImageFont.FreeTypeFont:
    """Return the first serif of the list that the machine has; OSError names them all if it has none."""
    for name in FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    raise OSError(f"None of these fonts is installed: {', '.join(FONTS)}.")


def quotation_mark(image: Image.Image, centre: tuple[float, float], size: float) -> None:
    """Draw an opening quotation mark, `size` high, its ink around a point."""
    glyph = Image.new("L", (round(size * 6), round(size * 6)))
    ImageDraw.Draw(glyph).text((0, 0), "“", font=serif(round(size * 3)), fill=255)
    ink = glyph.crop(glyph.getbbox())
    ink = ink.resize((round(ink.width * size / ink.height), round(size)), Image.Resampling.LANCZOS)
    image.paste(ACCENT, (round(centre[0] - ink.width / 2), round(centre[1] - ink.height / 2)), ink)


def columns(draw: ImageDraw.ImageDraw, box: tuple[float, float, float, float], *, count: int, line: float) -> None:
    """Draw columns of text as grey lines, parted by hairlines; the last line of each paragraph is shorter."""
    left, top, right, bottom = box
    gap = line * 2.4
    width = (right - left - gap * (count - 1)) / count
    for number in range(count):
        x = left + number * (width + gap)
        if number:
            draw.line([(x - gap / 2, top), (x - gap / 2, bottom)], fill=HAIR, width=round(line / 8))
        for row in range(int((bottom - top) / line)):
            place = (row + number * 3) % PARAGRAPH
            length = width * (0.58 if place == PARAGRAPH - 1 else 1)
            indent = width * 0.07 if place == 0 and row else 0
            y = top + row * line
            draw.rectangle([x + indent, y, x + length, y + line * 0.34], fill=HAIR)


def card(name: str) -> Image.Image:
    """Return the picture of a shared link, 1200 by 630."""
    width, height = 1200 * 2, 630 * 2
    image = Image.new("RGB", (width, height), PAPER)
    draw = ImageDraw.Draw(image)
    margin = 160
    draw.rectangle([margin, 120, width - margin, 140], fill=INK)
    if name:
        fits = (size for size in NAME_SIZES if draw.textlength(name, font=serif(size)) <= width - 2 * margin)
        draw.text((width / 2, 305), name, font=serif(next(fits, NAME_SIZES[-1])), fill=INK, anchor="mm")
    else:
        quotation_mark(image, (width / 2, 305), 210)
    draw.rectangle([margin, 470, width - margin, 474], fill=INK)
    columns(draw, (margin, 540, width - margin, height - 110), count=4, line=44)
    return image.resize((1200, 630), Image.Resampling.LANCZOS)


def icon(size: int) -> Image.Image:
    """Return the icon: a quotation mark under a rule."""
    side = size * SCALE
    image = Image.new("RGB", (side, side), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle([side * 0.14, side * 0.14, side * 0.86, side * 0.2], fill=INK)
    quotation_mark(image, (side / 2, side * 0.55), side * 0.46)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def save(image: Image.Image, name: str) -> None:
    """Write a picture with few colours, which keeps it small."""
    path = FOLDER / name
    image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.name}: {image.width} x {image.height}, {path.stat().st_size} bytes")  # noqa: T201 a tool for a person


def main() -> None:
    """Draw them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="", help="the paper's name, to stand on the card")
    arguments = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    save(card(arguments.name), "share.png")
    save(icon(512), "icon-512.png")
    save(icon(180), "apple-touch-icon.png")
    save(icon(144), "feed-icon.png")


if __name__ == "__main__":
    main()
