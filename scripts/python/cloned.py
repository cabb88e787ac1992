# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Many rows like one, made by the database: for benches with millions of them."""

from odoo.tools import SQL


def clone_rows(cr, table, template_id, source, **expressions):
    """Insert a row like the template for each row of a source.

    :param source: SQL of what stands after FROM, beside the row as ``old``
    :param expressions: {column: SQL} of what differs from the template
    """
    cr.execute(
        """
        SELECT column_name FROM information_schema.columns
         WHERE table_schema = current_schema AND table_name = %s
        """,
        [table],
    )
    columns = [name for (name,) in cr.fetchall()]
    values = [expressions.get(name, SQL.identifier("old", name)) for name in columns]
    cr.execute(
        SQL(
            "INSERT INTO %(table)s (%(columns)s) SELECT %(values)s"
            " FROM %(source)s, %(table)s AS old WHERE old.id = %(template)s",
            table=SQL.identifier(table),
            columns=SQL(", ").join(map(SQL.identifier, columns)),
            values=SQL(", ").join(values),
            source=source,
            template=template_id,
        )
    )


def drop_foreign_keys(cr, table):
    cr.execute(
        "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass"
        " AND contype = 'f'",
        [table],
    )
    for (constraint,) in cr.fetchall():
        cr.execute(
            SQL(
                "ALTER TABLE %s DROP CONSTRAINT %s",
                SQL.identifier(table),
                SQL.identifier(constraint),
            )
        )


def unburden(cr, table):
    """Drop what slows the loading of a table down: triggers, foreign keys, indexes."""
    cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER USER", SQL.identifier(table)))
    drop_foreign_keys(cr, table)
    cr.execute(
        """
        SELECT relname FROM pg_index AS i JOIN pg_class ON pg_class.oid = indexrelid
         WHERE indrelid = %s::regclass AND NOT indisprimary
           AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid)
        """,
        [table],
    )
    for (index,) in cr.fetchall():
        cr.execute(SQL("DROP INDEX %s", SQL.identifier(index)))
