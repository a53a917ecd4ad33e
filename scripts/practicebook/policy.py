"""The content policy of every page (Content Security Policy, level 3): what a browser may load and run.

Only what the site itself has: no script or style inside a page, nothing made from text, nothing from anybody else. It
stands in each page, since a host of static files may not let us send headers; `frame-ancestors`, which only a header
can say, is for hosts that do (see SECURITY.md).
"""

DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",  # the preview of frames for other sites
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
)
META = f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(DIRECTIVES)}">'
