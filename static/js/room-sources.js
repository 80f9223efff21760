/** How an answer came about, when it was not by one tap on it. */

import { copyOf } from "./templates.js";

/** Say it at an item, or no more. @param {HTMLElement} place @param {string | null} source */
export function tellSource(place, source) {
  if (source === null) {
    delete place.dataset.source;
    return;
  }
  if (!place.querySelector(".how")) {
    const how = copyOf("how-template");
    /** @type {HTMLButtonElement} */ (how.querySelector("button")).value = place.dataset.item ?? "";
    place.querySelector(".answers")?.after(how);
  }
  place.dataset.source = source;
}
