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


@migrations()
def m0013_indicators(db: Database) -> None:
    """Yearly and quarterly totals of a village; household items, collective income and its use.

    `yearly` adds up the figures of all villages by year; a rate counts the villages that state
    both its parts. `total` gets a row for each project with household items (about = 'aid': paid)
    and with collective income (about = 'collective': received is the income, paid what was
    distributed), and for all of them together (about = 'industry').
    """
    run(
        db,
        """
        CREATE INDEX project_village_code ON project (village, code);
        CREATE TABLE statistic (
          code TEXT PRIMARY KEY NOT NULL, title TEXT,
          village TEXT NOT NULL REFERENCES village (code), year INTEGER NOT NULL,
          households_lifted INTEGER, persons_lifted INTEGER, base_population INTEGER,
          remaining_persons INTEGER, labour_province INTEGER, labour_county INTEGER,
          source TEXT, note TEXT
        ) STRICT;
        CREATE INDEX statistic_village ON statistic (village, year DESC);
        CREATE INDEX statistic_year ON statistic (year DESC, code);
        CREATE TABLE yearly (
          year INTEGER PRIMARY KEY NOT NULL, villages INTEGER NOT NULL DEFAULT 0,
          households INTEGER, persons INTEGER, base INTEGER, remaining INTEGER,
          province INTEGER, county INTEGER
        ) STRICT;
        CREATE TABLE monitoring (
          code TEXT PRIMARY KEY NOT NULL, title TEXT,
          village TEXT NOT NULL REFERENCES village (code), year INTEGER NOT NULL,
          quarter INTEGER NOT NULL, type TEXT NOT NULL, opening INTEGER, added INTEGER,
          cleared INTEGER, closing INTEGER, few INTEGER CHECK (few IN (0, 1)),
          source TEXT, note TEXT
        ) STRICT;
        CREATE INDEX monitoring_village ON monitoring (village, year DESC, quarter DESC, code);
        CREATE INDEX monitoring_quarter ON monitoring (year DESC, quarter DESC, code);
        CREATE TABLE aid (
          code TEXT PRIMARY KEY NOT NULL, title TEXT,
          project TEXT NOT NULL REFERENCES project (code), household TEXT NOT NULL,
          kind TEXT NOT NULL, quantity TEXT, unit TEXT, rate INTEGER, amount INTEGER NOT NULL,
          paid TEXT NOT NULL, reverses TEXT REFERENCES aid (code), note TEXT
        ) STRICT;
        CREATE INDEX aid_project ON aid (project, household, code);
        CREATE INDEX aid_kind ON aid (project, kind, household);
        CREATE UNIQUE INDEX aid_reverses ON aid (reverses) WHERE reverses IS NOT NULL;
        CREATE TABLE aid_kind_total (
          project TEXT NOT NULL REFERENCES project (code), kind TEXT NOT NULL,
          households INTEGER NOT NULL, amount INTEGER NOT NULL,
          PRIMARY KEY (project, kind)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE income (
          code TEXT PRIMARY KEY NOT NULL, title TEXT,
          project TEXT NOT NULL REFERENCES project (code), year INTEGER NOT NULL,
          nature TEXT NOT NULL, amount INTEGER NOT NULL,
          payer TEXT REFERENCES organisation (code), received TEXT, receipt TEXT,
          reverses TEXT REFERENCES income (code), note TEXT
        ) STRICT;
        CREATE INDEX income_project ON income (project, year DESC, code);
        CREATE UNIQUE INDEX income_reverses ON income (reverses) WHERE reverses IS NOT NULL;
        CREATE TABLE distribution (
          code TEXT PRIMARY KEY NOT NULL, title TEXT,
          project TEXT NOT NULL REFERENCES project (code), year INTEGER NOT NULL,
          use TEXT NOT NULL, households INTEGER, persons INTEGER, rate INTEGER,
          amount INTEGER NOT NULL, decided TEXT, document TEXT,
          reverses TEXT REFERENCES distribution (code), note TEXT
        ) STRICT;
        CREATE INDEX distribution_project ON distribution (project, year DESC, code);
        CREATE UNIQUE INDEX distribution_reverses ON distribution (reverses)
          WHERE reverses IS NOT NULL;
        """,
    )
    for table in ("aid", "income", "distribution"):
        run(
            db,
            f"""
            CREATE TRIGGER {table}_kept BEFORE DELETE ON {table}
              BEGIN SELECT RAISE(ABORT, 'money tables only grow'); END;
            CREATE TRIGGER {table}_fixed BEFORE UPDATE ON {table}
              BEGIN SELECT RAISE(ABORT, 'money tables only grow'); END;
            """,
        )
    added, edited = _YEARLY.format(year="NEW.year"), _YEARLY.format(year="OLD.year")
    run(db, f"CREATE TRIGGER statistic_added AFTER INSERT ON statistic BEGIN {added} END;")
    run(
        db, f"CREATE TRIGGER statistic_edited AFTER UPDATE ON statistic BEGIN {edited} {added} END;"
    )
    run(db, _INDUSTRY)


_YEARLY = """
INSERT INTO yearly (year, villages, households, persons, base, remaining, province, county)
  SELECT {year}, count(*), sum(households_lifted), sum(persons_lifted),
    sum(base_population) FILTER (WHERE remaining_persons IS NOT NULL),
    sum(remaining_persons) FILTER (WHERE base_population IS NOT NULL),
    sum(labour_province), sum(labour_county)
  FROM statistic WHERE year = {year}
  ON CONFLICT (year) DO UPDATE SET villages = excluded.villages,
    households = excluded.households, persons = excluded.persons, base = excluded.base,
    remaining = excluded.remaining, province = excluded.province, county = excluded.county;
"""
_INDUSTRY = """
CREATE TRIGGER aid_added AFTER INSERT ON aid BEGIN
  INSERT INTO aid_kind_total (project, kind, households, amount)
    SELECT NEW.project, NEW.kind, count(DISTINCT a.household) FILTER (WHERE a.reverses IS NULL
      AND NOT EXISTS (SELECT 1 FROM aid r WHERE r.reverses = a.code)), sum(a.amount)
    FROM aid a WHERE a.project = NEW.project AND a.kind = NEW.kind
    ON CONFLICT (project, kind) DO UPDATE SET households = excluded.households,
      amount = excluded.amount;
  INSERT INTO total (about, code, paid)
    VALUES ('aid', NEW.project, NEW.amount), ('industry', 'aid', NEW.amount)
    ON CONFLICT (about, code) DO UPDATE SET paid = paid + excluded.paid;
END;
CREATE TRIGGER income_added AFTER INSERT ON income BEGIN
  INSERT INTO total (about, code, received)
    VALUES ('collective', NEW.project, NEW.amount), ('industry', 'collective', NEW.amount)
    ON CONFLICT (about, code) DO UPDATE SET received = received + excluded.received;
END;
CREATE TRIGGER distribution_added AFTER INSERT ON distribution BEGIN
  INSERT INTO total (about, code, paid)
    VALUES ('collective', NEW.project, NEW.amount), ('industry', 'collective', NEW.amount)
    ON CONFLICT (about, code) DO UPDATE SET paid = paid + excluded.paid;
END;
"""


@migrations()
def m0014_work(db: Database) -> None:
    """Who is on duty in the villages, what was done there, what was promised, what is hard."""
    run(
        db,
        """
        CREATE TABLE appointment (
          code TEXT PRIMARY KEY NOT NULL, title TEXT,
          official TEXT NOT NULL REFERENCES official (code),
          village TEXT NOT NULL REFERENCES village (code), role TEXT NOT NULL,
          start TEXT NOT NULL, "end" TEXT, note TEXT
        ) STRICT;
        CREATE INDEX appointment_village ON appointment (village, role, start DESC, code);
        CREATE INDEX appointment_official ON appointment (official);
        CREATE INDEX project_unheld ON project (village, code) WHERE responsible IS NULL;
        CREATE TABLE activity (
          code TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL,
          day TEXT NOT NULL, village TEXT REFERENCES village (code),
          unit TEXT REFERENCES organisation (code), officials TEXT, place TEXT,
          households INTEGER, persons INTEGER, standard INTEGER, amount INTEGER, fund TEXT,
          payment TEXT REFERENCES payment (code), note TEXT
        ) STRICT;
        CREATE INDEX activity_day ON activity (day DESC, code);
        CREATE INDEX activity_village ON activity (village, day DESC, code);
        CREATE INDEX activity_kind ON activity (kind, day DESC, code);
        CREATE INDEX activity_village_kind ON activity (village, kind, day DESC, code);
        CREATE INDEX activity_counts ON activity (day, village, kind);
        CREATE INDEX activity_village_counts ON activity (village, day, kind);
        CREATE TABLE promise (
          code TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, year INTEGER NOT NULL,
          village TEXT REFERENCES village (code), owner TEXT REFERENCES organisation (code),
          responsible TEXT REFERENCES official (code), due TEXT NOT NULL,
          project TEXT REFERENCES project (code), status TEXT NOT NULL, done_on TEXT,
          outcome TEXT, reason TEXT, note TEXT
        ) STRICT;
        CREATE INDEX promise_year ON promise (year, due, code);
        CREATE INDEX promise_village ON promise (village, year, due, code);
        CREATE TABLE problem (
          code TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL,
          village TEXT NOT NULL REFERENCES village (code), since TEXT, measure TEXT,
          owner TEXT REFERENCES organisation (code), due TEXT NOT NULL, status TEXT NOT NULL,
          solved_on TEXT, result TEXT, note TEXT
        ) STRICT;
        CREATE INDEX problem_open ON problem (due, code) WHERE status <> 'solved';
        CREATE INDEX problem_village_open ON problem (village, due, code)
          WHERE status <> 'solved';
        CREATE INDEX problem_solved ON problem (solved_on DESC, code) WHERE status = 'solved';
        CREATE INDEX problem_village_solved ON problem (village, solved_on DESC, code)
          WHERE status = 'solved';
        """,
    )
