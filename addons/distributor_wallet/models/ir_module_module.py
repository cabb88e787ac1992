# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class IrModuleModule(models.Model):
    _inherit = "ir.module.module"

    def _load_module_terms(self, modules, langs, overwrite=False):
        """Purposes are made by code, so that loading a language does not name them."""
        super()._load_module_terms(modules, langs, overwrite=overwrite)
        if "distributor_wallet" not in modules:
            return

        def translate(env):
            env["distributor.wallet.purpose"]._translate_shipped(langs, overwrite)

        if self.env.registry.loaded:
            translate(self.env)
        else:  # while modules are loaded, as the chart of accounts does
            self.env.registry._distributor_wallet_translate = translate

    def _register_hook(self):
        super()._register_hook()
        registry = self.env.registry
        if hasattr(registry, "_distributor_wallet_translate"):
            registry._distributor_wallet_translate(self.env)
            del registry._distributor_wallet_translate
