import {registry} from "@web/core/registry";

const PORTAL = ".o_distributor_portal";

/** What a thumb needs: nothing wider than the screen, nothing too small to hit. */
function checkPhone() {
    const page = document.documentElement;
    if (page.scrollWidth > window.innerWidth) {
        throw new Error(`${location.pathname} scrolls sideways: ${page.scrollWidth}`);
    }
    for (const target of document.querySelectorAll(
        `${PORTAL} :is(button, select, summary, input:not([type=hidden], [type=checkbox]))`
    )) {
        const {height} = target.getBoundingClientRect();
        if (height && height < 44) {
            throw new Error(`${target.outerHTML.slice(0, 80)} is ${height} px high`);
        }
    }
}

function leave(trigger) {
    return {trigger, run: "click", expectUnloadPage: true};
}

registry.category("web_tour.tours").add("distributor_portal_notification", {
    steps: () => [
        {
            content: "The bell counts what is unread",
            trigger: `${PORTAL} .o_distributor_portal_bell_count:contains(3)`,
        },
        leave(`${PORTAL} .o_distributor_portal_bell a`),
        {
            trigger: `${PORTAL} .o_distributor_portal_notification.o_unread:contains(T-未读)`,
            run: checkPhone,
        },
        {
            content: "One is read",
            ...leave(
                `${PORTAL} .o_distributor_portal_notification:first button[name="read"]`
            ),
        },
        {trigger: `${PORTAL} .o_distributor_portal_bell_count:contains(2)`},
        {
            content: "All are read",
            ...leave(`${PORTAL} button[name="read_all"]`),
        },
        {
            trigger: `${PORTAL} .o_distributor_portal_bell:not(:has(.o_distributor_portal_bell_count))`,
        },
        leave(`${PORTAL} a[name="settings"]`),
        {trigger: `${PORTAL} h2:contains(我们通知您的内容)`, run: checkPhone},
        {trigger: `${PORTAL} #digest`, run: "select weekly"},
        leave(`${PORTAL} button[name="save"]`),
        {trigger: `${PORTAL} .o_distributor_portal_notice.alert-success`},
    ],
});
