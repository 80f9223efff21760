/**
 * Photos on their way to the server: one at a time, one request for each, tried again until the
 * server has it. Each has an id of its own, so that sending it twice stores it once.
 *
 * @typedef {"waiting" | "shrinking" | "sending" | "reading" | "stored" | "unsent" | "sign-in" |
 *   "refused"} Phase
 * @typedef {{id: string, items: string, consent: boolean, file: Blob | null,
 *   thumbnail: HTMLCanvasElement | null, phase: Phase, percent: number, reason: string}} Sending
 * @typedef {{status: number, body: any}} Answer
 */

import { request } from "./requests.js";
import { shrunk } from "./photo-shrinking.js";

const MOST_BYTES = 25 * 1024 * 1024;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 60_000;
const PATIENCE = 180_000;
/**
 * Statuses after which the same request may succeed later. 403 and 404 are about who is signed in,
 * and whose the visit is, never about the photo: nowhere else is there a copy of it.
 */
const PASSING = new Set([0, 403, 404, 408, 425, 429, 500, 502, 503, 504]);

/** The photos of one page. */
export class PhotoQueue {
  /** @type {Sending[]} */
  #queue = [];
  #isBusy = false;
  #wait = FIRST_WAIT;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {{address: string, room: string, token: string, texts: {[key: string]: string}}} data
   * @param {(photo: Sending) => void} show shows where a photo stands, whenever that changes
   */
  constructor(data, show) {
    this.data = data;
    this.show = show;
    addEventListener("online", () => this.#goOn());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") {
        this.#goOn();
      }
    });
  }

  /** How many photos the server does not have yet. */
  get pending() {
    return this.#queue.length;
  }

  /** Send a photo after those that still wait. @param {File} file @param {string} items @param {boolean} consent @returns {Sending} */
  add(file, items, consent) {
    const id = crypto.randomUUID();
    /** @type {Sending} */
    const photo = {
      id, items, consent, file, thumbnail: null, phase: "waiting", percent: 0, reason: "",
    };
    this.#queue.push(photo);
    this.#tell(photo, "waiting");
    // The page shows what was chosen before the first photo takes the processor.
    setTimeout(() => this.#goOn());
    return photo;
  }

  async #goOn() {
    if (this.#isBusy) {
      return;
    }
    clearTimeout(this.#timer);
    this.#isBusy = true;
    let isGoing = true;
    while (isGoing && this.#queue.length > 0) {
      isGoing = await this.#deliver(this.#queue[0]);
    }
    this.#isBusy = false;
  }

  /** Send one photo; tell whether the next may follow at once. @param {Sending} photo */
  async #deliver(photo) {
    if (photo.phase === "waiting") {
      this.#tell(photo, "shrinking");
      const { blob, thumbnail } = await shrunk(/** @type {Blob} */ (photo.file));
      Object.assign(photo, { file: blob, thumbnail });
    }
    const file = /** @type {Blob} */ (photo.file);
    if (file.size > MOST_BYTES) {
      return this.#refuse(photo, this.data.texts["too-large"]);
    }
    let answer = await this.#put(photo, file);
    if (answer.status === 400 && answer.body?.reasons?.includes("csrf")) {
      answer = await this.#putInNewSession(photo, file);
    }
    return this.#settle(photo, answer);
  }

  /** @param {Sending} photo @param {Answer} answer */
  #settle(photo, { status, body }) {
    if (status === 200) {
      photo.file = null;
      this.#queue.shift();
      this.#wait = FIRST_WAIT;
      this.#tell(photo, "stored");
      return true;
    }
    if (status === 401 || PASSING.has(status)) {
      this.#tell(photo, status === 401 ? "sign-in" : "unsent");
      this.#timer = setTimeout(() => this.#goOn(), this.#wait);
      this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT);
      return false;
    }
    return this.#refuse(photo, body?.reasons?.[0] ?? "");
  }

  /** @param {Sending} photo @param {string} reason */
  #refuse(photo, reason) {
    Object.assign(photo, { file: null, reason });
    this.#queue.shift();
    this.#tell(photo, "refused");
    return true;
  }

  /** Signing in again made a new token. @param {Sending} photo @param {Blob} file @returns {Promise<Answer>} */
  async #putInNewSession(photo, file) {
    const session = await request("/session", { headers: { Accept: "application/json" } });
    if (session.status !== 200) {
      return session;
    }
    this.data.token = session.body.csrf_token;
    return this.#put(photo, file);
  }

  /** Send the bytes, telling how far they are; no answer at all is status 0. @param {Sending} photo @param {Blob} file @returns {Promise<Answer>} */
  #put(photo, file) {
    const about = new URLSearchParams({ room: this.data.room, items: photo.items });
    if (photo.consent) {
      about.set("consent", "yes");
    }
    const sending = new XMLHttpRequest();
    sending.open("PUT", `${this.data.address}${photo.id}?${about}`);
    sending.responseType = "json";
    sending.timeout = PATIENCE;
    sending.setRequestHeader("X-CSRFToken", this.data.token);
    sending.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    sending.upload.addEventListener("progress", ({ loaded, total }) => {
      photo.percent = Math.round((100 * loaded) / Math.max(total, 1));
      this.#tell(photo, "sending");
    });
    sending.upload.addEventListener("load", () => this.#tell(photo, "reading"));
    photo.percent = 0;
    this.#tell(photo, "sending");
    return new Promise((resolve) => {
      sending.addEventListener("loadend", () => {
        resolve({ status: sending.status, body: sending.response });
      });
      sending.send(file);
    });
  }

  /** @param {Sending} photo @param {Phase} phase */
  #tell(photo, phase) {
    photo.phase = phase;
    this.show(photo);
  }
}
