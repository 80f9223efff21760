/**
 * Where two devices said different things: both sides, in the place of the field, each a button.
 *
 * @import { RoomFields } from "./room-fields.js"
 */

import { copyOf } from "./templates.js";

/** Where sides stand now, by the name of their field; those that the server wrote, too. */
const shown = new Map(
  [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-sides]"))].map(
    (place) => [place.dataset.sides ?? "", place],
  ),
);

/** Show or clear the sides of a field. @param {RoomFields} fields @param {string} name @param {{[key: string]: any}} texts */
export function showSides(fields, name, texts) {
  const heads = fields.heads(name);
  shown.get(name)?.remove();
  shown.delete(name);
  if (heads.length < 2 || !fields.form.has(name)) {
    return;
  }
  const buttons = heads.map(({ id, value }) => {
    const known = fields.record.told(id);
    const words = known?.words ?? fields.form.words(name, value);
    const button = /** @type {HTMLButtonElement} */ (copyOf("side-template"));
    button.value = `${name} ${id}`;
    const [what, when] = button.querySelectorAll("span");
    what.textContent = words || (value === true ? texts.ticked : texts.empty);
    when.textContent = known?.moment ?? texts["just-now"];
    return button;
  });
  const place = copyOf("sides-template");
  place.dataset.sides = name;
  place.append(...buttons);
  fields.form.frame(name).before(place);
  place.closest("details")?.setAttribute("open", "");
  shown.set(name, place);
}

/** Take the side that a button stands for. @param {RoomFields} fields @param {string} value */
export function chooseSide(fields, value) {
  const space = value.indexOf(" ");
  const name = value.slice(0, space);
  const chosen = fields.heads(name).find(({ id }) => id === value.slice(space + 1));
  if (chosen) {
    fields.settle(name, chosen.value);
  }
}
