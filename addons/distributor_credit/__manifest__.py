# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Credit",
    "summary": "How much a distributor may owe, checked before orders and deliveries",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_order", "distributor_approval"],
    "data": [
        "security/distributor_credit_security.xml",
        "security/ir.model.access.csv",
        "data/ir_cron_data.xml",
        "wizards/distributor_credit_set_views.xml",
        "wizards/distributor_credit_refuse_views.xml",
        "wizards/distributor_order_exception_decide_views.xml",
        "wizards/distributor_approval_decide_views.xml",
        "views/distributor_credit_override_views.xml",
        "views/distributor_credit_log_views.xml",
        "views/distributor_distributor_views.xml",
        "views/distributor_level_views.xml",
        "views/distributor_wallet_views.xml",
        "views/res_config_settings_views.xml",
        "views/stock_picking_views.xml",
        "views/distributor_credit_menus.xml",
    ],
}
