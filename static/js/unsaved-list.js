/**
 * What the server did not take: it stays on the page, with its values, until somebody decides.
 *
 * @import { Change } from "./journal.js"
 */

/**
 * @param {Change[]} refused
 * @param {(change: Change) => {what: string, words: string}} wordsOf
 */
export function showUnsaved(refused, wordsOf) {
  const section = /** @type {HTMLElement} */ (document.getElementById("unsaved"));
  const template = /** @type {HTMLTemplateElement} */ (
    document.getElementById("unsaved-template")
  );
  section.hidden = refused.length === 0;
  const rows = refused.map((change) => {
    const row = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const { what, words } = wordsOf(change);
    part(row, ".unsaved-what").textContent = what;
    part(row, ".unsaved-words").textContent = words;
    row.querySelectorAll("button").forEach((button) => {
      button.value = change.id;
    });
    return row;
  });
  part(section, "ul").replaceChildren(...rows);
}

/** @param {ParentNode} within @param {string} selector */
function part(within, selector) {
  return /** @type {HTMLElement} */ (within.querySelector(selector));
}
