# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""A copy of a database for what has to commit."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from odoo import sql_db, tools
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


def _drop_files(database):
    shutil.rmtree(tools.config.filestore(database), ignore_errors=True)


def _copy_files(source, database):
    """Link the files of a database: each is named by its content and never changes."""
    folder = Path(tools.config.filestore(source))
    _drop_files(database)
    if folder.exists():
        shutil.copytree(folder, tools.config.filestore(database), copy_function=os.link)


@contextmanager
def copied(env, source=None):
    """Yield the name of a copy of the database and of its files, such as the style
    sheets that its pages ask for; what env has not committed is lost.

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
        _copy_files(source, database)
        yield database
    finally:
        Registry.delete(database)
        sql_db.close_db(database)
        _run_outside(env.cr, drop)
        _drop_files(database)
