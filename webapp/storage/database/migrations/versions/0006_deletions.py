"""What was deleted from PostgreSQL, until its disk has forgotten it; and no samples of people's rows beside them.

A trigger notes each deletion in the transaction that makes it, so that no code can forget to.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NOTED = {
    "liveanswer": "DELETE",
    "liveattempt": "DELETE OR UPDATE OF batch",  # who waits is not to be known as of which workshop they were
    "tally": "DELETE",
    "workshop": "DELETE OR UPDATE OF closed",
}
NOTE = """
CREATE FUNCTION note_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('tryg.noted_' || TG_TABLE_NAME, true) IS DISTINCT FROM 'yes' THEN  -- once a transaction
        INSERT INTO deletion (id, day, rows_of, lies_in)
        VALUES (gen_random_uuid()::text, current_date::text, TG_TABLE_NAME, 'table');
        PERFORM set_config('tryg.noted_' || TG_TABLE_NAME, 'yes', true);
    END IF;
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "deletion",
        sa.Column("id", sqlmodel.AutoString(), nullable=False),
        sa.Column("day", sqlmodel.AutoString(), nullable=False),
        sa.Column("rows_of", sqlmodel.AutoString(), nullable=False),
        sa.Column("lies_in", sqlmodel.AutoString(), nullable=False),
        sa.Column("last_file", sqlmodel.AutoString(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name != "postgresql":
        return  # SQLite overwrites what it deletes
    op.execute(NOTE)
    for table, when in NOTED.items():
        for column in sa.inspect(op.get_bind()).get_columns(table):
            name, kind = column["name"], column["type"].compile(op.get_bind().dialect)
            op.execute(f'ALTER TABLE {table} ALTER COLUMN "{name}" SET STATISTICS 0')
            op.execute(f'ALTER TABLE {table} ALTER COLUMN "{name}" TYPE {kind}')  # drops the samples that there are
        op.execute(
            f"CREATE TRIGGER note_deletion AFTER {when} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION note_deletion()"
        )
        op.execute(
            "INSERT INTO deletion (id, day, rows_of, lies_in) "  # noqa: S608 - a table of ours
            f"VALUES (gen_random_uuid()::text, current_date::text, '{table}', 'table')"
        )
