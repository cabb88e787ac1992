# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""A copy of a database for what has to commit."""

from contextlib import contextmanager

from odoo import sql_db
from odoo.modules.registry import Registry
from odoo.tools import SQL


def _run_outside(cr, statement):
    """Run a statement about a database outside of any transaction."""
    cr.rollback()
    cr.connection.autocommit = True
    try:
        cr.execute(statement)
    finally:
        cr.connection.autocommit = False


@contextmanager
def copied(env, source=None):
    """Yield the name of a copy of the database; what env has not committed is lost.

    Nobody else may be connected to the database meanwhile.

    :param source: the name of another database to copy than that of env
    """
    source = source or env.cr.dbname
    database = f"{source}_copy"
    copy, original = SQL.identifier(database), SQL.identifier(source)
    # without FORCE, which may not end an autovacuum worker that looks at the copy
    drop = SQL("DROP DATABASE IF EXISTS %s", copy)
    _run_outside(env.cr, drop)
    _run_outside(env.cr, SQL("CREATE DATABASE %s TEMPLATE %s", copy, original))
    try:
        yield database
    finally:
        Registry.delete(database)
        sql_db.close_db(database)
        _run_outside(env.cr, drop)
