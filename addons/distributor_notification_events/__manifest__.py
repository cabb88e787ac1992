# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Notifications of Events",
    "summary": "Tells members of orders, deliveries, money, documents and decisions",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": [
        "distributor_notification",
        "distributor_approval",
        "distributor_receipt",
        "distributor_return",
        "distributor_statement",
        "distributor_commission_dispute",
        "distributor_wallet_topup",
    ],
    "auto_install": True,
    "data": [
        "data/distributor_notification_kind_data.xml",
        "data/ir_cron_data.xml",
    ],
}
