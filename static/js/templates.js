/** Copies of what the templates of a page hold. */

/** Give a copy of what a template holds. @param {string} id */
export function copyOf(id) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById(id));
  return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
}
