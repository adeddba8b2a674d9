"""How a page is looked at: four modes for axe, two narrow windows, and the way through it with Tab."""

import re

from axe_playwright_python.sync_playwright import Axe

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
ZOOMED = {"width": 320, "height": 256}  # 1280 × 1024 at 400 %
MODES = {  # the media of the browser, and the size of its window
    "wide": ({}, WIDE),
    "narrow": ({}, NARROW),
    "dark": ({"color_scheme": "dark"}, WIDE),
    "forced colours": ({"forced_colors": "active"}, WIDE),
}
STANDARD = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
MOST_STOPS = 800
SITE_NAME = "Trajectoires socio-économiques"
# Whatever a page draws and says. Where this is the same as before, a mode has changed colours alone.
IS_DRAWN_AS_BEFORE = """() => {
  const drawn = [...document.querySelectorAll('*')].map((node) => {
    const { x, y, width, height } = node.getBoundingClientRect()
    return [x, y, width, height, node.checkVisibility({ opacityProperty: true, visibilityProperty: true })].join()
  }).concat(document.documentElement.outerHTML, innerWidth, innerHeight).join(';')
  const isKnown = (window.drawings ??= new Set()).has(drawn)
  window.drawings.add(drawn)
  return isKnown
}"""
OF_COLOURS = "(tags) => axe.getRules(tags).filter((rule) => rule.tags.includes('cat.color')).map((rule) => rule.ruleId)"
OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth
  const scrolls = (node) => node && node !== document.documentElement
    && (['auto', 'scroll'].includes(getComputedStyle(node).overflowX) || scrolls(node.parentElement))
  return [...document.querySelectorAll('body *')].filter((node) => {
    const box = node.getBoundingClientRect()
    return box.width > 1 && box.height > 1 && box.right > width + 1 && node.checkVisibility() && !node.closest('.vh')
      && !scrolls(node)
  }).map((node) => node.outerHTML.slice(0, 120))
}"""
RECORD_FOCUS = """() => {
  window.stops = []
  let last = null
  document.addEventListener('focusin', ({ target }) => {
    if (target === last) return // a window that takes the focus back says again where it is
    last = target
    const style = getComputedStyle(target)
    const box = target.getBoundingClientRect()
    const isSeen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0
    const ring = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth)
    window.stops.push({ name: target.outerHTML.slice(0, 120), ring, isSeen })
  })
}"""


def arrive(page, address, *, cookies=(), link=None, wrong=None):
    """Come with these cookies and no other, follow a link of the page, or send what is wrong; return the status."""
    page.context.clear_cookies()
    page.context.add_cookies(list(cookies))
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light", forced_colors="none")
    status = page.goto(address).status
    if link:
        page.get_by_role("link", name=link).first.click()
    if wrong:
        send_wrong(page, *wrong)
    return status


def send_wrong(page, words, button):
    for label, text in words.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name=button).click()
    page.locator(".error-summary").wait_for()


def check_view(page, *, is_paper=False, is_gallery=False):
    """All that is looked at in every view; paper has no frame and nothing to press."""
    assert audit(page) == {}
    assert sideways(page) == {}
    if not is_paper:
        page.emulate_media(color_scheme="light", forced_colors="none")
        page.set_viewport_size(WIDE)
        check_frame(page, is_gallery=is_gallery)
        check_tabs(page)
        check_skip_link(page)


def audit(page, modes=tuple(MODES)):
    """What axe finds in these modes: all its rules, or those of colours where nothing else has changed."""
    page.evaluate(Axe().axe_script)
    page.evaluate("window.drawings = new Set()")
    of_colours = page.evaluate(OF_COLOURS, STANDARD["runOnly"])
    return {mode: found for mode in modes if (found := audit_one(page, *MODES[mode], of_colours))}


def audit_one(page, media, size, of_colours):
    page.set_viewport_size(size)
    page.emulate_media(**{"color_scheme": "light", "forced_colors": "none", **media})
    rules = {"runOnly": of_colours} if page.evaluate(IS_DRAWN_AS_BEFORE) else {}
    violations = page.evaluate("(options) => axe.run(options)", {**STANDARD, **rules})["violations"]
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in violations
        for node in each["nodes"]
    ]


def sideways(page):
    """What sticks out of a window 320 points wide, be it a telephone or a zoom."""
    faults = {}
    for size in (NARROW, ZOOMED):
        page.set_viewport_size(size)
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found = page.evaluate(OVERFLOWING)
        if beyond or found:
            faults[f"{size['width']} × {size['height']}"] = (beyond, found)
    return faults


def check_frame(page, *, is_gallery):
    assert page.locator("html").get_attribute("lang") == "fr"
    assert (
        is_gallery or page.locator("h1").count() == 1
    )  # the gallery shows heads of pages among its specimens
    assert page.locator("h1").first.inner_text().strip()
    assert re.fullmatch(rf"\S.* – {SITE_NAME}", page.title()), page.title()
    for landmark in ("banner", "main", "contentinfo"):
        assert page.get_by_role(landmark).count() == 1, landmark
    names = page.get_by_role("navigation").evaluate_all(
        "(all) => all.map((each) => each.ariaLabel || each.getAttribute('aria-labelledby'))"
    )
    assert all(names)
    assert len(names) == len(set(names))


def check_tabs(page):
    """From the top to the bottom with Tab: each stop has a ring and is on the screen."""
    page.evaluate("document.activeElement.blur()")  # an error summary takes the focus on arrival
    page.evaluate(RECORD_FOCUS)
    stops, starts = [], []
    while len(starts) < 2 and len(stops) < MOST_STOPS:
        for _ in range(10):
            page.keyboard.press("Tab")
        stops = page.evaluate("window.stops")
        starts = [index for index, stop in enumerate(stops) if 'class="skip"' in stop["name"]]
    stops = stops[slice(*starts[:2])]  # once around
    assert len(stops) > 15
    assert [stop["name"] for stop in stops if stop["ring"] < 2] == []
    assert [stop["name"] for stop in stops if not stop["isSeen"]] == []


def check_skip_link(page):
    page.evaluate("document.activeElement.blur()")
    skip = page.locator(".skip")
    assert skip.bounding_box()["y"] < 0
    skip.focus()
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#contenu'")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('header.masthead') === null")
