/**
 * Another look at the home: what is tapped is saved at once, by the form that the button sends as
 * well. A form may be sent any number of times: it follows up on its own earlier changes. Without
 * this script the button saves; while something is not saved, leaving asks first.
 */

const PATIENCE = 20_000;
const PAUSE_IN_TYPING = 1_500;

const form = /** @type {HTMLFormElement} */ (document.getElementById("look-form"));
const status = /** @type {HTMLElement} */ (document.getElementById("status"));
let isUnsaved = false;
let isSending = false;
let isLeft = false;
let pause = 0;

/** @param {"saving" | "saved" | "unsaved"} kind */
function tell(kind) {
  const time = new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
  status.textContent = (status.dataset[kind] ?? "").replace("{time}", time);
  status.classList.toggle("is-waiting", kind === "unsaved");
}

/**
 * Send the form; give the page that the server answers with, or null when it did not take it. This
 * kind of request reads a page without a parser of ours, which the page's policy allows nobody.
 * @returns {Promise<Document | null>}
 */
function sent() {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.responseType = "document";
    request.timeout = PATIENCE;
    request.addEventListener("loadend", () => {
      const isOurs = request.status === 200 && new URL(request.responseURL).pathname === location.pathname;
      resolve(isOurs ? request.responseXML : null);
    });
    request.send(new URLSearchParams(/** @type {any} */ (new FormData(form))));
  });
}

/** @param {ParentNode} page */
function itemsOf(page) {
  return [...page.querySelectorAll("[data-item]:not([hidden])")].map(({ id }) => id).join();
}

/** Show what the page says by now: how far it is, and the step that can be taken back. @param {Document} now */
function follow(now) {
  if (itemsOf(now) !== itemsOf(document) && !isUnsaved) {
    // An answer made other items apply. All is saved, so the page may come anew.
    isLeft = true;
    location.reload();
    return;
  }
  document.getElementById("progress")?.replaceChildren(now.getElementById("progress")?.textContent ?? "");
  document.querySelector("form.undo")?.remove();
  form.before(...now.querySelectorAll("form.undo"));
}

async function save() {
  clearTimeout(pause);
  if (isSending) {
    return;
  }
  isSending = true;
  while (isUnsaved) {
    tell("saving");
    isUnsaved = false;
    const now = await sent();
    if (now === null) {
      isUnsaved = true;
      break;
    }
    follow(now);
  }
  isSending = false;
  tell(isUnsaved ? "unsaved" : "saved");
}

form.addEventListener("input", () => {
  isUnsaved = true;
  clearTimeout(pause);
  pause = setTimeout(save, PAUSE_IN_TYPING);
});
form.addEventListener("change", () => {
  isUnsaved = true;
  void save();
});
form.addEventListener("submit", () => {
  isLeft = true;
});
addEventListener("online", save);
document.addEventListener("visibilitychange", save);
addEventListener("beforeunload", (event) => {
  if (!isLeft && (isUnsaved || isSending)) {
    event.preventDefault();
  }
});
