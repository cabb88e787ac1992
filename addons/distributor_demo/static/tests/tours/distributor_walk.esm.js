import {PORTAL, checkPhone, leave} from "@distributor_portal/../tests/phone.esm";
import {registry} from "@web/core/registry";

const CARD = ".o_distributor_order_card:contains('T-Tea')";

function add(name, steps) {
    registry.category("web_tour.tours").add(`distributor_walk_${name}`, {
        steps: () => steps,
    });
}

/** A button of a form of the back office. */
function press(name, shows) {
    return [
        {trigger: `.o_form_view button[name="${name}"]:visible`, run: "click"},
        {trigger: shows},
    ];
}

function confirm(name, shows) {
    const button = ".modal-footer .btn-primary";
    return [...press(name, button), {trigger: button, run: "click"}, {trigger: shows}];
}

function isNow(label) {
    return `.o_statusbar_status .o_arrow_button_current:contains("${label}")`;
}

function sign(open) {
    return [
        {trigger: `main ${open}`, run: checkPhone},
        {trigger: `main ${open}`, run: "click"},
        {
            trigger: ".modal.show .o_web_sign_name_and_signature input",
            run: "edit T-王芳",
        },
        {trigger: ".modal.show .o_web_sign_signature", run: "canvasNotEmpty"},
        leave(".modal.show .o_portal_sign_submit:enabled", "body"),
    ];
}

/** From home to an order of twelve, which waits. */
const ORDER = [
    leave('a[name="order"]'),
    {
        content: "Look for the product",
        trigger: `${PORTAL} input[name="search"]`,
        run: "edit T-TEA",
    },
    leave('form[role="search"] button[type="submit"]'),
    {trigger: `${PORTAL}:not(:has([data-name="T-Pot"])) ${CARD}`, run: checkPhone},
    {trigger: `${CARD} button[data-move="1"]`, run: "click"},
    {trigger: `${CARD} input:value("6")`},
    {trigger: `${CARD} button[data-move="1"]`, run: "click"},
    {trigger: `${CARD} input:value("12")`},
    leave("a.o_distributor_order_next:not(.disabled)"),
    {
        trigger: `${PORTAL} .o_distributor_order_line:contains("840.00")`,
        run: checkPhone,
    },
    leave('button[type="submit"]:contains("提交订单")'),
];

add("order", [
    ...ORDER,
    {
        content: "It waits for the upline",
        trigger: `${PORTAL} .o_distributor_order_placed .alert[name="others"]`,
        run: checkPhone,
    },
]);

add("approve", [
    {
        content: "The upline is told on its home",
        ...leave('a[name="approvals"]'),
    },
    leave('.o_distributor_portal_row:contains("T-D") a'),
    {trigger: `${PORTAL} div[name="reasons"]`},
    leave('button[value="approved"]'),
    {trigger: `${PORTAL} .o_distributor_portal_notice:contains("approved")`},
]);

add("ship", [
    ...press("action_view_delivery", '.o_form_view button[name="button_validate"]'),
    ...press("button_validate", isNow("Done")),
]);

add("receive", [
    leave('a[name="deliveries"]'),
    ...sign('button[name="receive"]'),
    {trigger: `${PORTAL} section[name="receipt"]:contains("T-王芳")`, run: checkPhone},
]);

add("invoice", [
    {
        trigger: '.o_form_view button:contains("Create Invoice"):visible',
        run: "click",
    },
    {trigger: '.modal button[name="create_invoices"]', run: "click"},
    {trigger: `body:not(:has(.modal)) ${isNow("Draft")}`},
    ...press("action_post", isNow("Posted")),
]);

add("commission", [
    leave('a[name="commission"]:contains("42.00")'),
    {
        content: "Tap a line to learn why",
        trigger: `${PORTAL} summary:contains("T-D"):contains("42.00")`,
        run: "click",
    },
    {trigger: `${PORTAL} details[open]:contains("5 %"):contains("840.00")`},
]);

add("return", [
    {
        content: "From the order",
        ...leave('a[name="return_goods"]', "body"),
    },
    {trigger: `${PORTAL} button[data-all]`, run: "click"},
    {trigger: `${PORTAL} #reason`, run: "selectByLabel T-Reason"},
    {trigger: `${PORTAL} form button[type="submit"]`, run: checkPhone},
    leave('form button[type="submit"]'),
    {trigger: `${PORTAL} li.o_done[data-name="requested"]`, run: checkPhone},
]);

add("take_back", [
    ...confirm("action_approve", isNow("Expected")),
    ...press("action_view_pickings", '.o_form_view button[name="button_validate"]'),
    ...press("button_validate", isNow("Done")),
    {trigger: ".breadcrumb-item:last-of-type a", run: "click"},
    {
        trigger: '.o_form_view button[name="action_view_credit_notes"]:visible',
    },
    ...press("action_view_credit_notes", isNow("Draft")),
    ...press("action_post", isNow("Posted")),
]);

add("end", [
    {
        content: "All of the deposit is back",
        ...leave('a[name="wallet"]:contains("5,000.00")'),
    },
    {
        content: "and both entries say why",
        trigger: `${PORTAL} .o_distributor_portal_row:contains("+"):contains("840.00")`,
        run: checkPhone,
    },
    {
        trigger: `${PORTAL} .o_distributor_portal_row:not(:contains("+")):contains("840.00")`,
    },
]);

add("limit", [
    ...ORDER,
    {
        content: "It is beyond the limit of the buyer",
        trigger: `${PORTAL} .alert[name="owner"]:contains("500.00")`,
        run: checkPhone,
    },
]);

add("limit_owner", [
    {
        content: "The owner is told on its home",
        ...leave('a[name="approvals"]'),
    },
    {trigger: `${PORTAL} section[name="asked"]`, run: checkPhone},
    leave('section[name="asked"] .o_distributor_portal_row:contains("840.00") a'),
    {trigger: ".o_distributor_member_waiting"},
    ...sign('a[data-bs-target="#modalaccept"]:visible'),
    {trigger: ".o_distributor_timeline, #portal_sale_content"},
]);

add("topup", [
    leave('a[href$="/my/distribution/topups/new"]'),
    {trigger: `${PORTAL} input[name="amount"]`, run: "edit 1234"},
    leave('form button[type="submit"]'),
    {
        content: "Pay with the provider of the demo",
        trigger: `${PORTAL} section[name="online"] input[name="customer_input"]`,
        run: "edit 4242 4242 4242 4242",
    },
    {
        trigger: `${PORTAL} section[name="online"] select#simulated_payment_state`,
        run: "select done",
    },
    leave('button[name="o_payment_submit_button"]:enabled'),
    {
        content: "It is in the deposit at once",
        trigger: `${PORTAL} .badge:contains("已付款")`,
        run: checkPhone,
    },
    leave('nav a[href$="/my/distribution/wallet"]'),
    {trigger: `${PORTAL} .o_distributor_portal_value:contains("6,234.00")`},
]);
