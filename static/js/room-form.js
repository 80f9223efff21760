/**
 * The fields of a room's form, read and written by their names: `answered.` and the item.
 *
 * @typedef {import("./journal.js").Value} Value
 */

const HEADS = "heads.";
/** Changes that one field stands for; an aid has many fields and a script of its own. */
const OF_A_FIELD = new Set(["answered", "noted", "letter-ticked", "finding-added"]);

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/** The form of one room. */
export class RoomForm {
  /**
   * The fields by their names. The form knows them too, but looks through all of them each time.
   * @type {Map<string, Field[]>}
   */
  #fields = new Map();

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
    this.learn(form);
  }

  /** Take the fields in a part of the form into account. @param {HTMLElement} part */
  learn(part) {
    const fields = /** @type {NodeListOf<Field>} */ (part.querySelectorAll("input, textarea"));
    for (const field of fields) {
      const known = this.#fields.get(field.name);
      known ? known.push(field) : this.#fields.set(field.name, [field]);
    }
  }

  /** Give the names of all fields that become changes. */
  get names() {
    return [...this.#fields.keys()]
      .filter((name) => name.startsWith(HEADS))
      .map((name) => name.slice(HEADS.length))
      .filter((name) => OF_A_FIELD.has(this.slotOf(name).kind));
  }

  /** Tell whether this is a field that becomes a change. @param {string} name */
  has(name) {
    return OF_A_FIELD.has(this.slotOf(name).kind) && this.#fields.has(name);
  }

  /** Give the kind and the slot of a field. @param {string} name @returns {{kind: string, slot: string[]}} */
  slotOf(name) {
    const dot = name.indexOf(".");
    return { kind: name.slice(0, dot), slot: [this.room, name.slice(dot + 1)] };
  }

  /** Give the value that a field stands for. @param {string} name @returns {Value} */
  value(name) {
    const { kind } = this.slotOf(name);
    if (kind === "letter-ticked") {
      return this.cards(name)[0].checked || null;
    }
    if (kind === "answered") {
      const chosen = this.cards(name).find(({ checked }) => checked);
      return chosen ? { option: chosen.value } : null;
    }
    const text = this.#field(name).value.trim();
    if (text === "") {
      return null;
    }
    return kind === "finding-added" ? { text } : text;
  }

  /**
   * Tell whether a field may hold something else than the server put into it: somebody may have
   * tapped before any script ran. @param {string} name
   */
  isTouched(name) {
    return (this.#fields.get(name) ?? []).some((field) =>
      field instanceof HTMLInputElement && field.type !== "hidden"
        ? field.checked !== field.defaultChecked
        : field.value !== field.defaultValue,
    );
  }

  /** Give the cards of an answer, in their order. @param {string} name */
  cards(name) {
    return /** @type {HTMLInputElement[]} */ (this.#fields.get(name));
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
      this.cards(name)[0].checked = value === true;
    } else {
      const text = kind === "finding-added" ? /** @type {any} */ (value)?.text : value;
      this.#field(name).value = text ?? "";
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
    const [field] = this.#fields.get(name) ?? [];
    return (
      this.items.get(slot[1]) ??
      /** @type {HTMLElement} */ (field?.closest(".item") ?? this.form)
    );
  }

  /** Give what shows a field: its cards, its tick box with the words, or itself. @param {string} name @returns {HTMLElement} */
  frame(name) {
    const field = this.#field(name);
    return field.closest(".cards") ?? field.closest("label") ?? field;
  }

  /** @param {string} name */
  #field(name) {
    return /** @type {Field[]} */ (this.#fields.get(name))[0];
  }
}
