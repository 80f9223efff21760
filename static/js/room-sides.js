/**
 * Where two devices said different things: both sides, in the place of the field, each a button.
 *
 * @import { RoomFields } from "./room-fields.js"
 */

/** Show or clear the sides of a field. @param {RoomFields} fields @param {string} name @param {{[key: string]: any}} texts */
export function showSides(fields, name, texts) {
  const heads = fields.heads(name);
  const place = fields.form.form.querySelector(`[data-sides="${CSS.escape(name)}"]`);
  if (!(place instanceof HTMLElement)) {
    return;
  }
  place.hidden = heads.length < 2;
  if (heads.length < 2) {
    place.replaceChildren();
    return;
  }
  const told = document.createElement("p");
  told.className = "conflict-note";
  told.textContent = place.getAttribute("aria-label");
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("side-template"));
  const buttons = heads.map(({ id, value }) => {
    const known = fields.record.told(id);
    const words = known?.words ?? fields.form.words(name, value);
    const made = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const button = /** @type {HTMLButtonElement} */ (made.querySelector("button"));
    button.value = `${name} ${id}`;
    const [what, when] = button.querySelectorAll("span");
    what.textContent = words || (value === true ? texts.ticked : texts.empty);
    when.textContent = known?.moment ?? texts["just-now"];
    return button;
  });
  place.replaceChildren(told, ...buttons);
  place.closest("details")?.setAttribute("open", "");
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
