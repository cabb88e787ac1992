# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.exceptions import AccessError
from odoo.tools import format_datetime

from odoo.addons.distributor.models.group_names import USER


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def action_open_desk(self):
        """Open everything this order waits for, with what can be done."""
        self._check_desk()
        return {
            "type": "ir.actions.client",
            "tag": "distributor_order_desk",
            "name": self.env._("What %s Waits For", self.name),
            "target": "new",
            "context": {"dialog_size": "large"},
            "params": {"order_id": self.id},
        }

    def get_desk(self):
        """Return what this order waits for, what was decided, and what can be done."""
        self._check_desk()
        items = self._get_desk_items()
        told = {text for item in items for text in item["covers"]}
        reasons = [text for text in self._get_waiting_reasons() if text not in told]
        items += [self._prepare_desk_item(text) for text in reasons]
        items = [item for item in items if item["text"]]
        for item in items:
            item["when"] = item["when"] and format_datetime(
                self.env, item["when"], dt_format="short"
            )
        states = dict(self._fields["channel_state"]._description_selection(self.env))
        return {
            "id": self.id,
            "name": self.name,
            "distributor": self.distributor_id.display_name or "",
            "amount": self.currency_id.format(self.amount_total),
            "state": states.get(self.channel_state, ""),
            "open": [item for item in items if not item["done"]],
            "done": [item for item in items if item["done"]],
        }

    def _check_desk(self):
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group(USER):
            raise AccessError(self.env._("Only who works with distributors sees this."))
