"""Minified styles and scripts for the site, by `rcssmin` and `rjsmin`: comments and whitespace go, names stay."""


def minify(name: str, data: bytes) -> bytes:
    """A theme's asset, minified if its name ends in `.css` or `.js`, else unchanged."""
    if name.endswith(".css"):
        from rcssmin import cssmin

        return f"{cssmin(data.decode('utf-8'))}\n".encode()
    if name.endswith(".js"):
        from rjsmin import jsmin

        return f"{jsmin(data.decode('utf-8'))}\n".encode()
    return data
