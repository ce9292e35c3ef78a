"""Task lists: `- [ ]`, `- [x]`, and any other mark, such as `- [-]` and `- [?]`.

The checkbox is disabled and labelled with the task's state. As in Obsidian, any mark but a space ticks it; themes can
style each mark by `data-task`.
"""

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from vaultgen.regex import late

_TASK = late(r"\[([^\n\[\]])\](?:[ \t]+|(?=\n)|$)")
_NAMES = {" ": "to do", "x": "done", "X": "done", "-": "dropped", "?": "in question", "!": "important", "/": "begun"}


def tasks(parser: MarkdownIt) -> None:
    """Adds the rules to a parser."""
    parser.core.ruler.after("block", "tasks", _find)
    parser.add_render_rule("list_item_open", _item)


def _find(state: StateCore) -> None:
    tokens = state.tokens if "] " in state.src or "]\n" in f"{state.src}\n" else []
    lists: list[Token] = []
    for index, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open" and tokens[index + 1].type == "paragraph_open":
            text = tokens[index + 2]
            match = _TASK.match(text.content)
            if match:
                text.content = text.content[match.end() :]
                token.attrSet("class", "task-list-item")
                token.attrSet("data-task", match[1])
                lists[-1].attrSet("class", "contains-task-list")


def _item(renderer: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    item = renderer.renderToken(tokens, index, options, env)
    mark = tokens[index].attrs.get("data-task")
    if mark is None:
        return item
    name = escapeHtml(_NAMES.get(str(mark), f"marked {mark}"))
    checked = "" if mark == " " else " checked"
    return f'{item}<input type="checkbox" class="task-list-item-checkbox" aria-label="{name}"{checked} disabled> '
