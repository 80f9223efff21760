/**
 * The room page: each tap is saved at once, items appear and disappear as answers call for them,
 * the last step can be undone, and what others record meanwhile shows where it belongs. Without
 * this script the page is a plain form.
 */

import { Outbox } from "./outbox.js";
import { request } from "./requests.js";
import { Aid } from "./room-aid.js";
import { RoomFields } from "./room-fields.js";
import { RoomForm } from "./room-form.js";
import { InOrder } from "./room-in-order.js";
import { listenToDigits } from "./room-keys.js";
import { RoomRecord } from "./room-record.js";
import { chooseSide, showSides } from "./room-sides.js";
import { showState } from "./saved-state.js";
import { showUnsaved } from "./unsaved-list.js";

const TYPING_PAUSE = 1200;
const LEAVING_PATIENCE = 3000;

const data = JSON.parse(element("room-data").textContent ?? "");
const page = new RoomForm(/** @type {HTMLFormElement} */ (element("room-form")), data.room);
const record = new RoomRecord(data);
const fields = new RoomFields(page, record, made);
/** @type {Map<string, Aid>} by the item */
const aids = new Map();
/** @type {Map<string, ReturnType<typeof setTimeout>>} */
const typing = new Map();
/** @type {import("./journal.js").Change[]} */
let refused = [];
let lastTouched = "";
let isBehind = false;

const outbox = new Outbox(data.save, data.token, {
  tell(state, all) {
    showState(element("status"), state, data.texts);
    if (all.length > 0 || refused.length > 0) {
      refused = all;
      showUnsaved(all, wordsOf);
      markRefused();
    }
    if (isBehind && outbox.pending === 0) {
      look();
    }
  },
  accepted(accepted) {
    isBehind = record.acknowledge(accepted) || isBehind;
  },
});
const inOrder = new InOrder(fields, data.in_order, data.texts);

/** @param {string} id */
function element(id) {
  const found = document.getElementById(id);
  if (!found) {
    throw new RangeError(`The page has no ${id}.`);
  }
  return found;
}

/**
 * Send what was recorded, and show what follows from it.
 * @param {import("./journal.js").Change[]} changes @param {string[]} names @param {string[]} turned
 */
function made(changes, names, turned) {
  outbox.add(changes);
  for (const name of names) {
    clearTimeout(typing.get(name));
    typing.delete(name);
    showField(name);
  }
  showItems(turned);
  element("undo").hidden = fields.steps === 0;
}

/** Show all about a field but its value. @param {string} name */
function showField(name) {
  const { kind, slot } = page.slotOf(name);
  const place = page.place(name);
  showSides(fields, name, data.texts);
  if (kind === "answered") {
    const source = fields.sourceOf(name);
    source ? (place.dataset.source = source) : delete place.dataset.source;
  }
  aids.get(slot[1])?.refresh();
}

/** Show which items apply now, and how far the room is. @param {Iterable<string>} turned */
function showItems(turned) {
  for (const id of turned) {
    const item = page.items.get(id);
    if (item) {
      item.hidden = !record.route.applies(id);
    }
  }
  const { answered, applying } = record.route.progress;
  element("progress").textContent = data.texts.progress
    .replace("{answered}", answered)
    .replace("{applying}", applying);
  element("next-open").hidden = answered === applying;
  element("copied").hidden = copied().length === 0;
  inOrder.refresh();
}

/** Give the names of the answers that were taken over from another room. */
function copied() {
  return record.route.room.zone.items
    .filter(({ id }) => record.route.applies(id))
    .map(({ id }) => `answered.${id}`)
    .filter((name) => fields.sourceOf(name) === "copied");
}

/** Record answers as they are, as what somebody looked at. @param {string[]} names */
function confirm(names) {
  fields.set(names.map((name) => [name, page.value(name)]));
}

/** Ask what is recorded now, because somebody else wrote, and show it in place. */
async function look() {
  isBehind = false;
  const { status, body } = await request(data.look, { headers: { Accept: "application/json" } });
  if (status !== 200 || outbox.pending > 0) {
    // What is on its way may be stored or not; the page looks again when that is known.
    isBehind = status === 200 || status === 0;
    return;
  }
  if (!body.present) {
    element("removed").hidden = false;
    return;
  }
  record.merge(body);
  showAll();
  if (!body.editable) {
    close();
  }
}

function showAll() {
  for (const { kind, slot } of [...record.journal.heads.values()].map(([head]) => head)) {
    if (kind === "finding-added" && slot[0] === data.room && !page.has(`${kind}.${slot[1]}`)) {
      addOwn(slot[1]);
    }
  }
  for (const name of page.names) {
    fields.refresh(name);
    showField(name);
  }
  for (const [item, aid] of aids) {
    const before = JSON.stringify(fields.recorded(`aid-used.${item}`));
    fields.refresh(`aid-used.${item}`);
    if (JSON.stringify(fields.recorded(`aid-used.${item}`)) !== before) {
      aid.fill();
    }
  }
  showItems(page.items.keys());
}

/** The visit was closed meanwhile: what stands here can be read, and no more is offered. */
function close() {
  recordWhatIsTyped();
  element("closed").hidden = false;
  element("closed").scrollIntoView({ block: "center" });
  page.items.forEach((item) => item.setAttribute("disabled", ""));
  document.querySelectorAll(".own-findings :is(textarea, button)").forEach((field) => {
    field.setAttribute("disabled", "");
  });
  element("copied").hidden = true;
  document.querySelector(".bar-buttons")?.setAttribute("hidden", "");
}

/** Add a field for one more thing that was seen. @param {string} id */
function addOwn(id) {
  const template = /** @type {HTMLTemplateElement} */ (element("own-template"));
  const added = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  const name = `finding-added.${id}`;
  const [field, heads, label, sides] = ["textarea", "input", "label", "[data-sides]"].map(
    (selector) => /** @type {any} */ (added.querySelector(selector)),
  );
  const number = document.querySelectorAll(".own").length + 1;
  field.id = name;
  field.name = name;
  heads.name = `heads.${name}`;
  label.htmlFor = name;
  label.textContent = data.texts["own-label"].replace("{number}", number);
  sides.dataset.sides = name;
  element("add-own").before(added);
  fields.reset(name);
  return field;
}

/** Go to the next item without an answer, after the one that was touched last. */
function goToNextOpen() {
  const all = record.route.room.zone.items;
  const touched = all.findIndex(({ id }) => id === lastTouched);
  const open = record.route.openItems;
  const next = open.find((item) => all.indexOf(item) > touched) ?? open[0];
  const place = next && page.items.get(next.id);
  place?.scrollIntoView({ block: "start" });
  place?.querySelector("input")?.focus({ preventScroll: true });
}

/** Mark the places of what the server did not take. */
function markRefused() {
  const places = new Set(refused.map(({ kind, slot }) => page.place(`${kind}.${slot[1]}`)));
  for (const place of page.form.querySelectorAll(".is-refused")) {
    place.classList.remove("is-refused", "has-fault");
    place.querySelector(".refused-here")?.remove();
  }
  for (const place of places) {
    const told = document.createElement("p");
    told.className = "utrecht-form-field-error-message refused-here";
    told.textContent = data.texts["refused-here"];
    place.classList.add("is-refused", "has-fault");
    place.append(told);
  }
}

/** @param {import("./journal.js").Change} change */
function wordsOf({ kind, slot, value }) {
  const name = `${kind}.${slot[1]}`;
  const question = page.place(name).querySelector(".question")?.textContent ?? "";
  const words = page.words(name, value) || (value === true ? data.texts.ticked : data.texts.empty);
  return { what: question, words };
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
  fields.step(name);
  const input = /** @type {HTMLInputElement} */ (event.target);
  if (input.type === "radio" && input.closest(".light")) {
    page.place(name).querySelector("details.more")?.setAttribute("open", "");
  }
});

page.form.addEventListener("click", (event) => {
  const input = event.target;
  const isCard = input instanceof HTMLInputElement && input.type === "radio";
  if (isCard && fields.sourceOf(input.name) === "copied" && !fields.isChanged(input.name)) {
    confirm([input.name]);
  }
});

page.form.addEventListener("input", (event) => {
  const name = nameOf(event);
  if (event.target instanceof HTMLTextAreaElement && page.has(name)) {
    clearTimeout(typing.get(name));
    typing.set(name, setTimeout(() => fields.step(name), TYPING_PAUSE));
  }
});

/** What each button of an item does. @type {{[name: string]: (value: string) => void}} */
const BUTTONS = {
  clear(item) {
    fields.set([[`answered.${item}`, null]]);
  },
  confirm(item) {
    confirm(item === "*" ? copied() : [`answered.${item}`]);
  },
  choose(side) {
    chooseSide(fields, side);
  },
  reckon(item) {
    aids.get(item)?.take();
  },
};

page.form.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
  BUTTONS[button?.name ?? ""]?.(button?.value ?? "");
});

listenToDigits(page, (item, card) => {
  lastTouched = item;
  card.checked = true;
  fields.step(card.name);
  goToNextOpen();
});

element("unsaved").addEventListener("click", ({ target }) => {
  const button = /** @type {HTMLElement} */ (target).closest("button");
  const change = refused.find(({ id }) => id === button?.value);
  if (change && button?.dataset.unsaved === "again") {
    outbox.retry(change.id);
  } else if (change) {
    outbox.drop(change.id);
    record.forget(change);
    fields.reset(`${change.kind}.${change.slot[1]}`);
    showAll();
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
  fields.step(...typing.keys());
}

addEventListener("beforeunload", (event) => {
  recordWhatIsTyped();
  if (outbox.unsaved > 0) {
    event.preventDefault();
  }
});

addEventListener("pageshow", (event) => {
  if (event.persisted) {
    lookSoon();
  }
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") {
    lookSoon();
  }
});

/** Look now, or as soon as all is sent. */
function lookSoon() {
  isBehind = true;
  if (outbox.pending === 0) {
    look();
  }
}

element("undo").addEventListener("click", () => {
  const [name] = fields.undo();
  element("undo").hidden = fields.steps === 0;
  if (name) {
    page.place(name).scrollIntoView({ block: "nearest" });
  }
});

element("add-own")?.addEventListener("click", () => addOwn(crypto.randomUUID()).focus());
element("add-own").hidden = false;
element("keys").hidden = false;
element("save").hidden = true;
for (const place of /** @type {NodeListOf<HTMLElement>} */ (
  page.form.querySelectorAll("[data-aid]")
)) {
  const item = place.dataset.aid ?? "";
  const about = { outcomes: data.aids[item], calculation: data.calculations[item] };
  aids.set(item, new Aid(place, fields, about, data.texts));
}
// What somebody tapped or typed before this script ran is saved now.
page.names
  .filter((name) => JSON.stringify(page.value(name)) !== JSON.stringify(page.valueFromServer(name)))
  .forEach((name) => fields.step(name));
showItems([]);
