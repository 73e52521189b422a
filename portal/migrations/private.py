"""private.sqlite: people, sessions, drafts, uploads. Never handed to anyone."""

from sqlite_utils import Database, Migrations

from portal.migrations import run

migrations = Migrations("private")


@migrations()
def m0001_people(db: Database) -> None:
    """Accounts, one-time links, sessions, and the counters that slow down guessing."""
    run(
        db,
        """
        CREATE TABLE user (
          name TEXT PRIMARY KEY NOT NULL,
          title TEXT NOT NULL,
          role TEXT NOT NULL CHECK (role IN ('editor', 'reviewer', 'admin')),
          password TEXT,
          active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
          created TEXT NOT NULL
        ) STRICT;
        CREATE TABLE interest (
          user TEXT NOT NULL REFERENCES user (name),
          organisation TEXT NOT NULL,
          PRIMARY KEY (user, organisation)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE invitation (
          token TEXT PRIMARY KEY NOT NULL,
          user TEXT NOT NULL REFERENCES user (name),
          expires TEXT NOT NULL,
          used TEXT
        ) STRICT;
        CREATE TABLE session (
          token TEXT PRIMARY KEY NOT NULL,
          user TEXT NOT NULL REFERENCES user (name),
          created TEXT NOT NULL,
          expires TEXT NOT NULL,
          revoked TEXT
        ) STRICT;
        CREATE INDEX session_user ON session (user);
        CREATE TABLE attempt (
          id INTEGER PRIMARY KEY,
          key TEXT NOT NULL,
          at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX attempt_key ON attempt (key, at);
        """,
    )


@migrations()
def m0002_changes(db: Database) -> None:
    """Changes on their way to publication, each with its edits; uploads; single-use keys."""
    run(
        db,
        """
        CREATE TABLE change (
          number INTEGER PRIMARY KEY AUTOINCREMENT,
          id TEXT NOT NULL UNIQUE,
          author TEXT NOT NULL REFERENCES user (name),
          why TEXT NOT NULL DEFAULT '',
          state TEXT NOT NULL
            CHECK (state IN ('draft', 'submitted', 'published', 'returned', 'withdrawn')),
          reviewer TEXT REFERENCES user (name),
          reason TEXT,
          created TEXT NOT NULL,
          submitted TEXT,
          decided TEXT
        ) STRICT;
        CREATE INDEX change_state ON change (state, number);
        CREATE INDEX change_author ON change (author, number);
        CREATE TABLE edit (
          change INTEGER NOT NULL REFERENCES change (number),
          position INTEGER NOT NULL,
          action TEXT NOT NULL CHECK (action IN ('create', 'edit', 'reverse')),
          about TEXT NOT NULL,
          code TEXT NOT NULL,
          based_on INTEGER NOT NULL,
          "values" TEXT NOT NULL,
          PRIMARY KEY (change, position)
        ) STRICT;
        CREATE INDEX edit_record ON edit (about, code);
        CREATE TABLE upload (
          id TEXT PRIMARY KEY NOT NULL,
          author TEXT NOT NULL REFERENCES user (name),
          name TEXT NOT NULL,
          content BLOB NOT NULL,
          fixes TEXT NOT NULL DEFAULT '{}',
          change INTEGER REFERENCES change (number),
          created TEXT NOT NULL
        ) STRICT;
        CREATE TABLE single_use (
          key TEXT PRIMARY KEY NOT NULL,
          result TEXT NOT NULL,
          at TEXT NOT NULL
        ) STRICT;
        """,
    )


@migrations()
def m0003_originals(db: Database) -> None:
    """The index of sealed originals, and who opened which of them."""
    run(
        db,
        """
        CREATE TABLE original (
          hash TEXT PRIMARY KEY NOT NULL, sealed TEXT NOT NULL, name TEXT NOT NULL,
          pages INTEGER NOT NULL, author TEXT NOT NULL REFERENCES user (name),
          created TEXT NOT NULL
        ) STRICT;
        CREATE TABLE opening (
          original TEXT NOT NULL REFERENCES original (hash),
          user TEXT NOT NULL REFERENCES user (name),
          at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX opening_original ON opening (original, at);
        """,
    )


@migrations()
def m0004_committee(db: Database) -> None:
    """A role of its own for the village supervision committee.

    A table's checks cannot be altered, so the role moves into a column with the wider one.
    """
    run(
        db,
        """
        ALTER TABLE user ADD COLUMN duty TEXT NOT NULL DEFAULT 'committee'
          CHECK (duty IN ('editor', 'reviewer', 'admin', 'committee'));
        UPDATE user SET duty = role;
        ALTER TABLE user DROP COLUMN role;
        ALTER TABLE user RENAME COLUMN duty TO role;
        """,
    )


@migrations()
def m0005_enquiries(db: Database) -> None:
    """Questions until they are answered: the text, the sealed contact, the clock.

    `secret` is the SHA-256 of what the asker's link ends in, `contact` is sealed, `address` is a
    keyed hash that is kept for a day. `settled` is the day on which the answer or the refusal
    was published.
    """
    run(
        db,
        """
        CREATE TABLE enquiry (
          ticket TEXT PRIMARY KEY NOT NULL, secret TEXT NOT NULL, kind TEXT NOT NULL,
          of_table TEXT NOT NULL, of_code TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL,
          asked TEXT NOT NULL, due TEXT NOT NULL, contact BLOB, address TEXT,
          unsatisfied TEXT, refused INTEGER NOT NULL DEFAULT 0 CHECK (refused IN (0, 1)),
          settled TEXT
        ) STRICT;
        CREATE INDEX enquiry_waiting ON enquiry (due, ticket) WHERE settled IS NULL;
        CREATE INDEX enquiry_at ON enquiry (at);
        CREATE INDEX enquiry_address ON enquiry (address, at) WHERE address IS NOT NULL;
        CREATE INDEX enquiry_contact ON enquiry (settled) WHERE contact IS NOT NULL;
        CREATE INDEX enquiry_refusal ON enquiry (settled) WHERE refused AND text <> '';
        CREATE TABLE enquiry_message (
          id INTEGER PRIMARY KEY, ticket TEXT NOT NULL REFERENCES enquiry (ticket),
          at TEXT NOT NULL, text TEXT NOT NULL, read TEXT
        ) STRICT;
        CREATE INDEX enquiry_message_ticket ON enquiry_message (ticket, id);
        CREATE INDEX enquiry_message_unread ON enquiry_message (id) WHERE read IS NULL;
        CREATE TABLE enquiry_opening (
          ticket TEXT NOT NULL REFERENCES enquiry (ticket),
          user TEXT NOT NULL REFERENCES user (name), at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX enquiry_opening_ticket ON enquiry_opening (ticket, at);
        """,
    )


@migrations()
def m0006_households(db: Database) -> None:
    """Households for the village board only, names sealed, and who looked at them."""
    run(
        db,
        """
        CREATE TABLE household (
          project TEXT NOT NULL, code TEXT NOT NULL UNIQUE, name BLOB NOT NULL,
          team TEXT NOT NULL, item TEXT NOT NULL, amount INTEGER NOT NULL,
          author TEXT NOT NULL REFERENCES user (name), created TEXT NOT NULL,
          PRIMARY KEY (project, code)
        ) STRICT;
        CREATE TABLE access (
          id INTEGER PRIMARY KEY, project TEXT NOT NULL,
          user TEXT NOT NULL REFERENCES user (name), at TEXT NOT NULL, form TEXT NOT NULL
        ) STRICT;
        CREATE INDEX access_project ON access (project, at);
        """,
    )
