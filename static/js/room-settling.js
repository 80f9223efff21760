/** Once a page is there, the browser may skip what is out of sight: its sizes are known by then. */

/** @param {HTMLElement} form */
export function settle(form) {
  const skip = () => setTimeout(() => form.classList.add("is-settled"));
  if (document.readyState === "complete") {
    skip();
  } else {
    addEventListener("load", skip);
  }
}
