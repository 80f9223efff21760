/**
 * Two small things on the pages of the own account: showing what is typed as a password, and
 * printing recovery codes. Without this script a password is typed twice.
 */

for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[data-shows]"))) {
  const field = /** @type {HTMLInputElement} */ (document.getElementById(box.dataset.shows ?? ""));
  box.closest("label")?.removeAttribute("hidden");
  box.addEventListener("change", () => {
    field.type = box.checked ? "text" : "password";
  });
  // A browser that keeps what was typed is to keep it as a password.
  field.form?.addEventListener("submit", () => {
    field.type = "password";
  });
}

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-prints]"))) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
