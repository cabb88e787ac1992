/**
 * A tour goes on as soon as a page is there, which may be before its buttons do what they
 * are for: a click is lost, and what it should show never comes. With this a tour goes on
 * when all of the page has started, and waits longer for what a busy machine shows late.
 */

import {TourAutomatic} from "@web_tour/js/tour_automatic/tour_automatic";
import {patch} from "@web/core/utils/patch";
import {registry} from "@web/core/registry";

const PATIENCE = 30000; // milliseconds for each step; Odoo's are 10000

patch(TourAutomatic.prototype, {
    start() {
        this.timeout = PATIENCE;
        // a service that is added late is told of the page, too
        registry.category("services").add(
            "distributor_portal.patient_tour",
            {
                start: (env) => {
                    env.isReady
                        .then(() => env.services["public.interactions"]?.isReady)
                        .then(() => super.start());
                },
            },
            {force: true}
        );
    },
});
