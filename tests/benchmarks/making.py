"""Vaults like those of a long search: interviews of 2 to 4 KB, with people, companies, applications and results.

The same number gives the same vault, byte for byte.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

NOW = "2026-03-12T09:00"
_LAST = date(2026, 3, 11)
_STAGES = ("screen", "technical", "panel", "final")
_FIRST = "Ada Bo Chen Dana Emre Fay Gus Hana Igor June Kofi Lena Mara Nils Olga Pia Quin Rosa Sami Tove".split()
_LAST_NAMES = "Abara Brandt Castro Dorn Ekberg Fujii Gruber Hale Ito Jansen Kaya Lund Moreau Nagy Okafor".split()
_TOOLS = "Kafka Airflow Postgres Terraform Python Go Spark dbt Kubernetes Redis Flink Iceberg".split()
_NEEDS = (
    "the nightly load runs into the morning",
    "nobody dares to touch the scheduler",
    "two teams count the same orders twice",
    "the pager rings for things that mend themselves",
    "reports arrive after the meeting they are for",
    "schema changes break what stands downstream",
)
_SAID = (
    "We went through the {tool} story from the beginning, and they asked twice what happened on the second day.",
    "They drew the system on the wall. Most of it is {tool}, and a part that nobody wanted to name.",
    "I told how we moved {tool} without a weekend, which they had tried and given up.",
    "She wanted to know what I would stop doing first. I said the manual {tool} runs, and she wrote that down.",
    "There was a long silence after the question about {tool}; then everybody spoke at once.",
)


def make(root: Path, interviews: int) -> Path:
    """Writes a vault with so many interviews to `root`, and returns it."""
    dice = random.Random(interviews)
    (root / "vaultgen.toml").parent.mkdir(parents=True, exist_ok=True)
    (root / "vaultgen.toml").write_text(
        'timezone = "Europe/Berlin"\n[me]\nname = "Robin Hale"\nemail = "robin@hale.example"\nphone = "+1 555 0100"\n'
    )
    for path, text in _notes(dice, interviews):
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def _notes(dice: random.Random, interviews: int) -> Iterator[tuple[str, str]]:
    for number, tool in enumerate(_TOOLS):
        yield f"accomplishments/{tool}.md", _accomplishment(tool, number)
        yield f"questions/What would you change about {tool}.md", "---\ncomfort: 2\n---\nLess of it, and earlier.\n"
    position, done = 0, 0
    while done < interviews:
        rounds = min(dice.randint(1, 4), interviews - done)
        yield from _position(dice, position, rounds, newest=position < max(3, interviews // 60))
        position, done = position + 1, done + rounds


def _accomplishment(tool: str, number: int) -> str:
    result = f"Cut the time of the {tool} jobs by {20 + number} per cent in one quarter"
    return f"---\nresult: {result}\nskills:\n  - {tool}\nwhen: 2024\n---\nHow it went, and who helped.\n"


def _position(dice: random.Random, number: int, rounds: int, *, newest: bool) -> Iterator[tuple[str, str]]:
    """A company, a position there and its rounds; those of old positions are over."""
    company, role = f"Company {number:04}", f"Data Engineer {number % 7}"
    yield f"companies/{company}.md", f"---\nindustry: logistics\nlocation: Town {number % 40}\n---\nOn the river.\n"
    begun = _LAST - timedelta(days=dice.randint(0, 9) if newest else dice.randint(40, 1000))
    days = [begun - timedelta(days=9 * (rounds - 1 - at)) for at in range(rounds)]
    people = [_name(dice, number, at) for at in range(max(1, rounds - 1))]
    for person in people:
        email = f"{person.lower().replace(' ', '.')}@company{number:04}.example"
        yield (
            f"people/{person}.md",
            f'---\ntitle: Engineer\ncompany: "[[{company}]]"\nemail: {email}\n---\nFast, and kind.\n',
        )
    for at, day in enumerate(days):
        outcome = "" if at + 1 < rounds or newest else f"outcome: {dice.choice(['rejected', 'withdrawn', 'silent'])}\n"
        stage = _STAGES[at]
        met = [people[(at + turn) % len(people)] for turn in range(min(len(people), 1 + (stage == "panel")))]
        yield f"interviews/{day} {company} {stage}.md", _interview(dice, company, role, stage, day, met, outcome)


def _name(dice: random.Random, number: int, at: int) -> str:
    return f"{dice.choice(_FIRST)} {dice.choice(_LAST_NAMES)}{'' if number < 1 else f'-{number}{at}'}"


def _interview(
    dice: random.Random, company: str, role: str, stage: str, day: date, met: list[str], outcome: str
) -> str:
    tools, needs = dice.sample(_TOOLS, 4), dice.sample(_NEEDS, 3)
    listed = "\n".join
    properties = f"""---
company: "[[{company}]]"
role: {role}
stage: {stage}
format: video
date: {day}T15:00
duration: 60
interviewers:
{listed(f'  - "[[{name}]]"' for name in met)}
problems:
{listed(f"  - {need}" for need in needs)}
skills:
{listed(f"  - {tool}" for tool in tools)}
hard_questions:
  - "[[What would you change about {tools[0]}]]"
concerns_answered:
  - whether I have run {tools[1]} myself
concerns_open:
  - little experience with {tools[2]}
interested_in:
  - the way we moved {tools[3]}
culture:
  - they disagree in front of guests
decision_date: {day + timedelta(days=12)}
position_open: since the autumn
decision_maker: "[[{met[0]}]]"
closing: they said that it had been a good hour
next_steps:
  - a call with the team
moments:
  - "[[{met[0]}]]: the story of the pager"
{outcome}---
"""
    told = "\n\n".join(" ".join(dice.choice(_SAID).format(tool=dice.choice(tools)) for _ in range(4)) for _ in range(4))
    return f"{properties}{told}\n\n## After\n\n- write to [[{met[0]}]]\n- read up on {tools[2]}\n"
