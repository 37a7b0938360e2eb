"""Charts of answers, drawn offline: each a specification in Vega-Lite, which `vega` draws as PNG, SVG or a page."""
