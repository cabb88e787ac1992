import {PORTAL, checkPhone, leave} from "@distributor_portal/../tests/phone.esm";
import {registry} from "@web/core/registry";

function tab(path) {
    return {
        trigger: `${PORTAL} nav a[href="/my/distribution${path}"]`,
        run: "click",
        expectUnloadPage: true,
    };
}

/**
 * Starts modules as those of the last script are: what the phone was tapped for meanwhile
 * comes before the next module, and the script is told to be loaded after the last.
 */
async function checkSlicedStart() {
    const name = "@distributor_portal/start/sliced_start.esm";
    const {SlicedStart} = odoo.loader.modules.get(name);
    const seen = [];
    const taps = new MessageChannel();
    taps.port1.onmessage = () => seen.push("tap");
    const loader = Object.create({
        addJob(job) {
            seen.push(job);
            if (job === "slow") {
                const end = performance.now() + 20;
                while (performance.now() < end);
                taps.port2.postMessage(null);
            }
        },
        findErrors: () => ({}),
        reportErrors: () => seen.push("errors"),
    });
    const script = document.body.appendChild(document.createElement("script"));
    const loaded = new Promise((resolve) => {
        script.addEventListener("load", resolve);
    });
    new SlicedStart(loader, script).begin();
    loader.addJob("slow");
    loader.addJob("next");
    seen.push("waits");
    script.dispatchEvent(new Event("load"));
    await loaded;
    script.remove();
    loader.addJob("at once");
    if (seen.join() !== "waits,slow,tap,next,errors,at once") {
        throw new Error(`The modules start in another way: ${seen}`);
    }
}

registry.category("web_tour.tours").add("distributor_portal_phone", {
    steps: () => [
        {
            content: "A tap is answered while the script of the page starts",
            trigger: "body[is-ready=true]",
            run: checkSlicedStart,
        },
        {
            content: "My account leads a distributor to its figures",
            trigger: `${PORTAL} a[name="waiting"]`,
            run: checkPhone,
        },
        {
            trigger: `${PORTAL} a[href="/my/distribution"]`,
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: `${PORTAL} a[name="commission"]:contains("50.00")`},
        {trigger: `${PORTAL} a[name="wallet"]:contains("4,700.00")`, run: checkPhone},
        {
            trigger: `${PORTAL} a[name="waiting"]:contains("1")`,
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The list of waiting orders, then all of them",
            trigger: `${PORTAL} select[name="state"]:has(option[value="waiting"]:checked)`,
            run: checkPhone,
        },
        {
            trigger: `${PORTAL} select[name="state"]`,
            run: "select all",
            expectUnloadPage: true,
        },
        {trigger: `${PORTAL} .o_distributor_portal_row:eq(1)`},
        tab("/wallet"),
        {
            trigger: `${PORTAL} .o_distributor_portal_row:contains("5,000.00")`,
            run: checkPhone,
        },
        {
            content: "A filter applies when it is chosen",
            trigger: `${PORTAL} select[name="kind"]`,
            run: "select topup",
            expectUnloadPage: true,
        },
        {trigger: `${PORTAL} select[name="kind"]:has(option[value="topup"]:checked)`},
        tab("/commission"),
        {
            content: "Tap a line to learn why",
            trigger: `${PORTAL} summary:contains("T-D")`,
            run: "click",
        },
        {
            trigger: `${PORTAL} details[open] p:contains("T-D"):contains("5 %")`,
            run: checkPhone,
        },
    ],
});

registry.category("web_tour.tours").add("distributor_portal_money", {
    steps: () => [
        {
            content: "From the deposit to a top-up by bank transfer",
            trigger: `${PORTAL} a[href$="/my/distribution/topups/new"]:contains("充值")`,
            run: checkPhone,
        },
        leave('a[href$="/my/distribution/topups/new"]'),
        {trigger: `${PORTAL} input[name="amount"]`, run: "edit 1234"},
        {trigger: `${PORTAL} button[type="submit"]:contains("继续")`, run: checkPhone},
        leave('button[type="submit"]:contains("继续")'),
        {
            content: "The reference and our account can be copied",
            trigger: `${PORTAL} section[name="transfer"] button[data-copy^="TU-"]`,
            run: checkPhone,
        },
        {trigger: `${PORTAL} section[name="transfer"] button[data-copy="1234.00"]`},
        {trigger: `${PORTAL} section[name="transfer"] button[data-copy="T-6222 0001"]`},
        leave('nav a[href$="/my/distribution/wallet"]'),
        {
            content: "Back to the deposit, and ask for a refund",
            trigger: `${PORTAL} a[name="refunds"]:contains("退款")`,
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: `${PORTAL} #refund_amount`, run: "edit 910"},
        {trigger: `${PORTAL} #refund_reason`, run: "edit T-Reason"},
        {trigger: `${PORTAL} form button:contains("提交退款申请")`, run: checkPhone},
        leave('form button:contains("提交退款申请")'),
        {
            trigger: `${PORTAL} section[name="refunds"]:contains("910.00"):contains("待审批")`,
            run: checkPhone,
        },
        {
            content: "Take it back",
            ...leave('section[name="refunds"] form[action$="/cancel"] button'),
        },
        {
            trigger: `${PORTAL} section[name="refunds"]:not(:has(form[action$="/cancel"])):contains("已取消")`,
            run: checkPhone,
        },
    ],
});
