# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import pytz

from odoo import models
from odoo.tools import format_date

from odoo.addons.distributor_portal_order.engine.quantities import number


class DistributorDistributor(models.Model):
    _name = "distributor.distributor"
    _inherit = ["distributor.distributor", "distributor.stock.report"]

    def _get_reported_stock(self):
        return {**super()._get_reported_stock(), **self._get_counted_stock()}

    def _get_report_values(self, row):
        report = row["report"]
        return {
            "unit": row["product"].uom_id.name,
            "counted": number(report["counted"]),
            "day": self._format_count_day(report["date"]),
            "arrived": number(report["arrived"]),
            "hand": number(report["on_hand"]),
        }

    def _format_count_day(self, moment):
        zone = pytz.timezone(self._get_zone(self.company_id))
        return format_date(self.env, pytz.utc.localize(moment).astimezone(zone).date())

    def _tell_count(self, product, count):
        """Return what was counted last, or in which unit it is counted."""
        unit = product.uom_id.name
        if not count:
            if product.uom_id == self.env.ref("uom.product_uom_unit", False):
                # by the unit, which says nothing
                return self.env._("Not counted yet")
            return self.env._("Not counted yet, by %s", unit)
        return self.env._(
            "%(quantity)s %(unit)s on %(day)s",
            quantity=number(count.quantity),
            unit=unit,
            day=self._format_count_day(count.date),
        )

    def _explain_restock_stock(self, row, values):
        if "counted" not in row["report"]:
            return super()._explain_restock_stock(row, values)
        return self.env._(
            "In stock: %(counted)s %(unit)s that you counted on %(day)s + %(arrived)s"
            " that arrived since = %(hand)s. What you sold since then is not taken off:"
            " count again before you order.",
            **self._get_report_values(row),
        )

    def _explain_restock_target(self, row, values):
        told = super()._explain_restock_target(row, values)
        sale = row["report"].get("sale")
        if not sale:
            return told
        sold = self.env._(
            "Sold from %(first)s to %(day)s: %(opening)s counted + %(received)s arrived"
            " − %(counted)s counted = %(sold)s %(unit)s, or %(rate)s a day.",
            **self._get_report_values(row),
            first=self._format_count_day(sale["date"]),
            opening=number(sale["opening"]),
            received=number(sale["received"]),
            sold=number(sale["sold"]),
            rate=values["rate"],
        )
        return [sold, *told[1:]]
