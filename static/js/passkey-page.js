/**
 * Forms that a passkey fills in: signing in, confirming, and making a passkey. What the device
 * answers goes into a field of the form, and the form is sent as any other. Without this script, or
 * in a browser that knows no passkeys, the page shows the other road.
 */

import { PasskeyProblem, askedBy, canUsePasskeys, made, shown } from "./passkeys.js";

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-passkey]"))) {
  if (canUsePasskeys()) {
    offer(form);
  } else {
    tell(form, "not-here");
  }
}

/** @param {HTMLFormElement} form */
function offer(form) {
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-passkey-road]"))) {
    part.hidden = false;
  }
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-passkey-without]"))) {
    part.hidden = true;
  }
  const otherwise = form.querySelector("details[data-passkey-otherwise]");
  if (otherwise instanceof HTMLDetailsElement && !("staysOpen" in otherwise.dataset)) {
    otherwise.open = false;
  }
  // A browser that goes back to a page fills in what was there: an answer counts once.
  addEventListener("pageshow", () => fill(form, "answer", ""));
  if (form.dataset.passkey === "make") {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      go(form);
    });
  } else {
    form.querySelector("[data-passkey-button]")?.addEventListener("click", () => go(form));
  }
}

/** Ask the device, and send the form with what it answers. @param {HTMLFormElement} form */
async function go(form) {
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("[data-passkey-button]"));
  if (button.disabled) {
    return;
  }
  button.disabled = true;
  tell(form, null);
  try {
    await answer(form);
    form.submit();
  } catch (error) {
    stop(form, error);
  }
  button.disabled = false;
}

/** @param {HTMLFormElement} form */
async function answer(form) {
  const options = await askedBy(form.dataset.options ?? "", field(form, "csrf_token")?.value ?? "");
  if (form.dataset.passkey === "make") {
    const { answer: text, hasPrf } = await made(options);
    fill(form, "prf", hasPrf ? "1" : "");
    fill(form, "answer", text);
  } else {
    const { answer: text } = await shown(options);
    // What was half typed of the other road is nobody's business then.
    fill(form, "password", "");
    fill(form, "answer", text);
  }
}

/** @param {HTMLFormElement} form @param {unknown} error */
function stop(form, error) {
  const kind = error instanceof PasskeyProblem ? error.kind : "no-answer";
  if (kind === "confirm" && form.dataset.confirm) {
    location.assign(form.dataset.confirm);
  } else if (kind === "anew") {
    location.reload();
  } else {
    tell(form, kind);
  }
}

/** Say what is the matter, in the words that the form has for it. @param {HTMLFormElement} form @param {string | null} kind */
function tell(form, kind) {
  const place = /** @type {HTMLElement | null} */ (form.querySelector("[data-passkey-problem]"));
  const text = kind && form.querySelector(`[data-problem="${kind}"]`)?.textContent;
  if (place) {
    place.hidden = !text;
    place.textContent = text || "";
  }
}

/** @param {HTMLFormElement} form @param {string} name */
function field(form, name) {
  const found = form.elements.namedItem(name);
  return found instanceof HTMLInputElement ? found : null;
}

/** @param {HTMLFormElement} form @param {string} name @param {string} value */
function fill(form, name, value) {
  const found = field(form, name);
  if (found) {
    found.value = value;
  }
}
