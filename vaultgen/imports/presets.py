"""The names of columns in trackers and spreadsheets, in addition to `vault.synonyms`.

Names are compared by `table.fold`. A name is only listed if it hardly means anything else in a table of that kind; the
mapping is shown before anything is written.
"""

from collections.abc import Mapping
from typing import NamedTuple

from vaultgen.imports.days import Order

IGNORED = "-"  # the target of a column that is left out


class Preset(NamedTuple):
    """A tracker: the columns that identify its tables, its own meanings of some, and its order of days."""

    name: str
    columns: frozenset[str]
    meanings: Mapping[str, str] = {}
    days: Order = ""


PRESETS = (
    # Our own tables: what was worked out is no property (`exports.tables.WORKED_OUT`).
    Preset(
        "vaultgen",
        frozenset(("note_file",)),
        dict.fromkeys(
            "note_file reached rounds last_interview state times_met first_met last_met theme times_asked last_asked "
            "last_mark".split(),
            IGNORED,
        ),
    ),
    Preset(
        "LinkedIn",
        frozenset(("application_date", "company_name", "job_title", "job_url")),
        # Both are the user's own, as given to the employer.
        {"contact_email": IGNORED, "contact_phone_number": IGNORED},
        "mdy",
    ),
    Preset("Simplify", frozenset(("job_title", "company_name", "job_url", "applied_date"))),
    Preset("Teal", frozenset(("job_position", "company", "date_saved"))),
    Preset("Huntr", frozenset(("title", "company", "list"))),
)

OURS = PRESETS[0]

# Tables of ours that are no notes, by columns that only they have, and why there is nothing to import of them.
NO_NOTES: Mapping[frozenset[str], tuple[str, str]] = {
    frozenset(("kind", "opens", "due", "reason", "draft", "interview", "id")): (
        "follow-ups, which vaultgen works out from interviews",
        "Import the interviews: vaultgen export csv interviews",
    ),
    frozenset(("date", "employer", "address_phone_or_web", "how", "what_came_of_it")): (
        "a work-search log, which vaultgen works out from applications, interviews and follow-ups",
        "Import the applications: vaultgen export csv applications",
    ),
}

# The parts of a person in columns of their own, which become one line.
PARTS = ("title", "email", "phone")


def preset_of(header: frozenset[str]) -> Preset | None:
    """The tracker that writes these columns; None for any other table."""
    return next((preset for preset in PRESETS if preset.columns <= header), None)


def no_notes(header: frozenset[str]) -> tuple[str, str] | None:
    """What the rows of a table of ours are that become no notes, and what to do instead; None for any other table."""
    return next((what for columns, what in NO_NOTES.items() if columns <= header), None)


def meaning(kind: str, column: str) -> str | None:
    """The property, or part of a person (`contact.email`), that a column's name means."""
    return _NAMES.get(kind, {}).get(column)


def known_names() -> frozenset[str]:
    """All names of columns that are listed here."""
    return frozenset(name for table in _NAMES.values() for name in table)


def rank(kind: str, column: str) -> int:
    """The position of a column's name in the lists above: of two with one meaning, the first counts."""
    names = list(_NAMES.get(kind, {}))
    return names.index(column) if column in names else len(names)


def _table(rows: Mapping[str, str]) -> dict[str, str]:
    return {name: target for target, names in rows.items() for name in names.split()}


_EMPLOYER = "company_name employer firma unternehmen arbeitgeber entreprise société societe empresa azienda bedrijf"
_ROLE = "job_title role_title position_title stelle stellenbezeichnung poste puesto cargo ruolo functie"
_NAMES: Mapping[str, Mapping[str, str]] = {
    "application": _table(
        {
            "company": _EMPLOYER,
            "role": _ROLE,
            "applied": "date_applied application_date applied_date applied_on date_of_application submitted date "
            "date_submitted beworben beworben_am bewerbungsdatum bewerbung_am date_de_candidature "
            "fecha_de_solicitud",
            "url": "job_url job_link posting_url listing_url job_posting_url link_to_job link_to_posting "
            "application_url url_link anzeige stellenanzeige lien enlace",
            "salary": "max_salary salary_range salary_expectation expected_salary gehalt salaire salario",
            "location": "job_location ort standort arbeitsort lieu ubicación ubicacion",
            "source": "job_source where_found found_on platform job_site quelle source_de_l_offre fuente",
            "method": "applied_via how_applied application_method method_of_application",
            "outcome": "status application_status current_status stage pipeline_stage list result ergebnis statut "
            "estado",
            "contact": "contact_name contact_person point_of_contact hiring_manager ansprechpartner "
            "ansprechpartnerin kontakt recruiter_name_at_company",
            "contact.email": "contact_email contact_e_mail contact_email_address hiring_manager_email",
            "contact.phone": "contact_phone contact_phone_number hiring_manager_phone",
            "contact.title": "contact_title contact_position contact_role",
            "via": "recruiter agency recruiter_name",
            "via.email": "recruiter_email",
            "via.phone": "recruiter_phone",
            "reference": "job_id requisition_id req_id reference_number referenznummer job_reference",
            "answer_by": "offer_deadline answer_by respond_by",
        }
    ),
    "interview": _table(
        {
            "company": _EMPLOYER,
            "role": _ROLE,
            "date": "interview_date date_of_interview interview_time date_time gespräch_am",
            "stage": "round interview_round interview_type interview_stage type_of_interview",
            "interviewers": "interviewer interviewer_name interviewers with_whom",
        }
    ),
    "person": _table(
        {
            "name": "full_name contact contact_name",
            "company": _EMPLOYER,
            "email": "email_address e_mail",
            "phone": "phone_number mobile",
            "title": "job_title position role",
            "linkedin": "linkedin_url linkedin_profile profile_url",
        }
    ),
}
