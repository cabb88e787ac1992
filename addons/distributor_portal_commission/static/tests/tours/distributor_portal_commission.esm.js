import {PORTAL, checkPhone, leave} from "@distributor_portal/../tests/phone.esm";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("distributor_portal_commission", {
    steps: () => [
        {
            content: "The month as it builds up",
            trigger: `${PORTAL} .o_distributor_portal_value:contains("75.00")`,
            run: checkPhone,
        },
        {
            content: "Choose a state",
            trigger: `${PORTAL} select[name="state"]`,
            run: "select payable",
            expectUnloadPage: true,
        },
        {
            trigger: `${PORTAL} select[name="state"]:has(option[value="payable"]:checked)`,
        },
        {
            content: "Open the settlement that waits for an answer",
            ...leave('section[name="settlements"] a.o_distributor_portal_title'),
        },
        {
            trigger: `${PORTAL} div[name="waiting"] strong`,
            run: checkPhone,
        },
        {
            content: "Tap a line to learn why",
            trigger: `${PORTAL} section[name="entries"] summary:contains("15.00")`,
            run: "click",
        },
        {
            trigger: `${PORTAL} details[open]:contains("T-B"):contains("5 %")`,
            run: checkPhone,
        },
        {content: "It is not right", ...leave('details[open] a[name="disagree"]')},
        {trigger: `${PORTAL} #expected`, run: "edit 20"},
        {trigger: `${PORTAL} #reason`, run: "edit T-Reason"},
        {trigger: `${PORTAL} form button[type="submit"]`, run: checkPhone},
        leave('form button[type="submit"]'),
        {
            content: "It is noted, and can be taken back",
            trigger: `${PORTAL} .badge:contains("异议")`,
            run: checkPhone,
        },
        {
            content: "Something was forgotten",
            trigger: `${PORTAL} summary[name="say"]`,
            run: "click",
        },
        {trigger: `${PORTAL} details[open] #text`, run: "edit T-And this"},
        {trigger: `${PORTAL} details[open] #file`, run: checkPhone},
        leave('details[open] form[action$="/answer"] button[type="submit"]'),
        {
            trigger: `${PORTAL} section[name="talk"]:contains("T-And this")`,
            run: checkPhone,
        },
        leave('nav a[href$="/my/distribution/commission"]'),
        {
            content: "Back to the settlement: the other line goes on",
            ...leave('section[name="settlements"] a.o_distributor_portal_title'),
        },
        {
            trigger: `${PORTAL} section[name="disputes"]:contains("15.00")`,
            run: checkPhone,
        },
        {trigger: `${PORTAL} summary[name="confirm"]`, run: "click"},
        {trigger: `${PORTAL} #confirm form button`, run: checkPhone},
        leave("#confirm form button"),
        {
            content: "It is confirmed",
            trigger: `${PORTAL}:not(:has(form[method="post"])) .alert-success`,
            run: checkPhone,
        },
    ],
});
