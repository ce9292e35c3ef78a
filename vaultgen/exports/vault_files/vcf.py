"""The people whom the user met, as contact cards for a phone or an address book."""

from collections.abc import Sequence

from vaultgen.errors import UsageProblem
from vaultgen.exports import card_file, cards
from vaultgen.exports.exported import Exported
from vaultgen.exports.options import Asked, ExportOption, ExportWords
from vaultgen.snapshot import Snapshot

NAME, ABOUT = "vcf", "The people whom you met, as contacts for a phone: all, or those named (people, or an employer)."
WORDS: ExportWords | None = ExportWords("[NAME]…", are_many=True)
OPTIONS: tuple[ExportOption, ...] = (
    ExportOption("--version", "Of the format: phones read 3 best.", choices=("3", "4"), default="3"),
    ExportOption("--caller-id", "Names, employers and numbers alone: so that the phone says who calls.", is_flag=True),
)
_SHOWN = 3  # names in a remark


def export(snapshot: Snapshot, asked: Asked) -> Exported:
    """The cards; raises `UsageProblem` for an unknown name, and if there are none."""
    people = cards.of_people(snapshot.vault)
    employers = cards.of_employers(snapshot.vault)
    if asked["words"]:
        shown = [card for words in asked["words"] for card in _named([*people, *employers], words)]
        shown = list(dict.fromkeys(shown))
        left: list[cards.Card] = []
    else:
        # A card without any address is no use on a phone.
        shown = [card for card in (*people, *employers) if card.can_be_reached]
        left = [card for card in people if not card.can_be_reached]
    if asked["caller-id"]:
        left += [card for card in shown if not card.phone and card.given]
        shown = cards.for_caller_id(shown)
    if not shown:
        raise UsageProblem(f"Nobody has a {'telephone number' if asked['caller-id'] else 'card'}.", _HINT)
    lacking = "a telephone number" if asked["caller-id"] else "an e-mail address, a telephone number or any other"
    remarks = (f"Left out, as no note has {lacking}: {_listed(left)}.",) if left else ()
    return Exported(card_file.write(shown, version=f"{asked['version']}.0"), remarks, "contacts.vcf")


_HINT = "Write “phone” or “email” into the person's note, or into the line of the interview that names them."


def _named(known: Sequence[cards.Card], words: str) -> list[cards.Card]:
    found = cards.named(known, words)
    if not found:
        raise UsageProblem(f"Nobody in the notes is called “{words}”.", "Type a name, a part of one, or an employer.")
    return found


def _listed(left: Sequence[cards.Card]) -> str:
    more = f" and {len(left) - _SHOWN} more" if len(left) > _SHOWN else ""
    return ", ".join(card.name for card in left[:_SHOWN]) + more
