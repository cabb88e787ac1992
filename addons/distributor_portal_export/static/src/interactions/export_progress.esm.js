import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";
import {rpc} from "@web/core/network/rpc";

const WAIT = 3000;

/**
 * Shows how far exports are, and the page anew when one has come to its end.
 */
export class ExportProgress extends Interaction {
    static selector = ".o_distributor_portal_exports[data-running]";

    start() {
        this.waitForTimeout(this.ask, WAIT);
    }

    async ask() {
        // An export that was removed elsewhere, or a lost connection, ends it quietly
        const found = await this.waitFor(
            rpc("/my/distribution/exports/progress", {}, {silent: true}).catch(
                () => null
            )
        );
        if (!found) {
            return;
        }
        let goesOn = false;
        for (const bar of this.el.querySelectorAll(".progress")) {
            const id = bar.closest("[data-export]").dataset.export;
            const [state, percent] = found[id] || ["done", 100];
            if (state !== "running") {
                window.location.reload();
                return;
            }
            goesOn = true;
            bar.setAttribute("aria-valuenow", percent);
            bar.firstElementChild.style.width = `${percent}%`;
        }
        if (goesOn) {
            this.waitForTimeout(this.ask, WAIT);
        }
    }
}

registry
    .category("public.interactions")
    .add("distributor_portal_export.progress", ExportProgress);
