"""The fourth part of the history of public.sqlite; apply the migrations through this module."""

from sqlite_utils import Database

from portal.migrations import run
from portal.migrations.third import migrations

__all__ = ["migrations"]


@migrations()
def m0015_reports(db: Database) -> None:
    """Yearly reports, whose figures are bound to the books; assurances; needs and their project."""
    run(
        db,
        """
        CREATE TABLE report (
          code TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, year INTEGER NOT NULL,
          village TEXT REFERENCES village (code), unit TEXT REFERENCES organisation (code),
          issued TEXT, body TEXT NOT NULL, despite TEXT, note TEXT
        ) STRICT;
        CREATE TABLE assurance (
          code TEXT PRIMARY KEY NOT NULL, title TEXT,
          village TEXT NOT NULL REFERENCES village (code), item TEXT NOT NULL,
          checked TEXT NOT NULL, met INTEGER NOT NULL CHECK (met IN (0, 1)), evidence TEXT,
          note TEXT
        ) STRICT;
        CREATE INDEX assurance_village ON assurance (village, item, checked DESC, code);
        ALTER TABLE problem ADD COLUMN kind TEXT;
        ALTER TABLE problem ADD COLUMN project TEXT REFERENCES project (code);
        CREATE INDEX report_year ON report (year DESC, code);
        CREATE INDEX report_village ON report (village, year DESC, code);
        CREATE INDEX appointment_role ON appointment (role, start, code);
        """,
    )


@migrations()
def m0016_log_by_person(db: Database) -> None:
    """The log by action, person and time."""
    run(
        db,
        """
        ALTER TABLE log ADD COLUMN action TEXT
          GENERATED ALWAYS AS (json_extract(entry, '$.action')) VIRTUAL;
        ALTER TABLE log ADD COLUMN author TEXT
          GENERATED ALWAYS AS (json_extract(entry, '$.author.name')) VIRTUAL;
        ALTER TABLE log ADD COLUMN reviewer TEXT
          GENERATED ALWAYS AS (json_extract(entry, '$.reviewer.name')) VIRTUAL;
        ALTER TABLE log ADD COLUMN time TEXT
          GENERATED ALWAYS AS (json_extract(entry, '$.time')) VIRTUAL;
        CREATE INDEX log_action ON log (action, number);
        CREATE INDEX log_author ON log (author, number);
        CREATE INDEX log_reviewer ON log (reviewer, number);
        CREATE INDEX log_code ON log (code, number);
        CREATE INDEX log_time ON log (time, number);
        """,
    )


@migrations()
def m0017_accepting(db: Database) -> None:
    """What an organisation accepted is read from the newest on."""
    run(db, "CREATE INDEX acceptance_body ON acceptance (body, accepted_on DESC, code);")
