"""Synonyms: the names that other trackers and people use for our properties and choices.

A name is only listed if it can mean no other property of that kind of note. `_RENAMED` are the properties to which a
fix may rename a synonym: those with a choice, a date, a number or a plain fact as their value. Properties that are
quoted in drafts are never renamed without asking: `feedback` may not have been written for the interviewer to read.
"""

import re
from collections.abc import Mapping

from vaultgen.vault.notes.properties import key


def property_called(kind: str, name: str) -> str | None:
    """The property of a kind of note that a synonym means, compared by `key`; None if there is none."""
    return _PROPERTIES.get(kind, {}).get(key(name))


def may_be_renamed(kind: str, name: str) -> bool:
    """Whether a fix may rename a synonym to this property."""
    return name in _RENAMED.get(kind, frozenset())


def choice_called(name: str, typed: str) -> str | None:
    """The choice of a property that a synonym means: `Zoom` is the format `video`."""
    return _CHOICES.get(name, {}).get(_plain(typed))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def _table(rows: Mapping[str, str]) -> dict[str, str]:
    """The meanings by synonym, from lists of synonyms, separated by commas, by meaning."""
    return {name.strip(): meant for meant, names in rows.items() for name in names.split(",")}


_JOB = "position, job_title, job, job_role, job_name, job_position, position_title, role_title, position_name, opening"
_EMPLOYER = (
    "employer, organisation, organization, org, business, firm, company_name, employer_name, organisation_name, "
    "organization_name, companies"
)
_ENDED = "status, result, state, verdict, interview_outcome, application_status, interview_status, outcomes"
_PROPERTIES: Mapping[str, Mapping[str, str]] = {
    "interview": _table(
        {
            "company": _EMPLOYER,
            "role": f"{_JOB}, roles",
            "date": "interview_date, interview_time, interview_datetime, date_time, datetime, when, start, starts, "
            "start_time, start_date, started, scheduled, scheduled_for, scheduled_at, interviewed_on, dates",
            "stage": "interview_type, interview_stage, interview_round, round, round_type, round_name, phase, stages",
            "format": "medium, mode, channel, interview_format, interview_mode, meeting_type, formats",
            "duration": "length, minutes, mins, duration_minutes, length_minutes, duration_min, durations",
            "timezone": "tz, time_zone, zone",
            "interviewers": "interviewer, contact, contacts, people, attendees, participants, panel, with, met, "
            "interviewer_name, interviewer_names, interviewed_by, contact_person, contact_name, hiring_manager",
            "decision_date": "decision_by, decision_day, decide_by, decision_on, answer_by_date, response_date, "
            "decision_dates",
            "heard_back": "response_received, replied, replied_on, answered_on, heard_back_on, response_on",
            "outcome": _ENDED,
            "next_steps": "next_step, nextstep, next, follow_up, follow_ups, followup, followups, action_items",
            "promises": "promise, promised, commitments, my_promises",
            "problems": "problem, challenges, pain_points, needs",
            "skills": "skill, requirements, required_skills, tech_stack, skills_needed",
            "hard_questions": "hard_question, difficult_questions, tough_questions, difficult_question, tough_question",
            "moments": "moment, highlights, memorable_moments",
            "concerns_open": "concerns, open_concerns, concern, objections",
            "concerns_answered": "answered_concerns",
            "interested_in": "interests, interested, interest",
            "decision_maker": "decider, decision_makers, decisionmaker",
            "place": "location, venue, address, where, meeting_link, video_link, zoom_link, call_link, join_link",
            "questions": "question, questions_asked, asked",
            "lessons": "lesson, lessons_learned, learnings, improvements",
            "salary_stated": "salary, pay, compensation, salary_range",
        }
    ),
    "application": _table(
        {
            "company": _EMPLOYER,
            "role": f"{_JOB}, title, roles",
            "applied": "date_applied, applied_on, application_date, applied_date, date_of_application, applied_at, "
            "submitted, submitted_on",
            "url": "link, job_url, job_link, posting, job_posting, posting_url, advert, advertisement, job_ad, ad",
            "salary": "pay, compensation, salary_range, wage",
            "source": "found_on, found_at, found_through, board, job_board, portal",
            "location": "city, place, office, work_location",
            "outcome": _ENDED,
            "via": "recruiter, agency, recruiter_name",
            "contact": "contact_person, contact_name, contacts, hiring_manager",
            "reference": "ref, job_id, requisition, reference_number, job_reference",
        }
    ),
    "person": _table(
        {
            "name": "full_name, contact_name, person",
            "title": "job_title, position, role, job",
            "company": _EMPLOYER,
            "email": "e_mail, mail, email_address, e_mail_address, mail_address, work_email, emails",
            "phone": "telephone, tel, mobile, cell, phone_number, telephone_number, mobile_number, cell_phone, phones",
            "linkedin": "linkedin_url, linked_in, linkedin_profile",
            "aliases": "alias, nickname, also_known_as",
        }
    ),
    "company": _table(
        {
            "website": "url, site, homepage, web, web_site, websites",
            "industry": "sector, field, branch",
            "location": "city, headquarters, hq, based_in",
            "aliases": "alias, also_known_as",
        }
    ),
    "accomplishment": _table(
        {
            "result": "achievement, accomplishment, outcome, results, impact",
            "skills": "skill, competencies",
            "when": "date, year, period",
            "aliases": "alias",
        }
    ),
    "question": _table(
        {"comfort": "confidence, ease, rating, score", "aliases": "alias, variants", "stories": "story, examples"}
    ),
}
_FACTS = frozenset(
    "company role date stage format duration timezone decision_date heard_back outcome applied url location "
    "email phone linkedin website industry reference".split()
)
_RENAMED: Mapping[str, frozenset[str]] = {
    "interview": _FACTS,
    "application": _FACTS,
    "person": _FACTS - {"role"},
    "company": _FACTS,
}

_CHOICES: Mapping[str, Mapping[str, str]] = {
    "stage": _table(
        {
            "screen": "phone screen, phone screening, screening, recruiter screen, hr screen, screening call, "
            "recruiter call, recruiter phone screen, initial screen, intro call, screen call",
            "phone": "phone call, phone interview, telephone, telephone interview, phone round",
            "technical": "tech, technical interview, tech interview, technical screen, coding, coding interview, "
            "technical round, system design, live coding",
            "take-home": "takehome, take home test, take home task, take home assignment, homework, home assignment",
            "panel": "panel interview, panel round",
            "onsite": "on site, on site interview, onsite interview, site visit, on site visit",
            "final": "final round, final interview, last round",
        }
    ),
    "format": _table(
        {
            "video": "video, zoom, teams, ms teams, microsoft teams, google meet, meet, hangouts, google hangouts, "
            "skype, webex, facetime, video call, videocall, video chat, videoconference, video conference, vc, "
            "zoom call, jitsi, teams call, video interview",
            "phone": "call, phone call, telephone, tel, telephone call, phone interview, by phone, mobile",
            "in-person": "in person, inperson, onsite, on site, office, face to face, f2f, in the office, "
            "at the office, in office, live",
        }
    ),
    "outcome": _table(
        {
            "rejected": "rejection, reject, turned down by them, not selected, unsuccessful",
            "offer": "offered, offer received, got an offer, job offer",
            "accepted": "hired, offer accepted, i accepted",
            "declined": "offer declined, i declined, turned it down",
            "withdrawn": "withdrew, withdraw, i withdrew",
            "silent": "ghosted, no response, no answer, no reply",
            "advanced": "next round, moved on, advancing, moved forward, passed to next round",
            "cancelled": "canceled, called off, cancelled by them, canceled by them",
        }
    ),
}
