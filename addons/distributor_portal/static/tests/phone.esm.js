/** What the tours of the pages of a distributor share. */

export const PORTAL = ".o_distributor_portal";
const PAGE = `:is(${PORTAL}, .o_distributor_onboarding)`;
const TARGETS =
    "a, button, select, summary, label:has(input), input:not([type=hidden])";
// Dialogs and the choice of a language are stock's, nobody sees the trap for robots,
// and a link in a sentence is as high as the sentence.
const OTHERS = `.modal, .js_language_selector, .o_distributor_onboarding_trap, p`;

/** What a thumb needs: nothing wider than the screen, nothing too small to hit. */
export function checkPhone() {
    const page = document.documentElement;
    if (page.scrollWidth > window.innerWidth) {
        throw new Error(`${location.pathname} scrolls sideways: ${page.scrollWidth}`);
    }
    const said = new Set();
    for (const target of document.querySelectorAll(`${PAGE} :is(${TARGETS})`)) {
        const area =
            target.closest(".o_distributor_portal_row, label") ||
            (target.matches("[type=checkbox], [type=radio]") && target.labels[0]) ||
            target;
        const {height} = area.getBoundingClientRect();
        if (height && height < 44 && !target.closest(OTHERS)) {
            said.add(`${target.outerHTML.slice(0, 120)} is ${height} px high`);
        }
    }
    if (said.size) {
        throw new Error(`${location.pathname}: ${[...said].join("; ")}`);
    }
}

/** A click that opens another page. */
export function leave(trigger, within = PORTAL) {
    return {
        trigger: `${within} ${trigger}`,
        run: "click",
        expectUnloadPage: true,
    };
}

/** What is counted is kept in the session, as each page begins anew. */
function add(name) {
    sessionStorage.setItem(name, Number(sessionStorage.getItem(name)) + 1);
}

export function startCount() {
    sessionStorage.removeItem("taps");
    sessionStorage.removeItem("pages");
}

/** A click that is counted. */
export function tap(trigger, leaves = false) {
    return {
        trigger: `${PORTAL} ${trigger}`,
        run({anchor}) {
            add("taps");
            if (leaves) {
                add("pages");
            }
            anchor.click();
        },
        expectUnloadPage: leaves,
    };
}

export function checkCount(taps, pages) {
    const counted = ["taps", "pages"].map((name) =>
        Number(sessionStorage.getItem(name))
    );
    if (counted[0] !== taps || counted[1] !== pages) {
        throw new Error(`${counted[0]} taps and ${counted[1]} pages`);
    }
}
