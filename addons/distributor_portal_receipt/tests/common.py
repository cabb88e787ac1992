# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.common import HOME
from odoo.addons.distributor_portal.tests.members import MembersCommon

URL = f"{HOME}/deliveries"


@tagged("post_install", "-at_install")
class PortalReceiptCommon(MembersCommon):
    """The dealer has a delivery to receive, one on its way, and its sibling has one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.picking = cls._deliver(cls.dealer)
        cls.foreign = cls._deliver(cls.sibling)
        cls.coming = cls._confirm((cls.goods, 1, 5), distributor=cls.dealer).picking_ids

    @classmethod
    def _deliver(cls, distributor, quantity=4):
        picking = cls._confirm(
            (cls.goods, quantity, 10), distributor=distributor
        ).picking_ids
        picking.move_ids.write({"quantity": quantity, "picked": True})
        picking._action_done()
        return picking
