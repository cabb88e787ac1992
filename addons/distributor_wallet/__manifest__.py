# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Deposit Wallet",
    "summary": "Money paid ahead, never overdrawn, always equal to the books",
    "version": "19.0.1.1.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor", "account_payment"],
    "data": [
        "security/distributor_wallet_security.xml",
        "security/ir.model.access.csv",
        "data/ir_cron_data.xml",
        "data/mail_activity_type_data.xml",
        "wizards/distributor_wallet_topup_views.xml",
        "wizards/distributor_wallet_check_views.xml",
        "wizards/distributor_wallet_opening_views.xml",
        "views/distributor_wallet_entry_views.xml",
        "views/distributor_wallet_hold_views.xml",
        "views/distributor_wallet_views.xml",
        "views/distributor_wallet_purpose_views.xml",
        "views/distributor_distributor_views.xml",
        "views/sale_order_views.xml",
        "views/res_config_settings_views.xml",
        "views/distributor_wallet_menus.xml",
    ],
}
