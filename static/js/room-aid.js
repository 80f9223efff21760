/**
 * The aid of an item: what comes out shows while somebody types, and is taken over with one tap.
 * Another answer than the aid proposes asks for the reason.
 *
 * @import { Fault, Kept } from "./aid-inputs.js"
 * @import { RoomFields } from "./room-fields.js"
 * @typedef {{outcomes: {[outcome: string]: string}, calculation: string}} About
 */

import { MOST_SURFACES, outcomeOf, readOpening, textsOf } from "./aid-inputs.js";

/** The aid of one item. */
export class Aid {
  #item;
  #start;

  /**
   * @param {HTMLElement} place @param {RoomFields} fields @param {About} about
   * @param {{[key: string]: any}} texts
   */
  constructor(place, fields, about, texts) {
    this.place = place;
    this.fields = fields;
    this.about = about;
    this.texts = texts;
    this.#item = place.dataset.aid ?? "";
    this.#start = `aid.${this.#item}.`;
    fields.refresh(this.#name);
    this.#part("[name=reckon]").textContent = texts["aid-take"];
    const add = this.#part("[data-add-surface]");
    add.hidden = this.#surfaces.length >= MOST_SURFACES;
    add.addEventListener("click", () => this.#addSurface());
    place.addEventListener("input", () => this.#tell());
    place.addEventListener("change", () => this.record());
    this.refresh();
  }

  get #name() {
    return `aid-used.${this.#item}`;
  }

  get #answerName() {
    return `answered.${this.#item}`;
  }

  /** @returns {(HTMLInputElement | HTMLSelectElement)[]} */
  get #inputs() {
    return [...this.place.querySelectorAll("input, select")].map((input) =>
      /** @type {HTMLInputElement | HTMLSelectElement} */ (input),
    );
  }

  get #reason() {
    return /** @type {HTMLTextAreaElement} */ (this.#part("textarea"));
  }

  #read() {
    return readOpening(
      Object.fromEntries(
        this.#inputs.map(({ name, value }) => [name.slice(this.#start.length), value]),
      ),
    );
  }

  /** Give what the aid records. @param {Kept} opening */
  #used(opening) {
    const reason = this.#reason.value.trim();
    const used = { calculation: this.about.calculation, opening };
    return reason ? { ...used, reason } : used;
  }

  /** Record what was measured, once it is complete. */
  record() {
    const { opening } = this.#read();
    if (opening !== null || this.#inputs.every(({ tagName, value }) => tagName === "SELECT" || !value)) {
      this.fields.note(this.#name, opening && this.#used(opening));
    }
    this.refresh();
  }

  /** Take the outcome over as the answer, in one step with what was measured. */
  take() {
    const { opening, faults } = this.#read();
    this.#showFaults(faults);
    const outcome = outcomeOf(opening);
    if (opening === null || outcome === null) {
      const first = this.#inputs.find(({ name }) => faults[name.slice(this.#start.length)]);
      (first ?? this.#inputs[0]).focus();
      return;
    }
    const option = this.#proposed(outcome);
    this.fields.set([
      [this.#name, this.#used(opening)],
      [this.#answerName, { option, source: "aid" }],
    ]);
  }

  /** @param {{reachable: boolean}} outcome */
  #proposed({ reachable }) {
    return this.about.outcomes[reachable ? "reachable" : "unreachable"];
  }

  /** Look whether somebody else filled the aid in, and take that over. */
  follow() {
    const before = JSON.stringify(this.fields.recorded(this.#name));
    this.fields.refresh(this.#name);
    if (JSON.stringify(this.fields.recorded(this.#name)) !== before) {
      this.#fill();
    }
  }

  #fill() {
    const kept = /** @type {any} */ (this.fields.recorded(this.#name));
    const texts = kept?.opening ? textsOf(kept.opening) : {};
    while (this.#surfaces.length < surfacesIn(texts)) {
      this.#addSurface();
    }
    this.#part(".aid-surfaces").toggleAttribute("open", surfacesIn(texts) > 0);
    for (const input of this.#inputs) {
      const name = input.name.slice(this.#start.length);
      input.value = texts[name] ?? (name === "shape" ? "ample" : "");
    }
    this.#reason.value = kept?.reason ?? "";
    this.refresh();
  }

  /** Show what comes out, and whether the answer departs from it. */
  refresh() {
    this.#tell();
    const kept = /** @type {any} */ (this.fields.recorded(this.#name));
    const outcome = outcomeOf(kept?.opening ?? null);
    const answer = /** @type {any} */ (this.fields.recorded(this.#answerName))?.option;
    const departs = outcome !== null && Boolean(answer) && answer !== this.#proposed(outcome);
    this.#part(".aid-departs").hidden = !departs;
    const told = /** @type {HTMLElement} */ (this.place.parentElement?.querySelector(".aid-told"));
    told.hidden = !departs || !kept?.reason;
    told.textContent = this.texts["aid-departed"].replace("{reason}", kept?.reason ?? "");
    if (departs && !kept.reason) {
      this.place.setAttribute("open", "");
    }
  }

  #tell() {
    const { opening, faults } = this.#read();
    const serious = Object.entries(faults).filter(([, fault]) => ["number", "range"].includes(fault));
    this.#showFaults(Object.fromEntries(serious));
    const outcome = outcomeOf(opening);
    const words =
      outcome &&
      this.texts["aid-outcome"]
        .replace("{answer}", this.fields.form.words(this.#answerName, { option: this.#proposed(outcome) }))
        .replace("{ground}", this.texts.grounds[outcome.ground]);
    const place = this.#part(".aid-outcome");
    if (place.textContent !== (words ?? "")) {
      place.textContent = words ?? "";
    }
  }

  /** @param {{[key: string]: Fault}} faults */
  #showFaults(faults) {
    for (const input of this.#inputs) {
      const fault = faults[input.name.slice(this.#start.length)];
      const field = /** @type {HTMLElement} */ (input.closest(".utrecht-form-field"));
      field.querySelector(".utrecht-form-field-error-message")?.remove();
      field.classList.toggle("utrecht-form-field--invalid", Boolean(fault));
      input.removeAttribute("aria-describedby");
      input.toggleAttribute("aria-invalid", false);
      if (fault) {
        const told = document.createElement("p");
        told.className = "utrecht-form-field-error-message";
        told.id = `${input.id}-fault`;
        told.textContent = this.texts.faults[fault];
        field.querySelector("label")?.after(told);
        input.setAttribute("aria-describedby", told.id);
        input.setAttribute("aria-invalid", "true");
      }
    }
  }

  get #surfaces() {
    return [...this.place.querySelectorAll(".aid-surface")];
  }

  /** Add the fields of one more surface. */
  #addSurface() {
    const all = this.#surfaces;
    const number = all.length;
    const made = /** @type {HTMLElement} */ (all[number - 1].cloneNode(true));
    const renamed = (/** @type {string} */ text) =>
      text.replace(`surfaces.${number - 1}.`, `surfaces.${number}.`);
    for (const input of made.querySelectorAll("input")) {
      input.name = renamed(input.name);
      input.id = renamed(input.id);
      input.value = "";
    }
    for (const label of made.querySelectorAll("label")) {
      label.htmlFor = renamed(label.htmlFor);
    }
    const legend = /** @type {HTMLElement} */ (made.querySelector("legend"));
    legend.textContent = (legend.textContent ?? "").replace(String(number), String(number + 1));
    all[number - 1].after(made);
    this.#part("[data-add-surface]").hidden = number + 1 >= MOST_SURFACES;
  }

  /** @param {string} selector */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.place.querySelector(selector));
  }
}

/** Count the surfaces in the texts of an opening. @param {{[key: string]: string}} texts */
function surfacesIn(texts) {
  const numbers = Object.keys(texts).map((key) => Number(/^surfaces\.(\d+)\./.exec(key)?.[1] ?? -1));
  return Math.max(-1, ...numbers) + 1;
}
