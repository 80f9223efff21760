/**
 * The room page: each tap is saved at once, items appear and disappear as answers call for them,
 * and the last step can be undone. Without this script the page is a plain form.
 */

import { Inspection } from "./inspection.js";
import { Journal } from "./journal.js";
import { Outbox } from "./outbox.js";
import { Questionnaire } from "./questionnaire.js";
import { RoomForm } from "./room-form.js";
import { Route } from "./route.js";
import { showState } from "./saved-state.js";

const TYPING_PAUSE = 1200;
const LEAVING_PATIENCE = 3000;

const data = JSON.parse(element("room-data").textContent ?? "");
const page = new RoomForm(/** @type {HTMLFormElement} */ (element("room-form")), data.room);
const questionnaire = new Questionnaire(data.questionnaire);
const outbox = new Outbox(data.save, data.token, (state, refused) => {
  showState(element("status"), state, data.texts);
  refused.forEach(({ kind, slot }) => markRefused(`${kind}.${slot[1]}`));
});

let journal = new Journal().withChanges(data.heads.map(asChange));
/** What each field held when it was last recorded; absent while two devices disagree. */
const recorded = new Map(
  page.names
    .filter((name) => page.heads(name).length < 2)
    .map((name) => [name, page.valueFromServer(name)]),
);
/** @type {{name: string, before: import("./journal.js").Value}[]} */
const steps = [];
/** @type {Map<string, ReturnType<typeof setTimeout>>} */
const typing = new Map();
let lastTouched = "";

/**
 * Give a head as a change: what it replaced, where and when do not matter to what it means here.
 * @param {{id: string, kind: string, slot: string[], value: import("./journal.js").Value}} head
 */
function asChange(head) {
  return { ...head, replaces: [], device: "", at: "" };
}

/** @param {string} id */
function element(id) {
  const found = document.getElementById(id);
  if (!found) {
    throw new RangeError(`The page has no ${id}.`);
  }
  return found;
}

/** Record what a field holds now, if that is something new; tell whether it was. @param {string} name */
function record(name) {
  clearTimeout(typing.get(name));
  typing.delete(name);
  const value = page.value(name);
  if (recorded.has(name) && same(recorded.get(name), value)) {
    return false;
  }
  const { kind, slot } = page.slotOf(name);
  const change = {
    id: crypto.randomUUID(),
    kind,
    slot,
    value,
    replaces: page.heads(name).sort(),
    device: data.device,
    at: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
  };
  page.setHead(name, change.id);
  recorded.set(name, value);
  journal = journal.withChanges([change]);
  outbox.add(change);
  refresh();
  return true;
}

/** @param {unknown} one @param {unknown} other */
function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Record a step that can be undone. @param {string} name */
function step(name) {
  const before = recorded.get(name);
  const isUndoable = recorded.has(name);
  if (record(name) && isUndoable) {
    steps.push({ name, before: before ?? null });
  }
  element("undo").hidden = steps.length === 0;
}

function undo() {
  const last = steps.pop();
  if (last) {
    page.show(last.name, last.before);
    record(last.name);
    page.place(last.name).scrollIntoView({ block: "nearest" });
  }
  element("undo").hidden = steps.length === 0;
}

/** Show which items apply now, and how far the room is. */
function refresh() {
  const inspection = new Inspection(questionnaire, journal);
  const room = inspection.roomsById.get(data.room);
  if (!room) {
    return;
  }
  const route = new Route(inspection);
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (
    page.form.querySelectorAll("[data-item]")
  )) {
    item.hidden = !route.applies(data.room, item.dataset.item ?? "");
  }
  const { answered, applying } = route.progress(room);
  element("progress").textContent = data.texts.progress
    .replace("{answered}", answered)
    .replace("{applying}", applying);
  element("next-open").hidden = answered === applying;
}

/** Go to the next item without an answer, after the one that was touched last. */
function goToNextOpen() {
  const items = /** @type {HTMLElement[]} */ ([
    ...page.form.querySelectorAll("[data-item]:not([hidden])"),
  ]);
  const open = items.filter((item) => page.value(`answered.${item.dataset.item}`) === null);
  const touched = items.findIndex((item) => item.dataset.item === lastTouched);
  const next = open.find((item) => items.indexOf(item) > touched) ?? open[0];
  next?.scrollIntoView({ block: "start" });
  next?.querySelector("input")?.focus({ preventScroll: true });
}

/** @param {string} name */
function markRefused(name) {
  const place = page.place(name);
  if (!place.classList.contains("has-fault")) {
    place.classList.add("has-fault");
    const told = document.createElement("p");
    told.className = "utrecht-form-field-error-message";
    told.textContent = data.texts["refused-here"];
    place.append(told);
  }
}

/** @param {Event} event @returns {string} */
function nameOf(event) {
  return /** @type {HTMLInputElement} */ (event.target).name ?? "";
}

page.form.addEventListener("change", (event) => {
  const name = nameOf(event);
  if (!page.has(name)) {
    return;
  }
  lastTouched = page.place(name).dataset.item ?? lastTouched;
  step(name);
  const input = /** @type {HTMLInputElement} */ (event.target);
  if (input.type === "radio" && input.closest(".light")) {
    page.place(name).querySelector("details")?.setAttribute("open", "");
  }
});

page.form.addEventListener("input", (event) => {
  const name = nameOf(event);
  if (event.target instanceof HTMLTextAreaElement && page.has(name)) {
    clearTimeout(typing.get(name));
    typing.set(name, setTimeout(() => step(name), TYPING_PAUSE));
  }
});

page.form.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
  if (button?.name === "clear") {
    page.show(`answered.${button.value}`, null);
    step(`answered.${button.value}`);
  }
});

document.addEventListener("click", async (event) => {
  const link = /** @type {Element} */ (event.target).closest("a[href]");
  const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (!(link instanceof HTMLAnchorElement) || link.target || !isPlain) {
    return;
  }
  recordWhatIsTyped();
  if (link.id === "next-open") {
    event.preventDefault();
    goToNextOpen();
  } else if (outbox.pending > 0 && link.pathname !== location.pathname) {
    event.preventDefault();
    await outbox.settled(LEAVING_PATIENCE);
    location.assign(link.href);
  }
});

function recordWhatIsTyped() {
  [...typing.keys()].forEach(step);
}

addEventListener("beforeunload", (event) => {
  recordWhatIsTyped();
  if (outbox.pending > 0) {
    event.preventDefault();
  }
});

addEventListener("pageshow", (event) => {
  if (event.persisted && outbox.pending === 0) {
    location.reload();
  }
});

element("undo").addEventListener("click", undo);
element("save").hidden = true;
// What somebody tapped or typed before this script ran is saved now.
page.names
  .filter((name) => !same(page.value(name), page.valueFromServer(name)))
  .forEach((name) => step(name));
refresh();
