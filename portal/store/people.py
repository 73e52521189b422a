"""Accounts, sessions, one-time links and attempts, all in private.sqlite."""

from dataclasses import dataclass

from portal.store.connect import Connection


@dataclass(frozen=True)
class User:
    """An account. `name` signs in, `title` is public; `password` is an argon2 hash or None."""

    name: str
    title: str
    role: str
    password: str | None
    active: bool


_USER = "SELECT name, title, role, password, active FROM user"


def user(db: Connection, name: str) -> User | None:
    """The account of that name."""
    row = db.execute(f"{_USER} WHERE name = ?", (name,)).fetchone()
    return _user(row) if row else None


def users(db: Connection) -> list[User]:
    """All accounts by name."""
    return [_user(row) for row in db.execute(f"{_USER} ORDER BY name")]


def _user(row: tuple[str, str, str, str | None, int]) -> User:
    return User(row[0], row[1], row[2], row[3], bool(row[4]))


def add_user(db: Connection, new: User, when: str) -> None:
    """A new account; the database refuses a name that exists."""
    db.execute(
        "INSERT INTO user (name, title, role, password, active, created) VALUES (?, ?, ?, ?, ?, ?)",
        (new.name, new.title, new.role, new.password, int(new.active), when),
    )


def save_user(db: Connection, changed: User) -> None:
    """Title, role, password and whether the account is open."""
    db.execute(
        "UPDATE user SET title = ?, role = ?, password = ?, active = ? WHERE name = ?",
        (changed.title, changed.role, changed.password, int(changed.active), changed.name),
    )


def interests(db: Connection, name: str) -> frozenset[str]:
    """The organisations with which a person has declared a conflict of interest."""
    rows = db.execute("SELECT organisation FROM interest WHERE user = ?", (name,))
    return frozenset(row[0] for row in rows)


def set_interests(db: Connection, name: str, organisations: frozenset[str]) -> None:
    """Replaces a person's declared interests."""
    db.execute("DELETE FROM interest WHERE user = ?", (name,))
    db.executemany(
        "INSERT INTO interest (user, organisation) VALUES (?, ?)",
        [(name, organisation) for organisation in sorted(organisations)],
    )


def add_invitation(db: Connection, token: str, name: str, expires: str) -> None:
    """A one-time link (by the hash of its token); earlier ones of the person end."""
    db.execute("DELETE FROM invitation WHERE user = ?", (name,))
    db.execute(
        "INSERT INTO invitation (token, user, expires) VALUES (?, ?, ?)", (token, name, expires)
    )


def invited(db: Connection, token: str, now: str) -> str | None:
    """Whose unused, unexpired link this is."""
    row = db.execute(
        "SELECT user FROM invitation WHERE token = ? AND used IS NULL AND expires > ?",
        (token, now),
    ).fetchone()
    return row[0] if row else None


def use_invitation(db: Connection, token: str, now: str) -> bool:
    """Marks a link used; False when somebody was faster."""
    done = db.execute(
        "UPDATE invitation SET used = ? WHERE token = ? AND used IS NULL", (now, token)
    )
    return done.rowcount == 1


def add_session(db: Connection, token: str, name: str, now: str, expires: str) -> None:
    """A session, by the hash of its token."""
    db.execute(
        "INSERT INTO session (token, user, created, expires) VALUES (?, ?, ?, ?)",
        (token, name, now, expires),
    )
    db.execute("DELETE FROM session WHERE expires < ?", (now,))


def session_user(db: Connection, token: str, now: str) -> User | None:
    """Who holds a live session of an open account."""
    row = db.execute(
        f"{_USER} WHERE active = 1 AND name = (SELECT user FROM session"
        " WHERE token = ? AND revoked IS NULL AND expires > ?)",
        (token, now),
    ).fetchone()
    return _user(row) if row else None


def revoke_session(db: Connection, token: str, now: str) -> None:
    """Ends one session."""
    db.execute("UPDATE session SET revoked = ? WHERE token = ?", (now, token))


def revoke_sessions(db: Connection, name: str, now: str) -> int:
    """Ends every session of a person; how many there were."""
    done = db.execute(
        "UPDATE session SET revoked = ? WHERE user = ? AND revoked IS NULL", (now, name)
    )
    return done.rowcount


def attempts(db: Connection, key: str, since: str) -> int:
    """How often a key was tried since a time."""
    found = db.execute("SELECT count(*) FROM attempt WHERE key = ? AND at > ?", (key, since))
    return int(found.fetchone()[0])


def add_attempt(db: Connection, key: str, now: str, forget: str) -> None:
    """Counts a try and forgets those before `forget`."""
    db.execute("DELETE FROM attempt WHERE at < ?", (forget,))
    db.execute("INSERT INTO attempt (key, at) VALUES (?, ?)", (key, now))


def clear_attempts(db: Connection, key: str) -> None:
    """Forgets the tries of a key."""
    db.execute("DELETE FROM attempt WHERE key = ?", (key,))
