/**
 * The script that the portal loads last defines hundreds of modules and starts each at
 * once: until the last is started, a phone answers no tap. On the pages of a distributor
 * they are started in the same order, some milliseconds of them at a time. Only then is
 * the script told to be loaded, so that all that waits for it still does.
 */

const SLICE = 5; // milliseconds; the last module may take as much again

export class SlicedStart {
    constructor(loader, script) {
        this.loader = loader;
        this.script = script;
        this.startModule = loader.addJob.bind(loader);
        this.names = [];
        // a timer would wait some milliseconds each time
        this.channel = new MessageChannel();
        this.channel.port1.onmessage = () => this.goOn();
        this.onLoad = this.onLoad.bind(this);
        this.finish = this.finish.bind(this);
    }

    begin() {
        this.loader.addJob = (name) => this.names.push(name);
        // modules that wait here are not reported as missing
        this.loader.checkErrorProm = Promise.resolve();
        document.addEventListener("load", this.onLoad, {capture: true});
        this.script.addEventListener("error", this.finish);
    }

    onLoad(event) {
        if (event.target === this.script) {
            event.stopImmediatePropagation();
            this.wait();
        }
    }

    wait() {
        this.channel.port2.postMessage(null);
    }

    goOn() {
        if (!this.names.length) {
            this.finish();
            this.script.dispatchEvent(new Event("load"));
            return;
        }
        const end = performance.now() + SLICE;
        try {
            while (this.names.length && performance.now() < end) {
                this.startModule(this.names.shift());
            }
        } finally {
            // one that fails is reported by the browser, and does not stop the others
            this.wait();
        }
    }

    finish() {
        document.removeEventListener("load", this.onLoad, {capture: true});
        this.script.removeEventListener("error", this.finish);
        this.channel.port1.close();
        delete this.loader.addJob;
        this.names.splice(0).forEach(this.startModule);
        this.loader.checkErrorProm = null;
        this.loader.reportErrors(this.loader.findErrors());
    }
}

const script = document.querySelector("script[data-src]");
if (
    script &&
    document.readyState !== "complete" &&
    document.querySelector(".o_distributor_portal")
) {
    // the script is asked for after this event
    window.addEventListener("load", () => new SlicedStart(odoo.loader, script).begin());
}
