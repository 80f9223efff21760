/**
 * Watching what others record in the room: asked after a save that shows that somebody else wrote,
 * and when the page comes into sight again. Nothing of this reads a journal while saving.
 *
 * @import { RoomForm } from "./room-form.js"
 * @import { Told } from "./room-record.js"
 * @typedef {Told & {present: boolean, editable: boolean}} Answer
 */

import { request } from "./requests.js";

/** Asks the server what is recorded now, when that may be more than the page shows. */
export class Watch {
  #isBehind = false;
  #isAsking = false;

  /**
   * @param {string} address @param {() => boolean} isSending whether changes are on their way
   * @param {{told: (told: Answer) => void, removed: () => void}} listener
   */
  constructor(address, isSending, listener) {
    this.address = address;
    this.isSending = isSending;
    this.listener = listener;
    addEventListener("pageshow", ({ persisted }) => persisted && this.lookSoon());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") {
        this.lookSoon();
      }
    });
  }

  /** Look now, or as soon as all is sent: what is on its way may be stored or not. */
  lookSoon() {
    this.#isBehind = true;
    this.go();
  }

  /** Look if there is a reason to, and nothing on its way. */
  async go() {
    if (!this.#isBehind || this.#isAsking || this.isSending()) {
      return;
    }
    this.#isBehind = false;
    this.#isAsking = true;
    const { status, body } = await request(this.address, { headers: { Accept: "application/json" } });
    this.#isAsking = false;
    if (this.isSending() || status === 0) {
      // Asked again after the next save, or when the page is looked at.
      this.#isBehind = true;
      return;
    }
    if (status === 200 && body.present) {
      this.listener.told(body);
    } else if (status === 200) {
      this.listener.removed();
    }
  }
}

/** The visit was closed meanwhile: what stands here can be read, and no more is offered. @param {RoomForm} page */
export function closePage(page) {
  const told = /** @type {HTMLElement} */ (document.getElementById("closed"));
  told.hidden = false;
  told.scrollIntoView({ block: "center" });
  page.items.forEach((item) => item.setAttribute("disabled", ""));
  for (const part of page.form.querySelectorAll(".own-findings :is(textarea, button)")) {
    part.setAttribute("disabled", "");
  }
  for (const part of page.form.querySelectorAll(".bar-buttons, #copied")) {
    part.setAttribute("hidden", "");
  }
}
