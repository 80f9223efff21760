/**
 * The secret part of a link, which stands after its # and which browsers send to nobody: it goes
 * into the form, and out of the address, where it could be read or kept. Without this script
 * somebody pastes it.
 */

const field = /** @type {HTMLInputElement} */ (document.getElementById("link-part"));
const around = /** @type {HTMLElement} */ (document.getElementById("link-field"));

function take() {
  const part = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  if (part !== "" && part !== "main") {
    field.value = part;
    around.hidden = true;
  }
}

take();
addEventListener("hashchange", take);
