/**
 * Typing in from paper: a code that stands for an answer takes the cursor to the next item. Without
 * this script the Tab key does.
 */

const form = /** @type {HTMLFormElement} */ (document.getElementById("entry-form"));
const codes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll(".entry-code")]);
let isSent = false;

/** Give the answers of an item by their code. @param {HTMLInputElement} field */
function answersOf(field) {
  const key = [...(field.closest(".entry-row")?.querySelectorAll(".entry-key > li") ?? [])];
  return new Map(key.map((answer) => [answer.querySelector(".paper-code")?.textContent ?? "", answer]));
}

/** Mark the answer that a code stands for; tell whether there is one. @param {HTMLInputElement} field */
function mark(field) {
  const answers = answersOf(field);
  const code = field.value.trim().toLowerCase();
  answers.forEach((answer, each) => answer.classList.toggle("is-chosen", each === code));
  field.classList.toggle("is-unknown", code !== "" && !answers.has(code));
  return answers.has(code);
}

/** @param {HTMLInputElement} field @param {number} steps */
function goFrom(field, steps) {
  const next = codes[codes.indexOf(field) + steps];
  next?.focus();
  next?.select();
}

form.addEventListener("input", (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (codes.includes(field) && mark(field)) {
    goFrom(field, 1);
  }
});

form.addEventListener("keydown", (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  const steps = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  const isLast = field === codes.at(-1) && steps === 1;
  if (codes.includes(field) && steps && !isLast) {
    event.preventDefault();
    goFrom(field, steps);
  }
});

form.addEventListener("submit", () => {
  isSent = true;
});

addEventListener("beforeunload", (event) => {
  const fields = /** @type {(HTMLInputElement | HTMLTextAreaElement)[]} */ ([
    ...form.querySelectorAll("input, textarea"),
  ]);
  if (!isSent && fields.some((field) => field.value !== field.defaultValue)) {
    event.preventDefault();
  }
});

codes.forEach(mark);
(codes.find((field) => field.value === "") ?? codes[0])?.focus();
