"""Styles and scripts as the site has them: without the comments and the room that only a theme's author needs.

By `rcssmin` and `rjsmin`, which take out what is certain to mean nothing and change no name.
"""


def minify(name: str, data: bytes) -> bytes:
    """An asset of a theme by its name; what is no style sheet and no script stays as it is."""
    if name.endswith(".css"):
        from rcssmin import cssmin

        return f"{cssmin(data.decode('utf-8'))}\n".encode()
    if name.endswith(".js"):
        from rjsmin import jsmin

        return f"{jsmin(data.decode('utf-8'))}\n".encode()
    return data
