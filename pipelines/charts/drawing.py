"""Draw a chart offline: PNG, SVG, or a page with the SVG. vl-convert does it, with what else stands below a chart."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import vl_convert

from dyadwire.pipelines.ask.files import whole_file
from dyadwire.pipelines.charts.vega import ABOVE
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.messages import tell
from dyadwire.pipelines.pages.html import asset, own_code, page
from dyadwire.pipelines.refusals import DRAWING_ADDRESSES, refuse_short_addresses

VEGA_LITE = "6.4"  # of those that vl-convert brings: one named, so that a newer one moves no drawing
_SVG = "http://www.w3.org/2000/svg"
_ASIDE = (0.04, 0.06)  # of the width: letters of a browser may be wider than those that Vega measured
_SMALL_PRINT = {"fontSize": 14, "fontWeight": "normal", "color": "#444444", "lineHeight": 19}
FORMATS = (".png", ".svg", ".html")
_PIXEL_RATIO = 2.0  # 1,800 pixels wide: sharp on a full-HD slide


def save(chart: dict[str, Any], file: str | Path) -> None:
    """Write a chart as .png, .svg or .html (that drawing in a page).

    DyadwireError for another ending, no access, or too few addresses (`ulimit -v`).
    """
    refuse_short_addresses("a drawing", DRAWING_ADDRESSES)
    path = Path(file)
    if path.suffix not in FORMATS:
        raise DyadwireError(f"can't draw {path.name}: the ending must be one of {', '.join(FORMATS)}")
    with whole_file(path) as beside:
        beside.write_bytes(_drawn(chart, path.suffix))


def save_and_tell(chart: dict[str, Any], file: str) -> None:
    """Write a chart as `save` does, and say on standard error where it is."""
    save(chart, file)
    tell(f"wrote {file}")


def _drawn(chart: dict[str, Any], ending: str) -> bytes:
    if ending == ".html":
        return _chart_page(chart).encode()
    chart = with_lines_below(chart)
    if ending == ".png":
        return bytes(vl_convert.vegalite_to_png(chart, VEGA_LITE, scale=_PIXEL_RATIO))
    return _svg(chart).encode()


def with_lines_below(chart: dict[str, Any]) -> dict[str, Any]:
    """Put all but the first of what stands below a title under the chart: who looks at it wants to see it."""
    of_view = ("config", "description", "title", "usermeta")
    above, below = _parted(chart)
    if not below:
        return chart
    view = {name: part for name, part in chart.items() if name not in of_view}
    view["title"] = {"text": below, "orient": "bottom", "anchor": "start", "offset": 14, **_SMALL_PRINT}
    others = {name: chart[name] for name in of_view if name in chart}
    return {**others, "title": chart["title"] | {"subtitle": above}, "vconcat": [view]}


def _parted(chart: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Part the small print of a chart in what stands above the drawing and what below."""
    lines, above = chart["title"]["subtitle"], chart["usermeta"][ABOVE]
    return lines[:above], lines[above:]


def _svg(chart: dict[str, Any]) -> str:
    return str(vl_convert.vegalite_to_svg(chart, VEGA_LITE))


def _chart_page(chart: dict[str, Any]) -> str:
    """Return a page with the drawing of a chart, as wide as its window, and nothing that runs."""
    bare = dict(chart)
    title = bare.pop("title")  # it is text of the page, which folds it where the window is narrow
    text, lines = " ".join(title["text"]), title["subtitle"]
    above, below = _parted(chart)
    filled = {"title": text, "lines": above, "below": below, "drawing": _drawing(bare, " ".join((text, *lines)))}
    return str(page("chart.html").render(**own_code(asset("chart.css"), ""), **filled))


def _drawing(chart: dict[str, Any], description: str) -> str:
    """Return a chart as SVG of no fixed size, one image to a screen reader; a pointer is told what a mark says."""
    root = ElementTree.fromstring(_svg(chart))  # noqa: S314 — written by Vega, just now
    for node in list(root.iter()):
        label = node.attrib.pop("aria-label", None)
        for name in ("role", "aria-roledescription", "aria-hidden"):
            node.attrib.pop(name, None)
        if label and len(node) == 0 and not node.text:
            ElementTree.SubElement(node, f"{{{_SVG}}}title").text = label
    width, height = (float(root.attrib.pop(name)) for name in ("width", "height"))
    box = f"{-_ASIDE[0] * width:.0f} 0 {(1 + sum(_ASIDE)) * width:.0f} {height:.0f}"
    root.attrib |= {"viewBox": box, "role": "img", "aria-label": description}
    ElementTree.register_namespace("", _SVG)
    return ElementTree.tostring(root, encoding="unicode")
