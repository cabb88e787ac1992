import {checkPhone} from "@distributor_portal/../tests/phone.esm";
import {registry} from "@web/core/registry";

const PAGE = ".o_distributor_onboarding";

function fill(name, value) {
    return {trigger: `${PAGE} [name="${name}"]`, run: `edit ${value}`};
}

registry.category("web_tour.tours").add("distributor_onboarding_apply", {
    steps: () => [
        {trigger: `${PAGE} .lead:contains("invites you")`, run: checkPhone},
        fill("name", "T-Qilin Zephyr Ltd"),
        fill("credit_code", "91110000600037341L"),
        fill("contact_name", "T-Li Wei"),
        fill("phone", "+86 571 5550 0142"),
        fill("email", "li.wei@t-hilltop.example.com"),
        {trigger: `${PAGE} [name="country_id"]`, run: "selectByLabel China"},
        {
            content: "The provinces of the country appear",
            trigger: `${PAGE} [name="state_id"]:has(option:nth-child(2))`,
        },
        {trigger: `${PAGE} [name="state_id"]`, run: "selectByIndex 1"},
        fill("street", "T-Hill Road 1"),
        fill("city", "T-Hangzhou"),
        {trigger: `${PAGE} [name="level_id"]`, run: "selectByLabel Store"},
        {trigger: `${PAGE} [name="consent"]`, run: "check"},
        {
            trigger: `${PAGE} button:contains("Apply")`,
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: `${PAGE} h1:contains("Look into your e-mail")`, run: checkPhone},
    ],
});

registry.category("web_tour.tours").add("distributor_onboarding_documents", {
    steps: () => [
        {trigger: `${PAGE} strong:contains("li.wei@t-hilltop")`, run: checkPhone},
        {
            trigger: `${PAGE} button:contains("Yes, go on")`,
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: `${PAGE} .o_distributor_onboarding_step_doing:contains("Documents")`,
            run: checkPhone,
        },
        {
            content: "Without the documents it is told what is missing",
            trigger: `${PAGE} button:contains("Hand in")`,
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: `${PAGE} .alert-danger:contains("T-Licence")`},
        fill("number", "T-4711"),
        {
            trigger: `${PAGE} input[name="files"]`,
            run() {
                const transfer = new DataTransfer();
                const content = "%PDF-1.4\n%%EOF\n";
                transfer.items.add(
                    new File([content], "licence.pdf", {type: "application/pdf"})
                );
                this.anchor.files = transfer.files;
            },
        },
        {
            trigger: `${PAGE} button:contains("Upload")`,
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: `${PAGE} .o_distributor_onboarding_file:contains("licence.pdf")`},
        {
            trigger: `${PAGE} button:contains("Hand in")`,
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: `${PAGE} .o_distributor_onboarding_step_doing:contains("Upline")`,
            run: checkPhone,
        },
    ],
});

registry.category("web_tour.tours").add("distributor_onboarding_upline", {
    steps: () => [
        {
            trigger: `a[name="applications"]:contains("1 waits")`,
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: `h3:contains("T-Qilin Zephyr Ltd")`, run: checkPhone},
        {
            trigger: `button:contains("Accept")`,
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: `.o_distributor_portal_row:contains("Brand Verifies")`},
    ],
});

registry.category("web_tour.tours").add("distributor_onboarding_welcome", {
    steps: () => [
        {
            content: "The new distributor is led to its own pages",
            trigger: `.o_distributor_portal a[href="/my/distribution"]`,
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: `.o_distributor_portal h1:contains("T-Qilin Zephyr Ltd")`},
    ],
});
