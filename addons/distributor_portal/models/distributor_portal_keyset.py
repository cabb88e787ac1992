# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

# what stands for nothing in a comparison, by the type of a field
NOTHING = {
    "date": "-infinity",
    "datetime": "-infinity",
    "float": 0,
    "integer": 0,
    "monetary": 0,
}


class DistributorPortalKeyset(models.AbstractModel):
    """Where a page of a list begins: behind a row, whatever its fields are."""

    _name = "distributor.portal.keyset"
    _description = "Keyset of a List of the Portal"

    def _get_beyond(self, start, sort, down):
        """Return the domain of the rows that come after one.

        Compared as a whole, so that an index leads to it. Where a field may be empty,
        empty is greater than anything, as in the order of a query.
        """
        beyond = SQL("<") if down else SQL(">")

        def to_sql(model, alias, query):
            left, right = [], []
            for name in sort.fields:
                column = model._field_to_sql(alias, name, query)
                field = model._fields[name]
                value = None if start[name] is False else start[name]
                if field.required and not field.translate:
                    left.append(column)
                    right.append(SQL("%s", value))
                    continue
                nothing = NOTHING.get(field.type, "")
                is_empty = value is None
                left += [SQL("%s IS NULL", column), self._fill(column, field, nothing)]
                right += [
                    SQL("%s", is_empty),
                    SQL("%s", nothing if is_empty else value),
                ]
            return SQL(
                "(%s, %s) %s (%s, %s)",
                SQL(", ").join(left) if left else SQL("0"),
                model._field_to_sql(alias, "id", query),
                beyond,
                SQL(", ").join(right) if right else SQL("0"),
                start.id,
            )

        return Domain.custom(to_sql=to_sql)

    def _fill(self, column, field, nothing):
        if field.type in ("date", "datetime"):
            kind = SQL("date" if field.type == "date" else "timestamp")
            return SQL("COALESCE(%s, %s::%s)", column, nothing, kind)
        return SQL("COALESCE(%s, %s)", column, nothing)
