# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Commission",
    "summary": "Who earned what on which sale, why, and when it is settled",
    "version": "19.0.2.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_authorization", "distributor_wallet"],
    "data": [
        "security/distributor_commission_security.xml",
        "security/ir.model.access.csv",
        "data/ir_cron_data.xml",
        "wizards/distributor_commission_approve_views.xml",
        "wizards/distributor_commission_settle_views.xml",
        "views/distributor_commission_entry_views.xml",
        "views/distributor_commission_source_views.xml",
        "views/distributor_commission_settlement_views.xml",
        "views/distributor_commission_rule_views.xml",
        "views/distributor_commission_version_views.xml",
        "views/distributor_commission_plan_views.xml",
        "views/distributor_distributor_views.xml",
        "views/account_move_views.xml",
        "views/sale_order_views.xml",
        "views/distributor_commission_menus.xml",
    ],
}
