/**
 * What the adviser saw and no item asks for: any number of fields, one more with one tap.
 *
 * @import { RoomFields } from "./room-fields.js"
 */

import { copyOf } from "./templates.js";

const KIND = "finding-added";

/** Add a field for one more thing that was seen, and give it. @param {RoomFields} fields @param {string} id @param {{[key: string]: any}} texts */
export function addOwnFinding(fields, id, texts) {
  const added = copyOf("own-template");
  const name = `${KIND}.${id}`;
  const number = document.querySelectorAll(".own").length + 1;
  const [field, heads, label] = ["textarea", "input", "label"].map(
    (selector) => /** @type {any} */ (added.querySelector(selector)),
  );
  field.id = name;
  field.name = name;
  heads.name = `heads.${name}`;
  label.htmlFor = name;
  label.textContent = texts["own-label"].replace("{number}", number);
  document.getElementById("add-own")?.before(added);
  fields.form.learn(added);
  fields.reset(name);
  return /** @type {HTMLTextAreaElement} */ (field);
}

/** Add fields for what was seen on another device. @param {RoomFields} fields @param {{[key: string]: any}} texts */
export function addOwnFindings(fields, texts) {
  const { form, record } = fields;
  for (const [{ kind, slot }] of record.journal.heads.values()) {
    if (kind === KIND && slot[0] === form.room && !form.has(`${KIND}.${slot[1]}`)) {
      addOwnFinding(fields, slot[1], texts);
    }
  }
}
