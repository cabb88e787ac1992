# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Receipt",
    "summary": "A distributor confirms what it received, and says what is missing",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_order", "distributor_document"],
    "data": [
        "security/distributor_receipt_groups.xml",
        "security/distributor_receipt_security.xml",
        "security/ir.model.access.csv",
        "data/mail_activity_type_data.xml",
        "data/ir_cron_data.xml",
        "wizards/distributor_receipt_record_views.xml",
        "wizards/distributor_delivery_report_solve_views.xml",
        "views/distributor_receipt_views.xml",
        "views/distributor_delivery_report_views.xml",
        "views/stock_picking_views.xml",
        "views/sale_order_views.xml",
        "views/res_config_settings_views.xml",
        "views/distributor_receipt_menus.xml",
    ],
}
