"""Checks that need the whole vault. One file per check, each with

    RULES = (Rule("VG415", "warning", "too long or too short for its kind"),)
    check(snapshot) -> Iterator[Diagnostic]

`check` is a pure function that reports only its own rules. Problems of a single value are reported where it is read, in
schema.py. To add a check, add a file here, its name to `CHECKS`, which is the order in which they run, and the
explanation of each code, `diagnostics/explanations/<code>.md`.
"""

from vaultgen.checks.rules import (
    chronology,
    contacts,
    doubtful_names,
    duplicate_drafts,
    duplicate_notes,
    early_debriefs,
    file_names,
    future_dates,
    generic_thanks,
    implausible_values,
    lengths,
    link_kinds,
    links,
    missing_years,
    misspelt_names,
    near_copies,
    outdated_drafts,
    paragraphs,
    person_spelling,
    placeholders,
    privacy,
    recipients,
    required,
    second_properties,
    template_leftovers,
    tone,
    unknown_properties,
    unlisted_sections,
    unmarked_interviews,
    wrong_names,
    zone_offsets,
)

CHECKS = (
    required,
    unknown_properties,
    second_properties,
    unlisted_sections,
    unmarked_interviews,
    links,
    link_kinds,
    chronology,
    implausible_values,
    future_dates,
    missing_years,
    early_debriefs,
    zone_offsets,
    contacts,
    doubtful_names,
    person_spelling,
    duplicate_notes,
    file_names,
    paragraphs,
    template_leftovers,
    privacy,
    placeholders,
    wrong_names,
    misspelt_names,
    generic_thanks,
    lengths,
    near_copies,
    tone,
    recipients,
    duplicate_drafts,
    outdated_drafts,
)
