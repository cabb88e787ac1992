import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";

/**
 * Offers the states of the chosen country. Without JavaScript the form keeps those of
 * the country it was opened with, and the state is not required.
 */
export class ApplyForm extends Interaction {
    static selector = ".o_distributor_onboarding_form";
    dynamicContent = {
        "#country_id": {"t-on-change": this.onCountryChange},
        _root: {"t-on-submit": this.onSubmit},
    };

    async onCountryChange(ev) {
        const select = this.el.querySelector("#state_id");
        const country = ev.target.value;
        const states = country ? await this.waitFor(this.fetchStates(country)) : [];
        const empty = select.options[0];
        select.replaceChildren(
            empty,
            ...states.map(([id, name]) => new Option(name, id))
        );
        select.value = "";
        select.parentElement.classList.toggle("d-none", !states.length);
    }

    async fetchStates(country) {
        const answer = await fetch(`/distribution/states/${country}`);
        return answer.ok ? answer.json() : [];
    }

    onSubmit() {
        const button = this.el.querySelector("button[type=submit]");
        // after the values are collected, so that a second tap sends nothing
        this.waitForTimeout(() => {
            button.disabled = true;
        }, 0);
    }
}

registry
    .category("public.interactions")
    .add("distributor_onboarding.apply_form", ApplyForm);
