# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_commission.tests.access import CommissionAccess
from odoo.addons.distributor_commission.tests.common import CommissionCommon


@tagged("post_install", "-at_install")
class TestAccess(CommissionAccess, CommissionCommon):
    MODULE = "distributor_portal_commission"
    MATRIX = {
        # model: (user, manager, finance)
        "distributor.commission.dispute.ask": ("", "rwcu", "rwcu"),
    }
