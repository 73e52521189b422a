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
          about TEXT NOT NULL, word TEXT NOT NULL,
          id INTEGER NOT NULL REFERENCES searchable (id),
          PRIMARY KEY (about, word, id)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO searchable_word (about, word, id)
          SELECT DISTINCT s.about, w.value, s.id FROM searchable s,
            json_each('["' || replace(s.body, ' ', '","') || '"]') w;
        CREATE TRIGGER searchable_added AFTER INSERT ON searchable BEGIN
          INSERT INTO searchable_word (about, word, id)
            SELECT DISTINCT NEW.about, value, NEW.id
            FROM json_each('["' || replace(NEW.body, ' ', '","') || '"]');
        END;
        CREATE TRIGGER searchable_edited AFTER UPDATE ON searchable BEGIN
          DELETE FROM searchable_word WHERE about = OLD.about AND id = OLD.id AND word IN
            (SELECT value FROM json_each('["' || replace(OLD.body, ' ', '","') || '"]'));
          INSERT INTO searchable_word (about, word, id)
            SELECT DISTINCT NEW.about, value, NEW.id
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
def m0009_lists(db: Database) -> None:
    """An order within each choice of a list, so that no list sorts what fits it.

    What an organisation received is found without walking all money.
    """
    run(
        db,
        """
        CREATE INDEX project_village_budget ON project (village, budget DESC, code);
        CREATE INDEX project_type_budget ON project (type, budget DESC, code);
        CREATE INDEX project_status_budget ON project (status, budget DESC, code);
        CREATE INDEX project_year_budget ON project (year, budget DESC, code);
        CREATE INDEX funding_receiver ON funding (receiver, received DESC, code);
        """,
    )


@migrations()
def m0010_evidence(db: Database) -> None:
    """What proves that works were done, and where they are."""
    run(
        db,
        """
        ALTER TABLE document ADD COLUMN place TEXT;
        ALTER TABLE document ADD COLUMN alt TEXT;
        ALTER TABLE document ADD COLUMN masked INTEGER CHECK (masked IN (0, 1));
        ALTER TABLE document ADD COLUMN width INTEGER;
        ALTER TABLE document ADD COLUMN height INTEGER;
        CREATE INDEX document_hash ON document (public_hash);
        ALTER TABLE project ADD COLUMN position TEXT;
        ALTER TABLE project ADD COLUMN line TEXT;
        CREATE INDEX project_mapped ON project (code)
          WHERE position IS NOT NULL OR line IS NOT NULL;
        CREATE INDEX project_mapped_village ON project (village, code)
          WHERE position IS NOT NULL OR line IS NOT NULL;
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
    run(db, BOARD)


BOARD = """
CREATE INDEX project_village_status ON project (village, status, year DESC, code);
CREATE TABLE standing (
  village TEXT NOT NULL, status TEXT NOT NULL, projects INTEGER NOT NULL,
  PRIMARY KEY (village, status)
) STRICT, WITHOUT ROWID;
INSERT INTO standing (village, status, projects)
  SELECT '', coalesce(status, ''), count(*) FROM project GROUP BY 2
  UNION ALL SELECT village, coalesce(status, ''), count(*) FROM project
    WHERE village IS NOT NULL GROUP BY 1, 2;
CREATE TRIGGER project_stands AFTER INSERT ON project BEGIN
  INSERT INTO standing (village, status, projects)
    SELECT '', coalesce(NEW.status, ''), 1
    UNION ALL SELECT NEW.village, coalesce(NEW.status, ''), 1 WHERE NEW.village IS NOT NULL
    ON CONFLICT (village, status) DO UPDATE SET projects = projects + 1;
END;
CREATE TRIGGER project_stands_anew AFTER UPDATE OF village, status ON project BEGIN
  UPDATE standing SET projects = projects - 1
    WHERE village IN ('', OLD.village) AND status = coalesce(OLD.status, '');
  INSERT INTO standing (village, status, projects)
    SELECT '', coalesce(NEW.status, ''), 1
    UNION ALL SELECT NEW.village, coalesce(NEW.status, ''), 1 WHERE NEW.village IS NOT NULL
    ON CONFLICT (village, status) DO UPDATE SET projects = projects + 1;
  DELETE FROM standing WHERE village IN ('', OLD.village) AND projects = 0;
END;

CREATE VIEW step_ahead (village, until, code, project) AS
  SELECT s.value, CASE length(m.due) WHEN 10 THEN m.due WHEN 4 THEN m.due || '-12-31'
      ELSE date(m.due || '-01', '+1 month', '-1 day') END, m.code, m.project
  FROM milestone m JOIN project p ON p.code = m.project
  JOIN json_each(json_array('', p.village)) s ON s.value IS NOT NULL
  WHERE m.met IS NULL AND m.due IS NOT NULL AND coalesce(m.status, '') NOT IN ('met', 'dropped')
    AND p.status IS NOT 'cancelled';
CREATE TABLE open_step (
  village TEXT NOT NULL, until TEXT NOT NULL, code TEXT NOT NULL REFERENCES milestone (code),
  PRIMARY KEY (village, until, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX open_step_code ON open_step (code);
INSERT INTO open_step (village, until, code) SELECT village, until, code FROM step_ahead;
CREATE TRIGGER milestone_opened AFTER INSERT ON milestone BEGIN
  INSERT INTO open_step (village, until, code)
    SELECT village, until, code FROM step_ahead WHERE code = NEW.code;
END;
CREATE TRIGGER milestone_opened_anew AFTER UPDATE OF project, due, met, status ON milestone BEGIN
  DELETE FROM open_step WHERE code = NEW.code;
  INSERT INTO open_step (village, until, code)
    SELECT village, until, code FROM step_ahead WHERE code = NEW.code;
END;
CREATE TRIGGER project_steps_opened AFTER UPDATE OF village, status ON project
  WHEN (OLD.village, OLD.status) IS NOT (NEW.village, NEW.status) BEGIN
  DELETE FROM open_step WHERE code IN (SELECT code FROM milestone WHERE project = NEW.code);
  INSERT INTO open_step (village, until, code)
    SELECT village, until, code FROM step_ahead WHERE project = NEW.code;
END;

CREATE VIEW measured (project, kind, wide, accepted_on, quantity) AS
  SELECT project, iif(unit = 'm2', 'square', 'road'), unit = 'km', accepted_on,
    (CAST(substr(accepted_quantity, 1, instr(accepted_quantity || '.', '.') - 1) AS INTEGER)
      * 1000000 + CAST(substr(substr(accepted_quantity,
        instr(accepted_quantity || '.', '.') + 1) || '000000', 1, 6) AS INTEGER))
      / iif(unit = 'km', 1, 1000)
  FROM acceptance WHERE unit IN ('km', 'm', 'm2') AND result <> 'failed'
    AND instr(accepted_quantity || '.', '.') <= 9;
CREATE VIEW finishing (project, village, year, kind, quantity) AS
  SELECT p.code, p.village, CAST(substr(coalesce(p.actual_end,
      (SELECT max(accepted_on) FROM acceptance WHERE project = p.code AND result <> 'failed'),
      '0'), 1, 4) AS INTEGER),
    iif(p.subtype IN ('road', 'square'), p.subtype, 'other'),
    (SELECT m.quantity FROM measured m
      WHERE m.project = p.code AND m.kind = p.subtype AND m.quantity > 0
      ORDER BY m.wide DESC, iif(m.wide OR m.kind = 'square', m.accepted_on, '') DESC,
        m.quantity DESC LIMIT 1)
  FROM project p
  WHERE p.status IN ('complete', 'accepted', 'announced', 'final', 'handed_over');
CREATE TABLE finished (
  village TEXT NOT NULL, year INTEGER NOT NULL, kind TEXT NOT NULL, projects INTEGER NOT NULL,
  measured INTEGER NOT NULL, quantity INTEGER NOT NULL, PRIMARY KEY (village, year, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE finish (
  project TEXT PRIMARY KEY NOT NULL REFERENCES project (code),
  village TEXT REFERENCES village (code), year INTEGER NOT NULL, kind TEXT NOT NULL,
  quantity INTEGER
) STRICT, WITHOUT ROWID;
CREATE TRIGGER finish_added AFTER INSERT ON finish BEGIN
  INSERT INTO finished (village, year, kind, projects, measured, quantity)
    SELECT s.value, NEW.year, NEW.kind, 1, NEW.quantity IS NOT NULL, coalesce(NEW.quantity, 0)
    FROM json_each(json_array('', NEW.village)) s WHERE s.value IS NOT NULL
    ON CONFLICT (village, year, kind) DO UPDATE SET projects = projects + 1,
      measured = measured + excluded.measured, quantity = quantity + excluded.quantity;
END;
CREATE TRIGGER finish_removed AFTER DELETE ON finish BEGIN
  UPDATE finished SET projects = projects - 1, measured = measured - (OLD.quantity IS NOT NULL),
    quantity = quantity - coalesce(OLD.quantity, 0)
    WHERE village IN ('', OLD.village) AND year = OLD.year AND kind = OLD.kind;
  DELETE FROM finished WHERE village IN ('', OLD.village) AND projects = 0;
END;
INSERT INTO finish (project, village, year, kind, quantity)
  SELECT project, village, year, kind, quantity FROM finishing;
CREATE TRIGGER project_finished AFTER INSERT ON project BEGIN
  INSERT INTO finish (project, village, year, kind, quantity)
    SELECT project, village, year, kind, quantity FROM finishing WHERE project = NEW.code;
END;
CREATE TRIGGER project_finished_anew
  AFTER UPDATE OF village, status, subtype, actual_end ON project BEGIN
  DELETE FROM finish WHERE project = NEW.code;
  INSERT INTO finish (project, village, year, kind, quantity)
    SELECT project, village, year, kind, quantity FROM finishing WHERE project = NEW.code;
END;
CREATE TRIGGER acceptance_added AFTER INSERT ON acceptance BEGIN
  DELETE FROM finish WHERE project = NEW.project;
  INSERT INTO finish (project, village, year, kind, quantity)
    SELECT project, village, year, kind, quantity FROM finishing WHERE project = NEW.project;
END;
CREATE TRIGGER acceptance_edited AFTER UPDATE ON acceptance BEGIN
  DELETE FROM finish WHERE project IN (OLD.project, NEW.project);
  INSERT INTO finish (project, village, year, kind, quantity)
    SELECT project, village, year, kind, quantity FROM finishing
    WHERE project IN (OLD.project, NEW.project);
END;
"""
"""What the board of works reads: of the whole site where `village` is '', of one village.

`standing` counts projects by status. `open_step` holds the steps that are still to be met, by the
last day of their date. `finish` holds each finished project once, with what was accepted of a road
in millimetres or of a square in thousandths of a square metre; `finished` is its sum by year (0:
not known). Of a road the length in km counts, without one the largest in m, since widths are in m
too; what was measured last counts, of one day the largest.
"""
