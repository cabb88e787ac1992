# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Merge and Split Orders",
    "summary": "Make one order of several quotations, or several of one",
    "version": "19.0.1.0.1",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_order"],
    "data": [
        "security/ir.model.access.csv",
        "wizards/distributor_order_split_views.xml",
        "views/sale_order_views.xml",
    ],
}
