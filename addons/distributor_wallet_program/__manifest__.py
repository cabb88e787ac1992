# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Top-Up Programmes",
    "summary": "Goods rewards for money paid ahead, in lots that expire",
    "version": "19.0.1.1.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_wallet"],
    "data": [
        "security/distributor_wallet_program_security.xml",
        "security/ir.model.access.csv",
        "data/mail_template_data.xml",
        "data/ir_cron_data.xml",
        "wizards/distributor_wallet_program_preview_views.xml",
        "views/distributor_wallet_grant_views.xml",
        "views/distributor_wallet_lot_views.xml",
        "views/distributor_wallet_program_views.xml",
        "views/distributor_wallet_views.xml",
        "views/res_config_settings_views.xml",
        "views/distributor_wallet_program_menus.xml",
    ],
    "post_init_hook": "post_init_hook",
}
