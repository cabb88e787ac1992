# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Returns",
    "summary": "Goods come back, and the money goes back exactly the way it came",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_order", "distributor_document"],
    "data": [
        "security/distributor_return_security.xml",
        "security/ir.model.access.csv",
        "data/ir_sequence_data.xml",
        "data/mail_activity_type_data.xml",
        "data/distributor_return_reason_data.xml",
        "data/mail_template_data.xml",
        "wizards/distributor_return_refuse_views.xml",
        "views/distributor_return_reason_views.xml",
        "views/distributor_return_views.xml",
        "views/distributor_return_report_views.xml",
        "views/distributor_level_views.xml",
        "views/distributor_distributor_views.xml",
        "views/sale_order_views.xml",
        "views/res_config_settings_views.xml",
        "views/distributor_return_menus.xml",
    ],
}
