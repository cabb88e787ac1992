# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Commission Accrual",
    "summary": "Earned commission in the books of its month, before the bill arrives",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_commission"],
    "data": [
        "security/distributor_commission_accrual_security.xml",
        "security/ir.model.access.csv",
        "data/ir_cron_data.xml",
        "wizards/distributor_commission_accrue_views.xml",
        "wizards/distributor_commission_accrual_check_views.xml",
        "views/distributor_commission_accrual_views.xml",
        "views/distributor_commission_plan_views.xml",
        "views/account_move_views.xml",
        "views/res_config_settings_views.xml",
        "views/distributor_commission_accrual_menus.xml",
    ],
}
