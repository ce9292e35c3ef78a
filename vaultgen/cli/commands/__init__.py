"""The commands. One file per verb, with `command` (click) and

    run(...) -> exit code

A command opens a workspace, evaluates it, and prints: data on stdout, messages on stderr.
`COMMANDS` lists verb and help line in the order of `--help`; the files are imported when called.
"""

COMMANDS = {
    "init": "Make a new vault: folders, templates, settings.",
    "new": "Make a note from its template, all properties in place.",
    "debrief": "Ask what is missing of the last interview, question by question.",
    "prep": "Print the briefing for the next interview, on one sheet.",
    "practice": "Ask your hard questions, show your answers, keep your marks.",
    "check": "Say what is wrong in the notes, and mend what is certain.",
    "explain": "Say what a problem's code means, with examples.",
    "schema": "Print the properties of a kind of note as JSON Schema.",
    "status": "Say what is due, and when.",
    "draft": "Write the drafts of what is due.",
    "build": "Check the notes, write the drafts, build the dashboard.",
    "watch": "Build again on every change.",
    "theme": "List the themes, or put out a file of yours to change.",
    "sent": "Mark a draft as sent.",
    "skip": "Let go of a follow-up that you do not want to send.",
    "heard": "Note that an employer answered, and what.",
    "export": "Write a draft or the whole vault as a file for other programs.",
    "import": "Make notes of a table or an invitation.",
    "obsidian": "Add what Obsidian lacks: bases, templates, types of properties.",
    "doctor": "Say what is set up and what is not.",
    "lsp": "Serve an editor: problems, completions, mends while you type.",
}
