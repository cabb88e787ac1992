import {
    PORTAL,
    checkCount,
    checkPhone,
    startCount,
    tap,
} from "@distributor_portal/../tests/phone.esm";
import {registry} from "@web/core/registry";

function getSteps({order, check, place, done}, checkPage) {
    const card = ".o_distributor_order_card:contains('T-Tea')";
    return [
        {
            content: "Home has a button to order",
            trigger: `${PORTAL} a[name="order"]:contains("${order}")`,
            run: startCount,
        },
        {trigger: `${PORTAL} a[name="order"]`, run: checkPage},
        tap(`a[name="order"]`, true),
        {
            content: "Choose: a tap on more takes a whole pack",
            trigger: `${card} button[data-move="1"]`,
            run: checkPage,
        },
        tap(`${card} button[data-move="1"]`),
        {trigger: `${card}.o_chosen input:value("6")`},
        {trigger: `${PORTAL} .o_distributor_order_total:contains("480.00")`},
        tap(`a.o_distributor_order_next:not(.disabled):contains("${check}")`, true),
        {
            content: "Check: what it is, where it goes, what pays it",
            trigger: `${PORTAL} .o_distributor_order_line:contains("480.00")`,
            run: checkPage,
        },
        {trigger: `${PORTAL} .o_distributor_order_gap:contains("70.00")`},
        {trigger: `${PORTAL} input[name="ship"]:checked`},
        tap(`button[type="submit"]:contains("${place}")`, true),
        {
            content: "Done: confirmed at once",
            trigger: `${PORTAL} .o_distributor_order_placed h1:contains("${done}")`,
            run: checkPage,
        },
        {
            content: "Three steps, four taps, and an empty basket",
            trigger: PORTAL,
            run() {
                checkCount(4, 3);
                for (const name of Object.keys(localStorage)) {
                    if (name.startsWith("distributor_basket")) {
                        throw new Error(`${name} was kept`);
                    }
                }
            },
        },
    ];
}

registry.category("web_tour.tours").add("distributor_portal_order_phone", {
    steps: () =>
        getSteps(
            {order: "订货", check: "核对订单", place: "提交订单", done: "已确认"},
            checkPhone
        ),
});

registry.category("web_tour.tours").add("distributor_portal_order_desktop", {
    steps: () =>
        getSteps({
            order: "Order",
            check: "Check order",
            place: "Place order",
            done: "is confirmed",
        }),
});

/** Loses the connection of the page, until it is loaded again or told to be back. */
function lose() {
    const {fetch} = window;
    window.fetch = () => Promise.reject(new TypeError("Failed to fetch"));
    window.giveBack = () => {
        window.fetch = fetch;
        window.dispatchEvent(new Event("online"));
    };
}

function checkKept(text) {
    const kept = Object.entries(localStorage).filter(([name]) =>
        name.startsWith("distributor_basket")
    );
    if (!kept.some(([, basket]) => basket.includes(text))) {
        throw new Error(`${text} is not among what was kept: ${kept}`);
    }
}

/** A basket outlives the page, is edited at the second step, takes an address. */
registry.category("web_tour.tours").add("distributor_portal_order_basket", {
    steps: () => [
        {
            trigger: ".o_distributor_order_card:contains('T-Pot') input",
            run: "edit 1",
        },
        {
            content: "Rounded up to the least quantity, and told",
            trigger: ".o_distributor_order_card:contains('T-Tea') input",
            run: "edit 7",
        },
        {
            trigger: ".o_distributor_order_card:contains('T-Cup') input",
            run: "edit 1",
        },
        {trigger: ".o_distributor_order_card:contains('T-Pot') input:value('2')"},
        {
            trigger: ".o_distributor_order_card:contains('T-Tea') :contains('7 → 12')",
        },
        {
            content: "Favourite",
            trigger: ".o_distributor_order_card:contains('T-Cup') [data-favourite]",
            run: "click",
        },
        {
            trigger:
                ".o_distributor_order_card:contains('T-Cup') [aria-pressed='true'] .fa-heart",
            run: () => location.reload(),
            expectUnloadPage: true,
        },
        {
            content: "Kept over a reload",
            trigger: ".o_distributor_order_card:contains('T-Tea') input:value('12')",
        },
        {trigger: ".o_distributor_order_count:contains('3')"},
        {
            trigger: "a.o_distributor_order_next:not(.disabled)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger:
                ".o_distributor_order_line:contains('T-Cup') button[data-move='-1']",
            run: "click",
        },
        {
            content: "The server answers with the lines that are left",
            trigger: `${PORTAL}:not(:has(.o_distributor_order_line:contains('T-Cup')))`,
        },
        {
            content: "The connection is lost",
            trigger: `.o_distributor_order_bar:contains("920.00")`,
            run: lose,
        },
        {
            trigger:
                ".o_distributor_order_line:contains('T-Tea') button[data-move='1']",
            run: "click",
        },
        {
            content: "The page says so, and nothing can be ordered by old quantities",
            trigger:
                ".o_distributor_order_message.alert-warning:contains('connection')",
        },
        {trigger: ".o_distributor_order_bar button[type='submit']:disabled"},
        {
            content: "The quantity stays on the page and in the browser",
            trigger: ".o_distributor_order_line:contains('T-Tea') input:value('18')",
            run() {
                checkKept('"quantity":18');
                window.giveBack();
            },
        },
        {
            content: "It is back: the server answers with the new quantity",
            trigger: `.o_distributor_order_bar:contains("1,340.00")`,
        },
        {
            trigger: `${PORTAL}:not(:has(.o_distributor_order_message.alert))`,
            run: lose,
        },
        {
            trigger:
                ".o_distributor_order_line:contains('T-Tea') button[data-move='-1']",
            run: "click",
        },
        {
            content: "Lost once more; loaded again, the page shows what was kept",
            trigger: ".o_distributor_order_message.alert-warning",
            run: () => location.reload(),
            expectUnloadPage: true,
        },
        {
            trigger: `.o_distributor_order_bar:contains("920.00")`,
        },
        {
            content: "A new address from one pasted line",
            trigger: "a[name='add_address']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: "#o_order_pasted",
            run: "edit 张三 13800138000 浙江省杭州市西湖区文三路 1 号",
        },
        {
            trigger: "form[action$='/read'] button",
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: "#o_order_district:value('西湖区')"},
        {
            trigger: "form[action$='/address'] button[type='submit']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger:
                ".o_distributor_order_address:contains('张三') input[name='ship']:checked",
        },
        {
            content: "The basket is still the same",
            trigger: ".o_distributor_order_line:contains('T-Tea') input:value('12')",
        },
        {
            trigger: ".o_distributor_order_bar button[type='submit']",
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: ".o_distributor_order_placed h1"},
    ],
});
