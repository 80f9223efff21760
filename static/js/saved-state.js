/**
 * What is saved and what is not, in words, where a screen reader hears it.
 *
 * @typedef {import("./outbox.js").State} State
 */

/** @param {HTMLElement} status @param {State} state @param {{[key: string]: string}} texts */
export function showState(status, { kind, count }, texts) {
  const time = new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
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
