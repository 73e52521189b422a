"""public.sqlite since its founding: search, places, words."""

from sqlite_utils import Database

from portal.migrations import run
from portal.migrations.first import migrations

__all__ = ["migrations"]


@migrations()
def m0005_search(db: Database) -> None:
    """Chinese full text: bigrams made in Python, indexed by FTS5 over a plain table.

    `body` holds the bigrams; being external content, the index can be checked against it.
    """
    run(
        db,
        """
        CREATE TABLE searchable (
          id INTEGER PRIMARY KEY,
          about TEXT NOT NULL, code TEXT NOT NULL, body TEXT NOT NULL,
          UNIQUE (about, code)
        ) STRICT;
        CREATE VIRTUAL TABLE search USING fts5 (
          body, content = 'searchable', content_rowid = 'id', tokenize = 'unicode61', prefix = '1'
        );
        CREATE TRIGGER searchable_added AFTER INSERT ON searchable BEGIN
          INSERT INTO search (rowid, body) VALUES (NEW.id, NEW.body);
        END;
        CREATE TRIGGER searchable_edited AFTER UPDATE ON searchable BEGIN
          INSERT INTO search (search, rowid, body) VALUES ('delete', OLD.id, OLD.body);
          INSERT INTO search (rowid, body) VALUES (NEW.id, NEW.body);
        END;
        """,
    )


@migrations()
def m0006_places(db: Database) -> None:
    """What belongs to a village and to an organisation, ready to be read in bounded rows.

    `total` gets a row for each village (planned is the budget of its projects, or their plan)
    and for each organisation (received from it, other than as a kind person; paid to it).
    `village_payment` holds the payments of a village's projects by date.
    """
    run(
        db,
        """
        CREATE INDEX payment_paid ON payment (paid DESC, code);
        CREATE INDEX payment_payee ON payment (payee, paid DESC, code);
        CREATE INDEX contract_supplier ON contract (supplier, signed DESC, code);
        CREATE INDEX project_responsible_unit ON project (responsible_unit, year DESC, code);
        CREATE INDEX project_implementing_unit ON project (implementing_unit, year DESC, code);
        CREATE TABLE village_payment (
          village TEXT NOT NULL REFERENCES village (code), paid TEXT NOT NULL,
          code TEXT NOT NULL REFERENCES payment (code),
          PRIMARY KEY (village, paid DESC, code)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO village_payment (village, paid, code)
          SELECT p.village, y.paid, y.code FROM payment y JOIN project p ON p.code = y.project
          WHERE p.village IS NOT NULL;
        INSERT INTO total (about, code, planned, allocated, paid)
          SELECT 'village', v.code, coalesce(sum(coalesce(p.budget, t.planned)), 0),
            coalesce(sum(t.allocated), 0), coalesce(sum(t.paid), 0)
          FROM village v LEFT JOIN project p ON p.village = v.code
          LEFT JOIN total t ON t.about = 'project' AND t.code = p.code GROUP BY v.code;
        INSERT INTO total (about, code, received, paid)
          SELECT 'organisation', o.code,
            (SELECT coalesce(sum(f.amount), 0) FROM funding f
             LEFT JOIN funding r ON r.code = f.reverses WHERE f.provider = o.code
             AND coalesce(r.donor_display, f.donor_display) IS NOT 'kind_person'),
            (SELECT coalesce(sum(y.amount), 0) FROM payment y WHERE y.payee = o.code)
          FROM organisation o;
        CREATE TRIGGER village_added AFTER INSERT ON village BEGIN
          INSERT INTO total (about, code) VALUES ('village', NEW.code);
        END;
        CREATE TRIGGER organisation_added AFTER INSERT ON organisation BEGIN
          INSERT INTO total (about, code) VALUES ('organisation', NEW.code);
        END;
        CREATE TRIGGER project_placed AFTER INSERT ON project BEGIN
          UPDATE total SET planned = planned + coalesce(NEW.budget, 0)
            WHERE about = 'village' AND code = NEW.village;
        END;
        CREATE TRIGGER project_moved AFTER UPDATE OF village, budget ON project BEGIN
          UPDATE total SET (planned, allocated, paid) = (SELECT
              total.planned - coalesce(OLD.budget, max(t.planned), 0),
              total.allocated - coalesce(max(t.allocated), 0),
              total.paid - coalesce(max(t.paid), 0)
              FROM total t WHERE t.about = 'project' AND t.code = OLD.code)
            WHERE about = 'village' AND code = OLD.village;
          UPDATE total SET (planned, allocated, paid) = (SELECT
              total.planned + coalesce(NEW.budget, max(t.planned), 0),
              total.allocated + coalesce(max(t.allocated), 0),
              total.paid + coalesce(max(t.paid), 0)
              FROM total t WHERE t.about = 'project' AND t.code = NEW.code)
            WHERE about = 'village' AND code = NEW.village;
        END;
        CREATE TRIGGER project_payments_moved AFTER UPDATE OF village ON project
          WHEN OLD.village IS NOT NEW.village BEGIN
          DELETE FROM village_payment WHERE village = OLD.village
            AND code IN (SELECT code FROM payment WHERE project = NEW.code);
          INSERT INTO village_payment (village, paid, code)
            SELECT NEW.village, paid, code FROM payment
            WHERE project = NEW.code AND NEW.village IS NOT NULL;
        END;
        CREATE TRIGGER project_total_added AFTER INSERT ON total WHEN NEW.about = 'project' BEGIN
          UPDATE total SET
            planned = planned + iif((SELECT budget FROM project WHERE code = NEW.code) IS NULL,
              NEW.planned, 0),
            allocated = allocated + NEW.allocated, paid = paid + NEW.paid
            WHERE about = 'village'
            AND code = (SELECT village FROM project WHERE code = NEW.code);
        END;
        CREATE TRIGGER project_total_edited AFTER UPDATE ON total WHEN NEW.about = 'project' BEGIN
          UPDATE total SET
            planned = planned + iif((SELECT budget FROM project WHERE code = NEW.code) IS NULL,
              NEW.planned - OLD.planned, 0),
            allocated = allocated + NEW.allocated - OLD.allocated,
            paid = paid + NEW.paid - OLD.paid
            WHERE about = 'village'
            AND code = (SELECT village FROM project WHERE code = NEW.code);
        END;
        CREATE TRIGGER funding_provided AFTER INSERT ON funding
          WHEN coalesce((SELECT donor_display FROM funding WHERE code = NEW.reverses),
            NEW.donor_display) IS NOT 'kind_person' BEGIN
          UPDATE total SET received = received + NEW.amount
            WHERE about = 'organisation' AND code = NEW.provider;
        END;
        CREATE TRIGGER payment_received AFTER INSERT ON payment BEGIN
          UPDATE total SET paid = paid + NEW.amount
            WHERE about = 'organisation' AND code = NEW.payee;
          INSERT INTO village_payment (village, paid, code)
            SELECT village, NEW.paid, NEW.code FROM project
            WHERE code = NEW.project AND village IS NOT NULL;
        END;
        """,
    )


@migrations()
def m0007_words(db: Database) -> None:
    """The words of each searchable text in a plain table, in place of FTS5's own.

    FTS5 keeps its index in blocks that depend on the order of writing and hold numbers that mean
    nothing outside; nobody could tell a changed block from a good one. These rows follow from the
    texts alone, so a replay rebuilds them and each cell can be checked.
    """
    run(
        db,
        """
        DROP TRIGGER searchable_added;
        DROP TRIGGER searchable_edited;
        DROP TABLE search;
        CREATE TABLE searchable_word (
          word TEXT NOT NULL, id INTEGER NOT NULL REFERENCES searchable (id),
          PRIMARY KEY (word, id)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO searchable_word (word, id)
          SELECT DISTINCT w.value, s.id FROM searchable s,
            json_each('["' || replace(s.body, ' ', '","') || '"]') w;
        CREATE TRIGGER searchable_added AFTER INSERT ON searchable BEGIN
          INSERT INTO searchable_word (word, id)
            SELECT DISTINCT value, NEW.id
            FROM json_each('["' || replace(NEW.body, ' ', '","') || '"]');
        END;
        CREATE TRIGGER searchable_edited AFTER UPDATE ON searchable BEGIN
          DELETE FROM searchable_word WHERE id = OLD.id AND word IN
            (SELECT value FROM json_each('["' || replace(OLD.body, ' ', '","') || '"]'));
          INSERT INTO searchable_word (word, id)
            SELECT DISTINCT value, NEW.id
            FROM json_each('["' || replace(NEW.body, ' ', '","') || '"]');
        END;
        """,
    )


@migrations()
def m0008_terms(db: Database) -> None:
    """The words of the field with their meanings; the news of a village and of a project."""
    run(
        db,
        """
        CREATE TABLE term (
          code TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, english TEXT, topic TEXT,
          position INTEGER, meaning TEXT NOT NULL, meaning_en TEXT, since TEXT, until TEXT,
          note TEXT
        ) STRICT;
        CREATE INDEX post_village ON post (village, day DESC, code);
        CREATE INDEX post_project ON post (project, day DESC, code);
        """,
    )


@migrations()
def m0009_evidence(db: Database) -> None:
    """What proves that works were done; where they are; donations without the budget lines."""
    run(
        db,
        """
        CREATE INDEX funding_nature ON funding (nature, received DESC, code);
        ALTER TABLE document ADD COLUMN place TEXT;
        ALTER TABLE document ADD COLUMN alt TEXT;
        ALTER TABLE document ADD COLUMN masked INTEGER CHECK (masked IN (0, 1));
        ALTER TABLE document ADD COLUMN width INTEGER;
        ALTER TABLE document ADD COLUMN height INTEGER;
        CREATE INDEX document_hash ON document (public_hash);
        CREATE INDEX milestone_due ON milestone (due, code) WHERE met IS NULL;
        CREATE TABLE contract_change (
          code TEXT PRIMARY KEY NOT NULL, title TEXT,
          contract TEXT NOT NULL REFERENCES contract (code), kind TEXT NOT NULL,
          agreed TEXT NOT NULL, old TEXT, new TEXT NOT NULL, value INTEGER, reason TEXT NOT NULL,
          note TEXT
        ) STRICT;
        CREATE INDEX contract_change_contract ON contract_change (contract, agreed, code);
        CREATE TABLE progress (
          code TEXT PRIMARY KEY NOT NULL, title TEXT,
          project TEXT NOT NULL REFERENCES project (code), observed TEXT NOT NULL,
          physical TEXT NOT NULL, planned TEXT, problems TEXT, note TEXT
        ) STRICT;
        CREATE INDEX progress_project ON progress (project, observed DESC, code);
        CREATE TABLE acceptance (
          code TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL,
          project TEXT NOT NULL REFERENCES project (code), level TEXT,
          accepted_on TEXT NOT NULL, body TEXT NOT NULL REFERENCES organisation (code),
          planned_quantity TEXT, accepted_quantity TEXT, unit TEXT, result TEXT NOT NULL,
          document TEXT, note TEXT
        ) STRICT;
        CREATE INDEX acceptance_project ON acceptance (project, accepted_on, code);
        CREATE TABLE asset (
          code TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL,
          project TEXT NOT NULL REFERENCES project (code), kind TEXT,
          owner TEXT REFERENCES organisation (code), keeper TEXT REFERENCES organisation (code),
          duty TEXT, since TEXT, note TEXT
        ) STRICT;
        CREATE INDEX asset_project ON asset (project, code);
        CREATE TABLE confirmation (
          code TEXT PRIMARY KEY NOT NULL, title TEXT,
          milestone TEXT NOT NULL REFERENCES milestone (code), verdict TEXT NOT NULL,
          seen_on TEXT NOT NULL, note TEXT
        ) STRICT;
        CREATE INDEX confirmation_milestone ON confirmation (milestone, seen_on DESC, code);
        """,
    )
