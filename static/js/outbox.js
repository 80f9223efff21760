/**
 * What is still to be sent: kept in order, sent at once, tried again until the server has it.
 *
 * A change leaves the queue only when the server acknowledged it, or refused it for good. What was
 * refused is kept too, until somebody has it tried again or lets it go.
 *
 * @typedef {import("./journal.js").Change} Change
 * @typedef {{kind: "saving" | "saved" | "unsent" | "sign-in" | "refused", count: number}} State
 * @typedef {{status: number, body: any}} Answer
 */

import { post, request } from "./requests.js";

const MOST_AT_ONCE = 200;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 60_000;
/** Statuses after which the same request may succeed later. */
const PASSING = new Set([0, 408, 425, 429, 500, 502, 503, 504]);
/** Statuses that are about the visit as a whole, not about one of the changes. */
const OF_THE_VISIT = new Set([403, 404]);

/** The changes of one page on their way to the server. */
export class Outbox {
  /** @type {Change[]} */
  #queue = [];
  /** @type {Map<string, Change>} */
  #refused = new Map();
  /** How many of the queue go one by one, because one of them is to blame. */
  #apart = 0;
  #sending = false;
  #wait = FIRST_WAIT;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {string} address where changes are saved
   * @param {string} token the CSRF token of the session
   * @param {object} listener
   * @param {(state: State, refused: Change[]) => void} listener.tell what is saved and what is not
   * @param {(accepted: {id: string, sequence: number}[]) => void} listener.accepted
   */
  constructor(address, token, { tell, accepted }) {
    this.address = address;
    this.token = token;
    this.tell = tell;
    this.accepted = accepted;
    addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") {
        this.send();
      }
    });
  }

  /** How many changes the server has not acknowledged. */
  get pending() {
    return this.#queue.length;
  }

  /** How many changes would be lost with this page. */
  get unsaved() {
    return this.#queue.length + this.#refused.size;
  }

  /**
   * Send changes, after those that still wait; the page is painted first. "Saved" is taken back
   * before that: from this moment it is not true.
   * @param {Change[]} changes
   */
  add(changes) {
    this.#queue.push(...changes);
    this.#tell("saving");
    setTimeout(() => this.send(), 0);
  }

  /** Try once more what was refused. @param {string} id */
  retry(id) {
    const change = this.#refused.get(id);
    if (change) {
      this.#refused.delete(id);
      this.add([change]);
    }
  }

  /** Let go what was refused. @param {string} id */
  drop(id) {
    this.#refused.delete(id);
    this.#tell(this.#restingState);
  }

  /** Wait until all is sent, at most so many milliseconds. @param {number} longest */
  async settled(longest) {
    const until = performance.now() + longest;
    while (this.pending > 0 && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Send what waits, unless that is happening already. */
  async send() {
    if (this.#sending || this.pending === 0) {
      return;
    }
    clearTimeout(this.#timer);
    this.#sending = true;
    this.#tell("saving");
    const batch = this.#queue.slice(0, this.#apart > 0 ? 1 : MOST_AT_ONCE);
    let answer = await post(this.address, this.token, { changes: batch });
    if (answer.status === 400 && answer.body?.reasons?.includes("csrf")) {
      answer = await this.#sendInNewSession(batch);
    }
    this.#sending = false;
    this.#settle(batch, answer);
  }

  /** Signing in again made a new token. @param {Change[]} batch @returns {Promise<Answer>} */
  async #sendInNewSession(batch) {
    const session = await request("/session", { headers: { Accept: "application/json" } });
    if (session.status !== 200) {
      return session;
    }
    this.token = session.body.csrf_token;
    return post(this.address, this.token, { changes: batch });
  }

  /** @param {Change[]} batch @param {Answer} answer */
  #settle(batch, { status, body }) {
    if (status === 401) {
      this.#again("sign-in");
      return;
    }
    if (PASSING.has(status)) {
      this.#again("unsent");
      return;
    }
    if (status === 200) {
      this.#wait = FIRST_WAIT;
      this.#leave(body.accepted.map((/** @type {{id: string}} */ { id }) => id));
      this.accepted(body.accepted);
    } else {
      this.#refuse(batch, status, body);
    }
    if (this.pending > 0) {
      this.send();
    } else {
      this.#tell(this.#restingState);
    }
  }

  /** @param {"sign-in" | "unsent"} kind */
  #again(kind) {
    this.#tell(kind);
    this.#timer = setTimeout(() => this.send(), this.#wait);
    this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT);
  }

  /**
   * Keep apart what is to blame. When the server names none, each goes by itself, so that the one
   * change that it does not take does not hold up the others.
   * @param {Change[]} batch @param {number} status @param {any} body
   */
  #refuse(batch, status, body) {
    const named = namedIn(batch, body);
    if (named.length === 0 && batch.length > 1 && !OF_THE_VISIT.has(status)) {
      this.#apart = batch.length;
      return;
    }
    const blamed = named.length > 0 ? named : batch;
    blamed.forEach((change) => this.#refused.set(change.id, change));
    this.#leave(blamed.map(({ id }) => id));
  }

  /** @param {string[]} gone */
  #leave(gone) {
    const ids = new Set(gone);
    this.#queue = this.#queue.filter(({ id }) => !ids.has(id));
    this.#apart = Math.max(0, this.#apart - ids.size);
  }

  /** @returns {State["kind"]} */
  get #restingState() {
    return this.#refused.size > 0 ? "refused" : "saved";
  }

  /** @param {State["kind"]} kind */
  #tell(kind) {
    const count = kind === "refused" ? this.#refused.size : this.pending;
    this.tell({ kind, count }, [...this.#refused.values()]);
  }
}

/** Give the changes that the server names as faulty. @param {Change[]} batch @param {any} body */
function namedIn(batch, body) {
  const places = new Set((body?.faults ?? []).map((/** @type {{index: number}} */ { index }) => index));
  const ids = new Set(body?.ids ?? []);
  return batch.filter(({ id }, place) => places.has(place) || ids.has(id));
}
