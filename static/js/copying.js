/**
 * Buttons that copy what stands in a field. Without this script somebody chooses the text and copies
 * it as any other.
 */

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-copies]"))) {
  const { copies = "", done = "", failed = "" } = button.dataset;
  const field = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (document.getElementById(copies));
  const told = /** @type {HTMLElement} */ (document.getElementById(`${copies}-copied`));
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    told.textContent = await navigator.clipboard.writeText(field.value).then(
      () => done,
      () => failed,
    );
  });
}
