/**
 * What the server did not take: it stays on the page, with its values, until somebody decides.
 *
 * @import { Change } from "./journal.js"
 * @import { RoomForm } from "./room-form.js"
 * @typedef {{[key: string]: any}} Texts
 */

/** @param {Change[]} refused @param {RoomForm} page @param {Texts} texts */
export function showUnsaved(refused, page, texts) {
  const section = /** @type {HTMLElement} */ (document.getElementById("unsaved"));
  const template = /** @type {HTMLTemplateElement} */ (
    document.getElementById("unsaved-template")
  );
  section.hidden = refused.length === 0;
  const rows = refused.map((change) => {
    const row = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    part(row, ".unsaved-what").textContent = part(placeOf(change, page), ".question").textContent;
    part(row, ".unsaved-words").textContent = wordsOf(change, page, texts);
    row.querySelectorAll("button").forEach((button) => {
      button.value = change.id;
    });
    return row;
  });
  part(section, "ul").replaceChildren(...rows);
  mark(new Set(refused.map((change) => placeOf(change, page))), page, texts);
}

/** @param {Set<HTMLElement>} places @param {RoomForm} page @param {Texts} texts */
function mark(places, page, texts) {
  for (const place of page.form.querySelectorAll(".is-refused")) {
    place.classList.remove("is-refused", "has-fault");
    place.querySelector(".refused-here")?.remove();
  }
  for (const place of places) {
    const told = document.createElement("p");
    told.className = "utrecht-form-field-error-message refused-here";
    told.textContent = texts["refused-here"];
    place.classList.add("is-refused", "has-fault");
    place.append(told);
  }
}

/** @param {Change} change @param {RoomForm} page */
function placeOf({ kind, slot }, page) {
  return page.place(`${kind}.${slot[1]}`);
}

/** @param {Change} change @param {RoomForm} page @param {Texts} texts */
function wordsOf({ kind, slot, value }, page, texts) {
  const words = page.words(`${kind}.${slot[1]}`, value);
  return words || (value === true ? texts.ticked : texts.empty);
}

/** @param {ParentNode} within @param {string} selector */
function part(within, selector) {
  return /** @type {HTMLElement} */ (within.querySelector(selector));
}
