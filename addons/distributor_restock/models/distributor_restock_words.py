# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

from odoo.addons.distributor_portal_order.engine.quantities import number


class DistributorRestockWords(models.AbstractModel):
    """Says where a proposed quantity comes from."""

    _name = "distributor.restock.words"
    _description = "Words About a Restock"

    def _tell_restock_basis(self, rows):
        """Return in one sentence what all proposals go by."""
        self.ensure_one()
        need = rows[0]["need"]
        unknown = [row for row in rows if row["need"].sold is None]
        if len(unknown) == len(rows):
            return self.env._(
                "There are no sales to go by yet: these are the quantities you ordered"
                " last."
            )
        text = self.env._(
            "Proposed from the last %(days)s days: enough for %(lead)s days until"
            " delivery and %(cover)s days of stock.",
            days=number(need.days),
            lead=number(need.lead_days),
            cover=number(need.cover_days),
        )
        if unknown:
            text += " " + self.env._(
                "What you ordered once is proposed as you ordered it."
            )
        return text

    def _get_restock_values(self, row):
        need, proposal = row["need"], row["proposal"]
        return {
            "unit": row["product"].uom_id.name,
            "days": number(need.days),
            "sold": number(round(need.sold or 0.0, 2)),
            "rate": number(round(proposal.rate or 0.0, 2)),
            "lead": number(need.lead_days),
            "cover": number(need.cover_days),
            "target": number(round(proposal.target, 2)),
            "hand": number(need.on_hand),
            "way": number(need.on_way),
            "missing": number(round(proposal.missing, 2)),
            "minimum": number(need.minimum),
            "pack": row["product"].product_tmpl_id.distributor_pack_uom_id.name,
            "size": number(need.pack),
            "quantity": number(proposal.quantity),
        }

    def _tell_restock_formula(self, row):
        """Return the formula of a proposal in one line."""
        values = self._get_restock_values(row)
        if row["need"].sold is None:
            return self.env._(
                "Last order %(target)s − %(hand)s in stock − %(way)s on the way ="
                " %(missing)s → %(quantity)s",
                **values,
            )
        return self.env._(
            "%(rate)s a day × (%(lead)s + %(cover)s days) − %(hand)s in stock −"
            " %(way)s on the way = %(missing)s → %(quantity)s",
            **values,
        )

    def _explain_restock(self, row):
        """Return the parts of the formula, a sentence each."""
        need, values = row["need"], self._get_restock_values(row)
        return [
            *self._explain_restock_target(row, values),
            self._explain_restock_stock(row, values),
            self.env._("On the way to you: %(way)s %(unit)s.", **values),
            self._explain_restock_quantity(need, row["proposal"], values),
        ]

    def _explain_restock_target(self, row, values):
        if row["need"].sold is None:
            return [
                self.env._("Your last order: %(target)s %(unit)s.", **values),
            ]
        return [
            self.env._(
                "Sold in %(days)s days: %(sold)s %(unit)s, or %(rate)s a day. What you"
                " bought and did not return counts as sold, unless you report your"
                " sales.",
                **values,
            ),
            self.env._(
                "Needed: %(rate)s × (%(lead)s days until delivery + %(cover)s days of"
                " stock) = %(target)s %(unit)s.",
                **values,
            ),
        ]

    def _explain_restock_stock(self, row, values):
        if not row["report"]:
            return self.env._("Stock not reported: counted as 0.")
        return self.env._("In stock, as you reported: %(hand)s %(unit)s.", **values)

    def _explain_restock_quantity(self, need, proposal, values):
        if not proposal.quantity:
            return self.env._("Nothing is missing.")
        if need.pack:
            return self.env._(
                "Missing: %(missing)s %(unit)s. It is ordered by %(pack)s (%(size)s"
                " %(unit)s): %(quantity)s.",
                **values,
            )
        if proposal.missing < need.minimum:
            return self.env._(
                "Missing: %(missing)s %(unit)s. The least that is ordered:"
                " %(quantity)s.",
                **values,
            )
        return self.env._(
            "Missing: %(missing)s %(unit)s, in whole units: %(quantity)s.", **values
        )
