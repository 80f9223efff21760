/**
 * What is still to be sent: kept in order, sent at once, tried again until the server has it.
 *
 * A change leaves the queue only when the server acknowledged it, or refused it for good.
 *
 * @typedef {import("./journal.js").Change} Change
 * @typedef {{kind: "saving" | "saved" | "unsent" | "sign-in" | "refused", count: number}} State
 * @typedef {{status: number, body: any}} Answer
 */

const MOST_AT_ONCE = 200;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 60_000;
const PATIENCE = 20_000;
/** Statuses after which the same request may succeed later. */
const PASSING = new Set([0, 408, 425, 429, 500, 502, 503, 504]);

/** The changes of one page on their way to the server. */
export class Outbox {
  /** @type {Change[]} */
  #queue = [];
  /** @type {Map<string, Change>} */
  #refused = new Map();
  #sending = false;
  #wait = FIRST_WAIT;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {string} address where changes are saved
   * @param {string} token the CSRF token of the session
   * @param {(state: State, refused: Change[]) => void} notify
   */
  constructor(address, token, notify) {
    this.address = address;
    this.token = token;
    this.notify = notify;
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

  /** Send a change, after those that still wait. @param {Change} change */
  add(change) {
    this.#queue.push(change);
    this.send();
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
    const batch = this.#queue.slice(0, MOST_AT_ONCE);
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
    if (status === 200) {
      this.#drop(new Set(body.accepted.map((/** @type {{id: string}} */ { id }) => id)));
      this.#wait = FIRST_WAIT;
    } else if (status === 401) {
      this.#again("sign-in");
      return;
    } else if (PASSING.has(status)) {
      this.#again("unsent");
      return;
    } else {
      this.#refuse(refusedOf(batch, body));
    }
    if (this.pending > 0) {
      this.send();
    } else {
      this.#tell(this.#refused.size > 0 ? "refused" : "saved");
    }
  }

  /** @param {"sign-in" | "unsent"} kind */
  #again(kind) {
    this.#tell(kind);
    this.#timer = setTimeout(() => this.send(), this.#wait);
    this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT);
  }

  /** @param {Change[]} changes */
  #refuse(changes) {
    for (const change of changes) {
      this.#refused.set(change.id, change);
    }
    this.#drop(new Set(changes.map(({ id }) => id)));
  }

  /** @param {Set<string>} ids */
  #drop(ids) {
    this.#queue = this.#queue.filter(({ id }) => !ids.has(id));
  }

  /** @param {State["kind"]} kind */
  #tell(kind) {
    const count = kind === "refused" ? this.#refused.size : this.pending;
    this.notify({ kind, count }, [...this.#refused.values()]);
  }
}

/** Give the changes that are to blame; when the server names none, all. @param {Change[]} batch @param {any} body */
function refusedOf(batch, body) {
  const places = new Set((body?.faults ?? []).map((/** @type {{index: number}} */ { index }) => index));
  const ids = new Set(body?.ids ?? []);
  const named = batch.filter(({ id }, place) => places.has(place) || ids.has(id));
  return named.length > 0 ? named : batch;
}

/** @param {string} address @param {string} token @param {unknown} body */
function post(address, token, body) {
  const text = JSON.stringify(body);
  return request(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: text,
    // What is being sent when the page is left still arrives; browsers allow that for 64 KiB.
    keepalive: text.length < 30_000,
  });
}

/** Ask, and give status 0 when no answer came. @param {string} address @param {RequestInit} options @returns {Promise<Answer>} */
async function request(address, options) {
  try {
    const response = await fetch(address, {
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
      ...options,
    });
    return { status: response.status, body: await response.json().catch(() => null) };
  } catch {
    return { status: 0, body: null };
  }
}
