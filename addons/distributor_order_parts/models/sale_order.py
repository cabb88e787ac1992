# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

OPEN = ("draft", "sent")


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "sale.order.split"]

    merged_into_id = fields.Many2one(
        "sale.order",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups="base.group_user",
    )
    merged_order_ids = fields.One2many(
        "sale.order", "merged_into_id", "Merged Orders", readonly=True
    )
    # never as a user sees them: whoever asks, asks of all parts
    split_part_ids = fields.One2many(
        "sale.order", "split_root_id", readonly=True, groups=fields.NO_ACCESS
    )
    # a text: the form of an order does not load forms of other orders
    merged_from = fields.Char(compute="_compute_merged_from", groups="base.group_user")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"split_from_id", "split_root_id"}

    def _get_whole(self):
        # sudo: what is asked of the parts does not depend on who sees which; they are
        # read for all orders at once
        parts = self.sudo().split_root_id.split_part_ids._origin
        if not parts:
            return super()._get_whole()
        parts = parts.filtered(lambda one: one.state != "cancel").sorted("id")
        # of an order that is being edited, its values as they are now
        return (self.sudo() | parts - self._origin).sudo(self.env.su)

    def unlink(self):
        """Keep the other parts together when the order that they were is deleted."""
        self.check_access("unlink")
        # sudo: what is left of an order that may be deleted, whoever sees it
        left = self.sudo().search(
            [("split_root_id", "in", self.ids), ("id", "not in", self.ids)], order="id"
        )
        for parts in left.grouped("split_root_id").values():
            parts.split_root_id = parts[0]
        return super().unlink()

    @api.depends("merged_order_ids.name")
    def _compute_merged_from(self):
        for order in self:
            order.merged_from = ", ".join(order.merged_order_ids.mapped("name"))

    # merge

    def _get_common_fields(self):
        """Return {field: name} of what orders must have in common to become one."""
        return {
            "distributor_id": self.env._("distributor"),
            "company_id": self.env._("company"),
            "partner_id": self.env._("customer"),
            "partner_shipping_id": self.env._("delivery address"),
            "partner_invoice_id": self.env._("invoice address"),
            "pricelist_id": self.env._("pricelist"),
            "currency_id": self.env._("currency"),
            "payment_term_id": self.env._("payment terms"),
            "fiscal_position_id": self.env._("fiscal position"),
            "warehouse_id": self.env._("warehouse"),
        }

    def _get_mergeable_domain(self):
        """Return the domain of the quotations that can become one with this order."""
        self.ensure_one()
        same = [(name, "=", self[name].id) for name in self._get_common_fields()]
        return Domain.AND(
            [[("state", "in", OPEN), ("id", "!=", self.id)], *([one] for one in same)]
        )

    def _check_mergeable(self):
        """Refuse orders that cannot become one.

        :raise UserError: names the orders and in what they differ
        """
        if len(self) < 2:
            raise UserError(self.env._("Choose two quotations or more to merge."))
        self._check_parts_open()
        first, names = self[0], self._get_common_fields()
        for order in self[1:]:
            different = [
                label for name, label in names.items() if first[name] != order[name]
            ]
            if different:
                raise UserError(
                    self.env._(
                        "%(one)s and %(other)s differ in: %(what)s.",
                        one=first.name,
                        other=order.name,
                        what=", ".join(different),
                    )
                )

    def _check_parts_open(self):
        for order in self:
            if order.state not in OPEN or not order.distributor_id:
                raise UserError(
                    self.env._("%s is no quotation of a distributor.", order.name)
                )

    def action_merge(self):
        """Make one quotation of these and open it."""
        self.check_access("write")
        merged = self.sorted("id")._merge()
        return merged._get_records_action(name=self.env._("Merged Order"))

    def _merge(self):
        """Merge quotations into the first one; the others are cancelled.

        :return: the order that has everything
        """
        self._check_mergeable()
        target, others = self[0], self[1:]
        if "draft" in self.mapped("state") and target.state != "draft":
            target.state = "draft"
        for order in others:
            target._take_lines(order)
        origins = [order.origin or order.name for order in self]
        references = filter(None, self.mapped("client_order_ref"))
        target.write(
            {
                "origin": ", ".join(dict.fromkeys(origins)),
                "client_order_ref": ", ".join(dict.fromkeys(references)) or False,
            }
        )
        # sudo: the order was written just now, and takes over no more than they have
        target.sudo().write(target._prepare_merged_vals(others))
        target._join_parts(others)
        others.write({"merged_into_id": target.id})
        others._action_cancel()
        for order in others:
            order.message_post(body=self.env._("Merged into %s.", target.name))
        names = ", ".join(others.mapped("name"))
        target.message_post(body=self.env._("Takes over %s.", names))
        return target

    def _join_parts(self, others):
        """Ask of this order, together with what others were parts of, as before."""
        # sudo: the order was written just now; whoever asks, asks of all parts
        target, roots = self.sudo(), (self | others).sudo().split_root_id
        if roots:
            root = target.split_root_id or roots[:1]
            (target | roots.split_part_ids).split_root_id = root

    def _leave_parts(self):
        """Forget that of this order, when it never was split itself."""
        # sudo: the order was written just now
        order = self.sudo()
        if not order.split_from_id and not order.search_count(
            [("split_from_id", "=", order.id)], limit=1
        ):
            order.split_root_id = False

    def _take_lines(self, other):
        """Add the lines of another order: same goods at the same price are joined."""
        self.ensure_one()
        known = {line._get_merge_key(): line for line in self.order_line}
        for line in other.order_line:
            if found := known.get(line._get_merge_key()):
                found._set_quantity(found.product_uom_qty + line.product_uom_qty)
            else:
                line.copy({"order_id": self.id})

    # undo

    def action_unmerge(self):
        """Give the merged orders their lines back."""
        self.ensure_one()
        self.check_access("write")
        self.merged_order_ids.check_access("write")
        self._unmerge()

    def _unmerge(self):
        """Open the orders again that were merged into this one.

        :raise UserError: names what is not in this order any more
        """
        self.ensure_one()
        self._check_parts_open()
        others = self.merged_order_ids.filtered(lambda order: order.state == "cancel")
        if not others:
            raise UserError(self.env._("No order was merged into %s.", self.name))
        for line in others.order_line:
            self._give_back_line(line)
        others.action_draft()
        if self.state == "sent":  # so were all of them
            others.state = "sent"
        others.merged_into_id = False
        self._leave_parts()
        for order in others:
            self._on_split(order)
        self.message_post(
            body=self.env._("Split again into %s.", ", ".join(others.mapped("name")))
        )

    def _give_back_line(self, line):
        if line.display_type:
            return
        key = line._get_merge_key()
        own = self.order_line.filtered(lambda one: one._get_merge_key() == key)[:1]
        if not own or own.product_uom_qty < line.product_uom_qty:
            raise UserError(
                self.env._(
                    "%(order)s has not %(quantity)g of %(product)s at that price any"
                    " more. Split it by hand.",
                    order=self.name,
                    quantity=line.product_uom_qty,
                    product=line.product_id.display_name,
                )
            )
        own._give_away(line.product_uom_qty)
