"""A letter as PDF, on one page of the country's paper size, ready to print and sign.

It is typeset by Typst, which brings its own fonts. The text is passed to it as data, never as markup.
"""

import json
import re
from datetime import datetime
from typing import Any

from vaultgen.drafts.write import Draft
from vaultgen.errors import UsageProblem
from vaultgen.exports import mail
from vaultgen.exports.exported import Exported
from vaultgen.exports.letterhead import letter_date, letterhead, paper
from vaultgen.followups.kinds import letter
from vaultgen.vault.vault import Vault

NAME, SUFFIX, ABOUT = "letter", ".pdf", "a PDF on one page"
KIND = letter.KIND


def export(draft: Draft, vault: Vault, now: datetime) -> Exported:
    """The PDF; a text that does not fit on a page at a readable size takes several, with a remark."""
    if draft.follow_up.kind != KIND:
        raise UsageProblem(
            f"{draft.path} is no letter but a {draft.follow_up.kind}.", "As an e-mail: vaultgen export eml."
        )
    try:
        import typst
    except ImportError:
        raise UsageProblem(
            "A PDF needs the package typst, which is not installed.",
            "Install it with: pip install 'vaultgen[pdf]' (with pipx or uv: vaultgen doctor says how)",
        ) from None
    inputs = {"letter": json.dumps(_content(draft, vault, now))}
    layout = _LAYOUT.encode()
    pages = int(typst.query(layout, "<pages>", field="value", one=True, sys_inputs=inputs))
    long = f"The letter is too long for one page and takes {pages}: shorten {draft.path}."
    return Exported(typst.compile(layout, sys_inputs=inputs), (long,) if pages > 1 else ())


def _content(draft: Draft, vault: Vault, now: datetime) -> dict[str, Any]:
    """The data for the layout; a paragraph is a list of lines."""
    head = letterhead(vault, draft.follow_up)
    day = head.sent or now.date()
    paragraphs = [part.split("\n") for part in re.split(r"\n(?:[ \t]*\n)+", mail.body(draft)) if part.strip()]
    return {
        "paper": paper(vault.settings),
        "language": vault.settings.language,
        "title": mail.subject(draft),
        "author": vault.settings.me.name,
        "sender": head.sender,
        "recipient": head.recipient,
        "date": letter_date(day, vault.settings),
        "day": [day.year, day.month, day.day],
        "paragraphs": paragraphs,
        # Leave room to sign if the letter ends with the name on its own line.
        "signed": bool(paragraphs) and paragraphs[-1] == [vault.settings.me.name],
    }


_LAYOUT = r"""
#let it = json(bytes(sys.inputs.letter))
#set document(
  title: it.title, author: it.author,
  date: datetime(year: it.day.at(0), month: it.day.at(1), day: it.day.at(2)),
)
#set page(paper: it.paper, margin: (x: 2.5cm, top: 2.2cm, bottom: 2cm))
#set text(lang: it.language, hyphenate: false)
#set par(leading: 0.62em, spacing: 1.1em)
// What is too long for a line, as the address of a page can be, is cut where the line ends.
#show regex("[!-~]{70,}"): it => it.text.clusters().join(sym.zws)
#let lines(of) = of.map(line => text(line)).join(linebreak())
#let sheet = {
  align(right, lines(it.sender))
  v(1.4em)
  text(it.date)
  v(0.9em)
  lines(it.recipient)
  v(1.6em)
  for (number, paragraph) in it.paragraphs.enumerate() {
    if it.signed and number == it.paragraphs.len() - 1 { v(2em) }
    par(lines(paragraph))
  }
}
// The largest letters in which it fits on the page, down to what can be read with ease.
#layout(space => {
  let sizes = (11pt, 10.5pt, 10pt, 9.5pt)
  let fits(size) = measure(block(width: space.width, text(size: size, sheet))).height <= space.height
  let size = sizes.find(fits)
  text(size: if size == none { sizes.last() } else { size }, sheet)
})
#context [#metadata(counter(page).final().first()) <pages>]
"""
