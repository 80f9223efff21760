/**
 * "The other items are in order": one question, and one step that answers them all.
 *
 * @import { RoomFields } from "./room-fields.js"
 * @import { Value } from "./journal.js"
 */

/** What the dialog offers. */
export class InOrder {
  #dialog = /** @type {HTMLDialogElement} */ (document.getElementById("in-order-dialog"));
  #button = /** @type {HTMLElement} */ (document.getElementById("in-order"));

  /**
   * @param {RoomFields} fields
   * @param {{[item: string]: string}} answers the answer of each item that says that all is well
   * @param {{[key: string]: any}} texts
   */
  constructor(fields, answers, texts) {
    this.fields = fields;
    this.answers = answers;
    this.texts = texts;
    this.#button.addEventListener("click", (event) => {
      event.preventDefault();
      this.#ask();
    });
    document.getElementById("in-order-no")?.addEventListener("click", () => this.#dialog.close());
    document.getElementById("in-order-yes")?.addEventListener("click", () => {
      this.#dialog.close();
      this.#answer();
    });
  }

  /** Show the button while there is something to answer. */
  refresh() {
    this.#button.hidden = this.#chosen.length === 0;
  }

  get #chosen() {
    return this.fields.record.route.openItems.filter(({ id }) => this.answers[id] !== undefined);
  }

  #ask() {
    const { texts } = this;
    const count = this.#chosen.length;
    const left = this.fields.record.route.openItems.length - count;
    const told = count === 1 ? texts["in-order-one"] : texts["in-order-count"];
    tell("in-order-told", told.replace("{count}", count));
    const rest = left > 0 ? texts["in-order-left"] : texts["in-order-none-left"];
    tell("in-order-left", rest.replace("{count}", left));
    this.#dialog.showModal();
  }

  #answer() {
    this.fields.set(
      this.#chosen.map(({ id }) => {
        /** @type {[string, Value]} */
        const answer = [`answered.${id}`, { option: this.answers[id], source: "bulk" }];
        return answer;
      }),
    );
  }
}

/** @param {string} id @param {string} text */
function tell(id, text) {
  const place = /** @type {HTMLElement} */ (document.getElementById(id));
  place.textContent = text;
}
