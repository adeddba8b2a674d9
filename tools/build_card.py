"""Draw the picture that other sites show beside a link to this one: `python tools/build_card.py OUTPUT.png`.

The logo and the display face of the site, on its paper, in its colours; sixteen colours keep it light.
"""

import base64
import io
import re
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

UI = Path(__file__).resolve().parents[1] / "src" / "trajectoires" / "ui"
FONT = UI / "static" / "ui" / "fonts" / "bricolage-grotesque-fr.woff2"
BRAID = UI / "templates" / "ui" / "brand" / "hero_braid.html"
LIMIT_BYTES = 40_000
SIZE = {"width": 1200, "height": 630}
COLOURS = 32


def page() -> str:
    """Return the card as a page of its own, with everything inside."""
    font = base64.b64encode(FONT.read_bytes()).decode()
    braid = re.sub(r"<text.*?</text>", "", re.findall(r"<svg.*?</svg>", BRAID.read_text(), re.DOTALL)[0])
    return f"""<!DOCTYPE html><meta charset="utf-8"><style>
    @font-face {{ font-family: face; src: url(data:font/woff2;base64,{font}); }}
    body {{ margin: 0; width: 1200px; height: 630px; position: relative; overflow: hidden; }}
    html {{ color: #16302f; background: #fffdf8; }}
    h1 {{ position: absolute; left: 72px; top: 56px; margin: 0; font: 84px/1.02 face; letter-spacing: -2px; }}
    p {{ position: absolute; left: 76px; bottom: 52px; margin: 0; font: 34px/1.3 face; color: #16302f; }}
    svg {{ position: absolute; right: -290px; bottom: -40px; width: 980px; overflow: visible; }}
    path {{ fill: none; stroke: currentColor; }}
    .humaines {{ color: #b54d1c; }} .financiers {{ color: #1d5b96; }} .alliances {{ color: #34500f; }}
    </style>{braid}<h1>Trajectoires<br>socio-économiques</h1><p>Personnes, argent, alliances</p>"""


def shoot(html: str) -> bytes:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        tab = browser.new_page(viewport=SIZE, color_scheme="light")  # type: ignore[arg-type]
        tab.set_content(html)
        tab.evaluate("document.fonts.ready")
        picture = tab.screenshot()
        browser.close()
    return picture


def main(output: str) -> None:
    image = Image.open(io.BytesIO(shoot(page()))).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(output, optimize=True)
    size = Path(output).stat().st_size
    if size > LIMIT_BYTES:
        sys.exit(f"{output}: {size} bytes, {LIMIT_BYTES} at most")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else str(UI / "static" / "ui" / "partage.png"))
