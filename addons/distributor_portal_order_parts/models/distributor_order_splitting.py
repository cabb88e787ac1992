# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.distributor_portal.controllers.parameters import read_amount, read_key
from odoo.addons.distributor_portal_order.engine.quantities import number, round_down

MOVE = "move-"


class DistributorOrderSplitting(models.AbstractModel):
    """Splits an order that a distributor placed, once for each key."""

    _name = "distributor.order.splitting"
    _description = "Splitting of a Distributor's Orders"

    # what moves

    def _get_split_rows(self, order, moves):
        """Return a row for each line that may move.

        :param moves: {line: quantity}
        :return: list of dict of name (in the form), line, product, quantity, unit,
            pack, step, moves, stock and short (sentence, where there is too little)
        """
        lines = order._get_portal_split_lines()
        hints = self._get_stock_hints(lines.product_id)
        missing = self._get_split_missing(order)
        return [
            {
                "name": f"{MOVE}{line.id}",
                "line": line,
                "product": line.product_id,
                "quantity": line.product_uom_qty,
                "unit": line.product_uom_id.name,
                "pack": line.product_id.distributor_pack_uom_id.name,
                "step": line._get_portal_pack() or 1.0,
                "moves": moves.get(line, 0.0),
                "stock": hints.get(line.product_id),
                "short": line in missing and self._tell_missing_stock(line, missing),
            }
            for line in lines
        ]

    def _get_split_missing(self, order):
        """Return {line: what is not in stock now}, if anything is told of the stock."""
        if self.company_id.distributor_stock_policy == "none":
            return {}
        missing = order._propose_missing(order._get_portal_split_lines())
        return {
            line: quantity
            for line, quantity in missing.items()
            if not line.product_uom_id.is_zero(quantity)
        }

    def _tell_missing_stock(self, line, missing):
        free = line.product_uom_id._compute_quantity(
            line.product_uom_qty - missing[line], line.product_id.uom_id, round=False
        )
        return self._tell_stock_shortage(line.product_id, free)

    def _read_split(self, order, form):
        """Return {line: quantity} that a form moves.

        :raise UserError: names what is no quantity
        """
        moves = {}
        for line in order._get_portal_split_lines():
            try:
                quantity = read_amount(form.get(f"{MOVE}{line.id}"), 4)
            except ValueError as error:
                raise UserError(
                    self.env._(
                        "%(product)s: “%(text)s” is no quantity. Write it as 2 or 2.5.",
                        product=line.product_id.display_name,
                        text=str(error),
                    )
                ) from error
            if quantity:
                moves[line] = quantity
        return moves

    def _propose_split(self, order):
        """Return {line: what is not in stock now}, as far as stock is told.

        Where only bands are told, a quantity would tell more: all of a line moves. So
        it does where a part of it would lose its price.
        """
        exact = self.company_id.distributor_stock_policy == "exact"
        moves = {}
        for line, missing in self._get_split_missing(order).items():
            wanted, pack = line.product_uom_qty, line._get_portal_pack()
            kept = round_down(wanted - missing, pack=pack) if exact else 0.0
            moves[line] = wanted - kept
        for line in self._find_lost_prices(order, moves):
            moves[line] = line.product_uom_qty
        return moves if order._keeps_some(moves) else {}

    def _find_lost_prices(self, order, moves):
        """Return the lines of which a part alone would have a higher price.

        Their price is one for a quantity, which splitting must not evade.
        """
        parted = {
            line: quantity
            for line, quantity in moves.items()
            if line.product_uom_id.compare(quantity, line.product_uom_qty) < 0
        }
        if not parted:
            return []
        found = order.pricelist_id._explain_prices(
            [
                (line.product_id, quantity, line.product_uom_id)
                for line, moved in parted.items()
                for quantity in (
                    line.product_uom_qty,
                    line.product_uom_qty - moved,
                    moved,
                )
            ],
            fields.Datetime.now(),
            order.currency_id,
            self,
        )
        compare = order.currency_id.compare_amounts
        lost = []
        for index, line in enumerate(parted):
            whole, *parts = (one["price"] for one in found[3 * index : 3 * index + 3])
            agreed = line.price_unit * (1 - line.discount / 100)
            if compare(max(parts), max(whole, agreed)) > 0:
                lost.append(line)
        return lost

    # what comes of it

    def _check_split(self, order, moves, address, user):
        """Return all that a visitor is told before it splits an order.

        :param moves: {line: quantity}
        :return: dict of stays and part (see `_check_parted`), notes, blockers and
            total (what is agreed to)
        """
        self.ensure_one()
        blockers = self._get_parting_blockers(order) or [
            *order._get_split_refusals(moves),
            *self._get_pack_refusals(moves),
        ]
        if blockers:
            return {"blockers": blockers, "notes": []}
        blockers = [
            self._tell_lost_price(line) for line in self._find_lost_prices(order, moves)
        ]
        left = {
            line: line.product_uom_qty - moves.get(line, 0.0)
            for line in order._get_priced_lines()
        }
        left = {
            line: rest
            for line, rest in left.items()
            if not line.product_uom_id.is_zero(rest)
        }
        kept = self._preview_order(order, left, order.partner_shipping_id)
        moved = self._preview_order(order, moves, address)
        part = self._check_parted(order, moved, user, before=kept)
        if address != order.partner_shipping_id:
            blockers += part["place"]["refusals"]
        return {
            "stays": self._check_parted(order, kept, user),
            "part": part,
            "notes": self._get_minimum_notes(order, kept, moved),
            "blockers": blockers,
            "total": self._get_shown_total(kept, moved),
        }

    def _get_pack_refusals(self, moves):
        refusals = []
        for line, quantity in moves.items():
            pack = line._get_portal_pack()
            whole = line.product_uom_id.compare(quantity, line.product_uom_qty) == 0
            packed = round_down(quantity, pack=pack) if pack else quantity
            if whole or line.product_uom_id.compare(packed, quantity) == 0:
                continue
            refusals.append(
                self.env._(
                    "%(product)s is ordered by %(pack)s: move a multiple of %(size)s.",
                    product=line.product_id.display_name,
                    pack=line.product_id.distributor_pack_uom_id.name,
                    size=number(pack),
                )
            )
        return refusals

    def _tell_lost_price(self, line):
        return self.env._(
            "%(product)s: %(price)s each is a price for a quantity. Move all of it, or"
            " so that enough is in both orders.",
            product=line.product_id.display_name,
            price=line.currency_id.format(line.price_reduce_taxexcl),
        )

    def _get_minimum_notes(self, order, kept, moved):
        """Return that an order alone is too small, where together they are not."""
        rule = self._get_order_rule()
        alone = rule and any(rule._get_missing(one) for one in (kept, moved))
        if not alone or rule._get_missing(order):
            return []
        return [
            self.env._(
                "The minimum order is %s: one of them alone is below it. They count"
                " together as long as neither is cancelled.",
                rule.currency_id.format(rule.min_amount),
            )
        ]

    def _find_split_address(self, order, address_id):
        """Return where the new order goes: an address of its own, or that of the order.

        :param address_id: an id from a form; none for that of the order
        :raise UserError: it is none of them
        """
        address = order.partner_shipping_id
        if address_id in (0, address.id):
            return address
        return self._find_order_address(address_id)

    # doing it

    def _find_part_by_key(self, key):
        """Return the order that was split off with a key already, or none."""
        self.ensure_one()
        orders = self.env["sale.order"]
        if not read_key(key):
            return orders
        return orders.search(
            [("distributor_id", "=", self.id), ("portal_split_key", "=", key)]
        )

    def _split_in_portal(self, order, moves, address_id, key, shown, user):
        """Split an order of this distributor; the caller checked the right to order.

        The key is unique in the database: of two requests at once the second fails on
        it, and the caller leads to what the first one did.

        :param moves: {line: quantity} of the new order
        :param shown: what the visitor agreed to, see `_get_shown_total`
        :return: the new order
        :raise UserError: what stands against it, and what to do
        """
        self.ensure_one()
        if not read_key(key):
            raise UserError(self.env._("This page is too old: please start again."))
        address = self._find_split_address(order, address_id)
        check = self._check_split(order, moves, address, user)
        if check["blockers"]:
            raise UserError("\n".join(check["blockers"]))
        if shown != check["total"]:
            raise UserError(
                self.env._("%s changed since you looked. Check it again.", order.name)
            )
        part = order._split(moves, partner_shipping_id=address.id)
        part.portal_split_key = key
        return part
