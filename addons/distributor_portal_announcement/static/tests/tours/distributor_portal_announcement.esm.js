import {registry} from "@web/core/registry";

const PORTAL = ".o_distributor_portal";

/** What a thumb needs: nothing wider than the screen, nothing too small to hit. */
function checkPhone() {
    const page = document.documentElement;
    if (page.scrollWidth > window.innerWidth) {
        throw new Error(`${location.pathname} scrolls sideways: ${page.scrollWidth}`);
    }
    for (const target of document.querySelectorAll(
        `${PORTAL} :is(button, select, .btn, input:not([type=hidden]))`
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

registry.category("web_tour.tours").add("distributor_portal_announcement", {
    steps: () => [
        {
            content: "What is urgent is the first thing to do",
            trigger: `${PORTAL} .list-group > a[name="urgent_message"]:first-child`,
            run: checkPhone,
        },
        leave(`${PORTAL} a[name="urgent_message"]`),
        {
            content: "It is read, and acknowledged at its end",
            trigger: `${PORTAL} section[name="acknowledge"]:contains("新订单")`,
            run: checkPhone,
        },
        leave(`${PORTAL} section[name="acknowledge"] button:contains("我已阅读")`),
        {trigger: `${PORTAL} .alert-success:contains("t-portal-T-D")`},
        leave(`${PORTAL} a[href="/my/distribution/messages"]`),
        {
            content: "What is not read yet comes first",
            trigger: `${PORTAL} li[data-unread]:first-child:contains("T-Normal")`,
            run: checkPhone,
        },
        leave(`${PORTAL} nav a[href="/my/distribution/more"]`),
        leave(`${PORTAL} a[href="/my/distribution/files"]`),
        {
            trigger: `${PORTAL} li.o_distributor_portal_file:contains("T-Poster") img`,
            run: checkPhone,
        },
        {
            content: "The file comes, and the page says so when it is opened again",
            trigger: `${PORTAL} a[href$="/download"]`,
            async run() {
                const response = await fetch(this.anchor.href);
                if (!response.ok) {
                    throw new Error(`The file answers ${response.status}`);
                }
                location.reload();
            },
            expectUnloadPage: true,
        },
        {trigger: `${PORTAL} div[name="taken"]:contains("已下载")`},
    ],
});
