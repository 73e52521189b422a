"""public.sqlite at its founding: the log, places, people and works, money, and running totals."""

from sqlite_utils import Database, Migrations

from portal.migrations import run

migrations = Migrations("public")


@migrations()
def m0001_log(db: Database) -> None:
    """The log, its payloads, the complete subtrees of its tree, and the signed checkpoints."""
    run(
        db,
        """
        CREATE TABLE log (
          number INTEGER PRIMARY KEY,
          entry TEXT NOT NULL,
          about TEXT GENERATED ALWAYS AS (json_extract(entry, '$.table')) VIRTUAL,
          code TEXT GENERATED ALWAYS AS (json_extract(entry, '$.code')) VIRTUAL,
          change TEXT GENERATED ALWAYS AS (json_extract(entry, '$.change')) VIRTUAL
        ) STRICT;
        CREATE INDEX log_record ON log (about, code, number);
        CREATE INDEX log_change ON log (change);
        CREATE TABLE payload (
          number INTEGER PRIMARY KEY REFERENCES log (number),
          salt TEXT NOT NULL,
          body TEXT NOT NULL
        ) STRICT;
        CREATE TABLE tree (
          level INTEGER NOT NULL,
          position INTEGER NOT NULL,
          hash BLOB NOT NULL,
          PRIMARY KEY (level, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE checkpoint (
          size INTEGER PRIMARY KEY,
          note TEXT NOT NULL
        ) STRICT;
        CREATE TABLE log_key (
          position INTEGER PRIMARY KEY,
          vkey TEXT NOT NULL UNIQUE
        ) STRICT;
        CREATE TRIGGER log_kept BEFORE DELETE ON log
          BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        CREATE TRIGGER log_fixed BEFORE UPDATE ON log
          BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        CREATE TRIGGER log_in_order BEFORE INSERT ON log
          WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM log)
          BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        CREATE TRIGGER tree_kept BEFORE DELETE ON tree
          BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        CREATE TRIGGER tree_fixed BEFORE UPDATE ON tree
          BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        CREATE TRIGGER checkpoint_kept BEFORE DELETE ON checkpoint
          BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        CREATE TRIGGER checkpoint_fixed BEFORE UPDATE ON checkpoint
          BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        """,
    )


@migrations()
def m0002_places(db: Database) -> None:
    """Villages, organisations, officials, projects and what hangs on a project."""
    run(
        db,
        """
        CREATE TABLE village (
          code TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, county TEXT, township TEXT,
          population INTEGER, households INTEGER, labour_away INTEGER, profile TEXT, note TEXT
        ) STRICT;
        CREATE INDEX village_title ON village (title);
        CREATE TABLE organisation (
          code TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, kind TEXT, scheme TEXT,
          identifier TEXT, phone TEXT, note TEXT
        ) STRICT;
        CREATE INDEX organisation_title ON organisation (title);
        CREATE TABLE official (
          code TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, post TEXT,
          organisation TEXT REFERENCES organisation (code), phone TEXT, note TEXT
        ) STRICT;
        CREATE INDEX official_title ON official (title);
        CREATE TABLE project (
          code TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL,
          village TEXT REFERENCES village (code), year INTEGER, type TEXT, subtype TEXT,
          nature TEXT, level TEXT, place TEXT, scale TEXT, length TEXT, width TEXT,
          thickness TEXT, area TEXT, planned_start TEXT, planned_end TEXT, actual_start TEXT,
          actual_end TEXT, responsible_unit TEXT REFERENCES organisation (code),
          implementing_unit TEXT REFERENCES organisation (code),
          responsible TEXT REFERENCES official (code), benefit_villages INTEGER,
          benefit_households INTEGER, benefit_persons INTEGER, lifted_households INTEGER,
          lifted_persons INTEGER, target TEXT, participation TEXT, mechanism TEXT,
          procurement TEXT, in_library INTEGER CHECK (in_library IN (0, 1)), status TEXT,
          status_reason TEXT, budget INTEGER, settled INTEGER, balance_destination TEXT, note TEXT
        ) STRICT;
        CREATE INDEX project_title ON project (title);
        CREATE INDEX project_year ON project (year DESC, code);
        CREATE INDEX project_budget ON project (budget DESC, code);
        CREATE INDEX project_village ON project (village, year DESC, code);
        CREATE INDEX project_type ON project (type, year DESC, code);
        CREATE INDEX project_status ON project (status, year DESC, code);
        CREATE TABLE contract (
          code TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL,
          project TEXT NOT NULL REFERENCES project (code),
          supplier TEXT NOT NULL REFERENCES organisation (code), nature TEXT, method TEXT,
          value INTEGER, signed TEXT, start TEXT, "end" TEXT, note TEXT
        ) STRICT;
        CREATE INDEX contract_project ON contract (project);
        CREATE TABLE milestone (
          code TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL,
          project TEXT NOT NULL REFERENCES project (code), position INTEGER NOT NULL, due TEXT,
          met TEXT, status TEXT, weight INTEGER, value TEXT, evidence TEXT, note TEXT
        ) STRICT;
        CREATE INDEX milestone_project ON milestone (project, position);
        CREATE TABLE document (
          code TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, of_table TEXT NOT NULL,
          of_code TEXT NOT NULL, kind TEXT, issued TEXT, public_hash TEXT, original_hash TEXT,
          spot TEXT, note TEXT
        ) STRICT;
        CREATE INDEX document_of ON document (of_table, of_code);
        CREATE TABLE page (
          code TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, language TEXT, body TEXT NOT NULL,
          note TEXT
        ) STRICT;
        CREATE TABLE post (
          code TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, day TEXT NOT NULL,
          village TEXT REFERENCES village (code), project TEXT REFERENCES project (code),
          body TEXT NOT NULL, note TEXT
        ) STRICT;
        CREATE INDEX post_day ON post (day DESC, code);
        CREATE TABLE hotline (
          code TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, number TEXT NOT NULL, since TEXT,
          until TEXT, note TEXT
        ) STRICT;
        """,
    )


@migrations()
def m0003_money(db: Database) -> None:
    """The plan, and the three money tables, which only grow."""
    run(
        db,
        """
        CREATE TABLE budget_line (
          code TEXT PRIMARY KEY NOT NULL, title TEXT,
          project TEXT NOT NULL REFERENCES project (code), source TEXT NOT NULL,
          amount INTEGER NOT NULL, document TEXT, note TEXT
        ) STRICT;
        CREATE INDEX budget_line_project ON budget_line (project, source);
        CREATE TABLE funding (
          code TEXT PRIMARY KEY NOT NULL, title TEXT, nature TEXT NOT NULL,
          provider TEXT NOT NULL REFERENCES organisation (code),
          receiver TEXT REFERENCES organisation (code), amount INTEGER NOT NULL,
          received TEXT NOT NULL, receipt TEXT, purpose TEXT,
          restricted_to TEXT REFERENCES project (code), document TEXT, agreement TEXT,
          voluntary INTEGER CHECK (voluntary IN (0, 1)), in_kind TEXT, donor_display TEXT,
          reverses TEXT REFERENCES funding (code), note TEXT
        ) STRICT;
        CREATE INDEX funding_received ON funding (received DESC, code);
        CREATE INDEX funding_provider ON funding (provider, received DESC, code);
        CREATE UNIQUE INDEX funding_reverses ON funding (reverses) WHERE reverses IS NOT NULL;
        CREATE TABLE allocation (
          code TEXT PRIMARY KEY NOT NULL, title TEXT,
          funding TEXT NOT NULL REFERENCES funding (code),
          project TEXT NOT NULL REFERENCES project (code), amount INTEGER NOT NULL, decided TEXT,
          document TEXT, reverses TEXT REFERENCES allocation (code), note TEXT
        ) STRICT;
        CREATE INDEX allocation_funding ON allocation (funding, code);
        CREATE INDEX allocation_project ON allocation (project, code);
        CREATE UNIQUE INDEX allocation_reverses ON allocation (reverses)
          WHERE reverses IS NOT NULL;
        CREATE TABLE payment (
          code TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL,
          project TEXT NOT NULL REFERENCES project (code),
          allocation TEXT NOT NULL REFERENCES allocation (code),
          milestone TEXT REFERENCES milestone (code), contract TEXT REFERENCES contract (code),
          payee TEXT REFERENCES organisation (code), amount INTEGER NOT NULL, paid TEXT NOT NULL,
          voucher TEXT, handled_by TEXT, reviewed_by TEXT, approved_by TEXT,
          reverses TEXT REFERENCES payment (code), note TEXT
        ) STRICT;
        CREATE INDEX payment_project ON payment (project, paid, code);
        CREATE INDEX payment_allocation ON payment (allocation, paid, code);
        CREATE INDEX payment_voucher ON payment (voucher);
        CREATE UNIQUE INDEX payment_reverses ON payment (reverses) WHERE reverses IS NOT NULL;
        CREATE TRIGGER funding_kept BEFORE DELETE ON funding
          BEGIN SELECT RAISE(ABORT, 'money tables only grow'); END;
        CREATE TRIGGER funding_fixed BEFORE UPDATE ON funding
          BEGIN SELECT RAISE(ABORT, 'money tables only grow'); END;
        CREATE TRIGGER allocation_kept BEFORE DELETE ON allocation
          BEGIN SELECT RAISE(ABORT, 'money tables only grow'); END;
        CREATE TRIGGER allocation_fixed BEFORE UPDATE ON allocation
          BEGIN SELECT RAISE(ABORT, 'money tables only grow'); END;
        CREATE TRIGGER payment_kept BEFORE DELETE ON payment
          BEGIN SELECT RAISE(ABORT, 'money tables only grow'); END;
        CREATE TRIGGER payment_fixed BEFORE UPDATE ON payment
          BEGIN SELECT RAISE(ABORT, 'money tables only grow'); END;
        """,
    )


@migrations()
def m0004_totals(db: Database) -> None:
    """Running totals, so that no public page adds up a table.

    `total` has one row for each funding, allocation and project, one for each nature of money
    (about = 'nature') and one for the whole site (about = 'site', code = 'all'), all in fen.
    """
    run(
        db,
        """
        CREATE TABLE total (
          about TEXT NOT NULL, code TEXT NOT NULL,
          planned INTEGER NOT NULL DEFAULT 0, received INTEGER NOT NULL DEFAULT 0,
          allocated INTEGER NOT NULL DEFAULT 0, paid INTEGER NOT NULL DEFAULT 0,
          PRIMARY KEY (about, code)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER budget_line_added AFTER INSERT ON budget_line BEGIN
          INSERT INTO total (about, code, planned)
            VALUES ('project', NEW.project, NEW.amount), ('site', 'all', NEW.amount)
            ON CONFLICT (about, code) DO UPDATE SET planned = planned + excluded.planned;
        END;
        CREATE TRIGGER budget_line_edited AFTER UPDATE ON budget_line BEGIN
          INSERT INTO total (about, code, planned)
            VALUES ('project', OLD.project, -OLD.amount), ('site', 'all', -OLD.amount)
            ON CONFLICT (about, code) DO UPDATE SET planned = planned + excluded.planned;
          INSERT INTO total (about, code, planned)
            VALUES ('project', NEW.project, NEW.amount), ('site', 'all', NEW.amount)
            ON CONFLICT (about, code) DO UPDATE SET planned = planned + excluded.planned;
        END;
        CREATE TRIGGER funding_added AFTER INSERT ON funding BEGIN
          INSERT INTO total (about, code, received)
            VALUES ('funding', coalesce(NEW.reverses, NEW.code), NEW.amount),
                   ('nature', NEW.nature, NEW.amount), ('site', 'all', NEW.amount)
            ON CONFLICT (about, code) DO UPDATE SET received = received + excluded.received;
        END;
        CREATE TRIGGER allocation_added AFTER INSERT ON allocation BEGIN
          INSERT INTO total (about, code, allocated)
            VALUES ('funding', NEW.funding, NEW.amount), ('project', NEW.project, NEW.amount),
                   ('allocation', coalesce(NEW.reverses, NEW.code), NEW.amount),
                   ('nature', (SELECT nature FROM funding WHERE code = NEW.funding), NEW.amount),
                   ('site', 'all', NEW.amount)
            ON CONFLICT (about, code) DO UPDATE SET allocated = allocated + excluded.allocated;
        END;
        CREATE TRIGGER payment_added AFTER INSERT ON payment BEGIN
          INSERT INTO total (about, code, paid)
            SELECT 'funding', a.funding, NEW.amount FROM allocation a WHERE a.code = NEW.allocation
            UNION ALL SELECT 'nature', f.nature, NEW.amount FROM allocation a
              JOIN funding f ON f.code = a.funding WHERE a.code = NEW.allocation
            UNION ALL SELECT 'allocation', NEW.allocation, NEW.amount
            UNION ALL SELECT 'project', NEW.project, NEW.amount
            UNION ALL SELECT 'site', 'all', NEW.amount WHERE true
            ON CONFLICT (about, code) DO UPDATE SET paid = paid + excluded.paid;
        END;
        """,
    )
