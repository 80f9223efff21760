/**
 * The facts of a visit: values that do not exist under the other facts disappear at once. Without
 * this script they do so after saving.
 */

import { holds, leaves } from "./conditions.js";

/** @typedef {import("./conditions.js").Condition} Condition */

const form = /** @type {HTMLFormElement} */ (document.getElementById("facts-form"));
const { facts } = JSON.parse(document.getElementById("facts-data")?.textContent ?? "{}");

const known = {
  /** @param {string} fact @returns {string | null} */
  fact(fact) {
    const field = form.elements.namedItem(`fact-stated.${fact}`);
    return /** @type {RadioNodeList | HTMLInputElement | null} */ (field)?.value || null;
  },
  answer: () => null,
  roomsWith: () => [],
};

/** Tell whether a value exists, or nobody can say yet. @param {Condition | null} condition */
function isOffered(condition) {
  const isOpen = [...leaves(condition)].some((leaf) => "fact" in leaf && known.fact(leaf.fact) === null);
  return isOpen || holds(condition, known, null);
}

function refresh() {
  for (const { id, values } of facts) {
    for (const value of values ?? []) {
      const isHidden = known.fact(id) !== value.id && !isOffered(value.show_when);
      const card = document.getElementById(`fact-stated.${id}.${value.id}`)?.closest("label");
      const option = form.querySelector(
        `[name="${CSS.escape(`fact-stated.${id}`)}"] > option[value="${CSS.escape(value.id)}"]`,
      );
      if (card) {
        card.hidden = isHidden;
      }
      if (option instanceof HTMLOptionElement) {
        option.hidden = option.disabled = isHidden;
      }
    }
  }
}

form.addEventListener("change", refresh);
refresh();
