/**
 * Digits on a keyboard: the n-th answer of the item that has the focus, then on to the next.
 *
 * @import { RoomForm } from "./room-form.js"
 */

/**
 * @param {RoomForm} form
 * @param {(item: string, card: HTMLInputElement) => void} choose
 */
export function listenToDigits(form, choose) {
  form.form.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const isOther = event.ctrlKey || event.altKey || event.metaKey || event.isComposing;
    if (isOther || !/^[1-9]$/.test(event.key) || isTypedIn(target)) {
      return;
    }
    const item = target.closest("[data-item]");
    if (item instanceof HTMLElement) {
      const card = form.cards(`answered.${item.dataset.item}`)[Number(event.key) - 1];
      if (card && !card.disabled) {
        event.preventDefault();
        choose(item.dataset.item ?? "", card);
      }
    }
  });
}

/** @param {HTMLElement} target */
function isTypedIn(target) {
  return target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
}
