/**
 * The fields of a room's form, read and written by their names: `answered.cylinder`.
 *
 * @typedef {import("./journal.js").Value} Value
 */

const HEADS = "heads.";
/** Changes that one field stands for; an aid has many fields and a script of its own. */
const OF_A_FIELD = new Set(["answered", "noted", "letter-ticked", "finding-added"]);

/** The form of one room. */
export class RoomForm {
  /** @param {HTMLFormElement} form @param {string} room */
  constructor(form, room) {
    this.form = form;
    this.room = room;
    /** @type {Map<string, HTMLElement>} the items, by their id */
    this.items = new Map(
      [.../** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-item]"))].map(
        (item) => [item.dataset.item ?? "", item],
      ),
    );
  }

  /** Give the names of all fields that become changes. */
  get names() {
    return [...this.form.querySelectorAll(`input[name^="${HEADS}"]`)]
      .map((input) => /** @type {HTMLInputElement} */ (input).name.slice(HEADS.length))
      .filter((name) => OF_A_FIELD.has(this.slotOf(name).kind));
  }

  /** Tell whether this is a field that becomes a change. @param {string} name */
  has(name) {
    return (
      OF_A_FIELD.has(this.slotOf(name).kind) && this.form.elements.namedItem(name) !== null
    );
  }

  /** Give the kind and the slot of a field. @param {string} name @returns {{kind: string, slot: string[]}} */
  slotOf(name) {
    const dot = name.indexOf(".");
    return { kind: name.slice(0, dot), slot: [this.room, name.slice(dot + 1)] };
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
    if (kind === "letter-ticked") {
      return isChecked(/** @type {HTMLInputElement} */ (this.#field(name))) || null;
    }
    if (kind === "answered") {
      const chosen = this.cards(name).find(isChecked);
      return chosen ? { option: chosen.value } : null;
    }
    const text = textOf(/** @type {HTMLTextAreaElement} */ (this.#field(name))).trim();
    if (text === "") {
      return null;
    }
    return kind === "finding-added" ? { text } : text;
  }

  /** Give the cards of an answer, in their order. @param {string} name */
  cards(name) {
    return /** @type {HTMLInputElement[]} */ ([
      .../** @type {RadioNodeList} */ (this.#field(name)),
    ]);
  }

  /** Show a value in its field. @param {string} name @param {Value} value */
  show(name, value) {
    const { kind } = this.slotOf(name);
    if (kind === "answered") {
      const option = /** @type {{option?: string} | null} */ (value)?.option;
      for (const card of this.cards(name)) {
        card.checked = card.value === option;
      }
    } else if (kind === "letter-ticked") {
      /** @type {HTMLInputElement} */ (this.#field(name)).checked = value === true;
    } else {
      const text = kind === "finding-added" ? /** @type {any} */ (value)?.text : value;
      /** @type {HTMLTextAreaElement} */ (this.#field(name)).value = text ?? "";
    }
  }

  /** Give the words of a value, as they stand on the page. @param {string} name @param {Value} value */
  words(name, value) {
    if (this.slotOf(name).kind === "answered") {
      const option = /** @type {{option?: string} | null} */ (value)?.option;
      const card = this.has(name) && this.cards(name).find((each) => each.value === option);
      return (card && card.closest("label")?.textContent?.trim()) || option || "";
    }
    const text = /** @type {any} */ (value)?.text ?? value;
    return typeof text === "string" ? text : "";
  }

  /** Give the part of the page that a field stands in. @param {string} name @returns {HTMLElement} */
  place(name) {
    const { slot } = this.slotOf(name);
    const field = /** @type {HTMLElement | null} */ (this.form.elements.namedItem(name));
    return (
      this.items.get(slot[1]) ??
      /** @type {HTMLElement} */ (field?.closest(".item") ?? this.form)
    );
  }

  /** @param {string} name */
  #field(name) {
    return this.form.elements.namedItem(name);
  }
}
