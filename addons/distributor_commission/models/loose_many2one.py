# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields


class LooseMany2one(fields.Many2one):
    """A many2one whose column has no foreign key of its own.

    PostgreSQL checks a foreign key row by row, which costs more than writing the row
    of a ledger. Where the ledger's rows are written by one statement from rows that
    the same statement reads, and where what they refer to cannot be deleted (it is
    referred to by the document of the entry, or a trigger refuses), the check adds
    nothing. A reference to a line of a document may outlive the line.
    """

    def update_db_foreign_key(self, model, column):
        """Extend the ORM: leave the column without a constraint."""


class OutlivedMany2one(LooseMany2one):
    """A loose many2one to what may be deleted, and is empty from then on."""

    def convert_to_record(self, value, record):
        return super().convert_to_record(value, record).exists()
