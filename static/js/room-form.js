/**
 * The fields of a room's form, read and written by their names: `answered.cylinder`.
 *
 * @typedef {import("./journal.js").Value} Value
 */

/** The form of one room. */
export class RoomForm {
  /** @param {HTMLFormElement} form @param {string} room */
  constructor(form, room) {
    this.form = form;
    this.room = room;
  }

  /** Give the names of all fields that become changes. */
  get names() {
    return [...this.form.querySelectorAll('input[name^="heads."]')].map((input) =>
      /** @type {HTMLInputElement} */ (input).name.slice("heads.".length),
    );
  }

  /** Tell whether this is a field that becomes a change. @param {string} name */
  has(name) {
    return this.form.elements.namedItem(`heads.${name}`) !== null;
  }

  /** Give the kind and the slot of a field. @param {string} name @returns {{kind: string, slot: string[]}} */
  slotOf(name) {
    const dot = name.indexOf(".");
    return { kind: name.slice(0, dot), slot: [this.room, name.slice(dot + 1)] };
  }

  /** Give the ids of the heads that a field shows. @param {string} name */
  heads(name) {
    return this.#input(`heads.${name}`).value.split(" ").filter(Boolean);
  }

  /** @param {string} name @param {string} id */
  setHead(name, id) {
    this.#input(`heads.${name}`).value = id;
  }

  /** Give the value that a field stands for. @param {string} name @returns {Value} */
  value(name) {
    return this.#valueOf(
      name,
      ({ checked }) => checked,
      ({ value }) => value,
    );
  }

  /**
   * Give the value that the server put into a field: somebody may have tapped before any script
   * ran. @param {string} name @returns {Value}
   */
  valueFromServer(name) {
    return this.#valueOf(
      name,
      ({ defaultChecked }) => defaultChecked,
      ({ defaultValue }) => defaultValue,
    );
  }

  /**
   * @param {string} name
   * @param {(box: HTMLInputElement) => boolean} isChecked
   * @param {(field: HTMLTextAreaElement) => string} textOf
   * @returns {Value}
   */
  #valueOf(name, isChecked, textOf) {
    const { kind } = this.slotOf(name);
    const field = this.form.elements.namedItem(name);
    if (kind === "letter-ticked") {
      return isChecked(/** @type {HTMLInputElement} */ (field)) || null;
    }
    if (kind === "answered") {
      const cards = /** @type {HTMLInputElement[]} */ ([.../** @type {RadioNodeList} */ (field)]);
      const chosen = cards.find(isChecked);
      return chosen ? { option: chosen.value } : null;
    }
    const text = textOf(/** @type {HTMLTextAreaElement} */ (field)).trim();
    if (text === "") {
      return null;
    }
    return kind === "finding-added" ? { text } : text;
  }

  /** Show a value in its field. @param {string} name @param {Value} value */
  show(name, value) {
    const { kind } = this.slotOf(name);
    const field = this.form.elements.namedItem(name);
    if (kind === "answered") {
      const option = /** @type {{option?: string} | null} */ (value)?.option;
      for (const radio of /** @type {RadioNodeList} */ (field)) {
        const input = /** @type {HTMLInputElement} */ (radio);
        input.checked = input.value === option;
      }
    } else if (kind === "letter-ticked") {
      /** @type {HTMLInputElement} */ (field).checked = value === true;
    } else {
      const text = kind === "finding-added" ? /** @type {any} */ (value)?.text : value;
      /** @type {HTMLTextAreaElement} */ (field).value = text ?? "";
    }
  }

  /** Give the part of the page that a field stands in. @param {string} name @returns {HTMLElement} */
  place(name) {
    return /** @type {HTMLElement} */ (this.#input(`heads.${name}`).closest(".item"));
  }

  /** @param {string} name */
  #input(name) {
    return /** @type {HTMLInputElement} */ (this.form.elements.namedItem(name));
  }
}
