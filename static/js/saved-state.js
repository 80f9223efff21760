/**
 * What is saved and what is not, in words, where a screen reader hears it.
 *
 * @typedef {import("./outbox.js").State} State
 */

/** @param {HTMLElement} status @param {State} state @param {{[key: string]: string}} texts */
export function showState(status, { kind, count }, texts) {
  const now = new Date();
  // By hand: the first time that a browser is asked to write a time costs it 50 ms on a tablet.
  const time = [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
  const text = texts[kind].replace("{count}", String(count)).replace("{time}", time);
  status.classList.toggle("is-waiting", kind === "unsent" || kind === "sign-in");
  status.classList.toggle("is-refused", kind === "refused");
  if (kind === "sign-in") {
    const link = document.createElement("a");
    link.href = "/sign-in";
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = texts["sign-in-link"];
    status.replaceChildren(`${text} `, link);
  } else {
    status.textContent = text;
  }
}
