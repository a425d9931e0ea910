"""The elements that only show something, of the vocabularies in which browsers have others too."""

SVG = "http://www.w3.org/2000/svg"
HTML = "http://www.w3.org/1999/xhtml"
_OF_SVG = """
    a altGlyph altGlyphDef altGlyphItem animate animateColor animateMotion animateTransform circle
    clipPath color-profile cursor defs desc discard ellipse feBlend feColorMatrix
    feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
    feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage
    feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile
    feTurbulence filter flowDiv flowLine flowPara flowRegion flowRegionExclude flowRoot flowSpan
    flowTref font font-face font-face-format font-face-name font-face-src font-face-uri
    foreignObject g glyph glyphRef hatch hatchpath hkern image line linearGradient marker mask mesh
    meshGradient meshPatch meshRow meshgradient meshpatch meshrow metadata missing-glyph mpath path
    pattern polygon polyline radialGradient rect set solidColor solidcolor stop style svg switch
    symbol tbreak text textArea textPath title tref tspan use view vkern
"""
"""Those of SVG 1.1 and 2, and of the drafts between them, which Inkscape writes."""
_OF_HTML = """
    a abbr address article aside b bdi bdo big blockquote body br caption center cite code col
    colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img
    ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike strong style sub
    sup table tbody td tfoot th thead time tr tt u ul var wbr
"""
"""Those with which a program lays out the words of a drawing."""
SHOWING_ELEMENTS = {SVG: frozenset(_OF_SVG.split()), HTML: frozenset(_OF_HTML.split())}
"""The names of the elements, by the address that names their vocabulary."""
