"""The notes and attachments that the fixtures link to, and a resolver for them."""

from vaultgen.markdown import Anchor, Resolve

NOTES = {
    "Jane": "# Past\n\n## Work\n\nAt Acme. ^acme\n\n# Now\n\n- one\n- two ^two\n  - deep\n\nShe said so.\n",
    "Ping": "ping ![[Pong]]",
    "Pong": "pong ![[Ping]]",
    "Footed": "Two[^1]\n\n[^1]: there",
    "Empty": "",
    "Secretive": "shown %%secret%%\n\n%%\n# secret\n%%",
}
FILES = ("sketch.png", "plan.svg", "cv.pdf")


def on_page_of(body: str) -> Resolve:
    """The resolver for the page of a note “Home”; folders in targets are ignored."""
    notes = NOTES | {"Home": body}

    def resolve(target: str, /) -> Anchor:
        name = target.rpartition("/")[2].removesuffix(".md") or "Home"
        if name in FILES:
            return Anchor(f"../files/{name}", "file" if name.endswith(".pdf") else "image", name)
        known = name in notes and ".." not in target and not target.startswith("//")
        return Anchor(f"{name.lower()}.html", "note", name, name, lambda: notes[name]) if known else Anchor(None)

    return resolve
