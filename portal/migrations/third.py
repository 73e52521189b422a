"""public.sqlite since the questions."""

from sqlite_utils import Database

from portal.migrations import run
from portal.migrations.second import migrations

__all__ = ["migrations"]


@migrations()
def m0012_enquiries(db: Database) -> None:
    """Questions with their answers, or the ground on which they are refused."""
    run(
        db,
        """
        CREATE TABLE enquiry (
          code TEXT PRIMARY KEY NOT NULL, title TEXT, kind TEXT NOT NULL,
          of_table TEXT NOT NULL, of_code TEXT NOT NULL, question TEXT,
          asked TEXT NOT NULL, due TEXT NOT NULL, refused TEXT, refused_why TEXT,
          answer TEXT, answered TEXT, answered_by TEXT,
          unsatisfied TEXT, second_answer TEXT, second_answered TEXT, note TEXT
        ) STRICT;
        CREATE INDEX enquiry_asked ON enquiry (asked DESC, code) WHERE refused IS NULL;
        CREATE INDEX enquiry_refused ON enquiry (asked DESC, code) WHERE refused IS NOT NULL;
        CREATE INDEX enquiry_about ON enquiry (of_table, of_code, asked DESC, code);
        CREATE INDEX enquiry_open ON enquiry (due, code)
          WHERE answered IS NULL AND refused IS NULL;
        """,
    )
