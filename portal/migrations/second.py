"""public.sqlite since the notices."""

from sqlite_utils import Database

from portal.migrations import run
from portal.migrations.public import migrations

__all__ = ["migrations"]


@migrations()
def m0011_notices(db: Database) -> None:
    """Notices with what the books said when they were published; what stages C and F ask for."""
    run(
        db,
        """
        ALTER TABLE project ADD COLUMN subsidy TEXT;
        ALTER TABLE project ADD COLUMN management_fee INTEGER;
        CREATE TABLE notice (
          code TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, stage TEXT NOT NULL,
          form TEXT NOT NULL, village TEXT NOT NULL REFERENCES village (code),
          project TEXT REFERENCES project (code), funding TEXT REFERENCES funding (code),
          year INTEGER, body TEXT NOT NULL REFERENCES organisation (code), basis TEXT,
          start TEXT NOT NULL, "end" TEXT, place TEXT, contact TEXT,
          historic INTEGER CHECK (historic IN (0, 1)),
          corrects TEXT UNIQUE REFERENCES notice (code), correction TEXT,
          closed TEXT, result TEXT, content TEXT, note TEXT
        ) STRICT;
        CREATE INDEX notice_start ON notice (start DESC, code);
        CREATE INDEX notice_village ON notice (village, start DESC, code);
        CREATE INDEX notice_stage ON notice (stage, start DESC, code);
        CREATE INDEX notice_village_stage ON notice (village, stage, start DESC, code);
        CREATE INDEX notice_project ON notice (project, start, code);
        CREATE INDEX notice_open ON notice ("end", code) WHERE form = 'posting' AND closed IS NULL;
        CREATE INDEX notice_village_open ON notice (village, "end", code)
          WHERE form = 'posting' AND closed IS NULL;
        """,
    )
