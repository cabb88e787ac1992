# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Stock of Distributors",
    "summary": "A distributor counts what it has, and restock goes by it",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_restock", "distributor_receipt"],
    "data": [
        "security/distributor_stock_count_security.xml",
        "security/ir.model.access.csv",
        "views/distributor_stock_count_views.xml",
        "views/distributor_stock_count_menus.xml",
        "views/portal_stock_templates.xml",
        "views/portal_restock_templates.xml",
    ],
}
