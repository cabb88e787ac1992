# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.http import request

from odoo.addons.portal.controllers.web import Home


class DistributorLogin(Home):
    def _login_redirect(self, uid, redirect=None):
        """Lead a portal user to the pages in its own language.

        Stock follows the browser, so that a shared or foreign phone would greet a
        Chinese distributor in English. The choice in the footer still changes it.
        """
        # sudo: the user just logged in, and may know its own language
        user = request.env["res.users"].sudo().browse(uid)
        if user._is_portal() and user.lang:
            request.future_response.set_cookie("frontend_lang", user.lang)
        return super()._login_redirect(uid, redirect=redirect)
