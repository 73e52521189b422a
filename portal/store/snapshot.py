"""One state of the books for all the reads of a page, even while somebody publishes."""

from portal.store.connect import Connection


def hold(db: Connection) -> None:
    """Every read from here on sees the state at the first of them, until `release`."""
    if not db.in_transaction:
        db.execute("BEGIN")


def release(db: Connection) -> None:
    """Lets the connection see what was published since."""
    if db.in_transaction:
        db.execute("ROLLBACK")
