/**
 * The room page: each tap is saved at once, items appear and disappear as answers call for them,
 * the last step can be undone, and what others record meanwhile shows where it belongs. Without
 * this script the page is a plain form.
 */

import { Outbox } from "./outbox.js";
import { addOwnFinding, addOwnFindings } from "./own-findings.js";
import { closePage, Watch } from "./room-watch.js";
import { RoomFields } from "./room-fields.js";
import { RoomForm } from "./room-form.js";
import { InOrder } from "./room-in-order.js";
import { listenToDigits } from "./room-keys.js";
import { RoomRecord } from "./room-record.js";
import { chooseSide, showSides } from "./room-sides.js";
import { showState } from "./saved-state.js";
import { settle } from "./room-settling.js";
import { tellSource } from "./room-sources.js";
import { showUnsaved } from "./unsaved-list.js";

const TYPING_PAUSE = 1200;
const LEAVING_PATIENCE = 3000;

const data = JSON.parse(element("room-data").textContent ?? "");
const page = new RoomForm(/** @type {HTMLFormElement} */ (element("room-form")), data.room);
const record = new RoomRecord(data);
const fields = new RoomFields(page, record, made);
/** @type {Map<string, import("./room-aid.js").Aid>} by the item */
const aids = new Map();
/** @type {Map<string, ReturnType<typeof setTimeout>>} */
const typing = new Map();
/** @type {import("./journal.js").Change[]} */
let refused = [];
let lastTouched = "";

const outbox = new Outbox(data.save, data.token, {
  tell(state, all) {
    showState(element("status"), state, data.texts);
    if (all.length > 0 || refused.length > 0) {
      refused = all;
      showUnsaved(all, page, data.texts);
    }
    watch.go();
  },
  accepted(accepted) {
    if (record.acknowledge(accepted)) {
      watch.lookSoon();
    }
  },
});
const watch = new Watch(data.look, () => outbox.pending > 0, {
  removed: () => {
    element("removed").hidden = false;
  },
  told(told) {
    record.merge(told);
    showAll();
    if (!told.editable) {
      recordWhatIsTyped();
      closePage(page);
    }
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
  showUndo();
}

function showUndo() {
  const earlier = /** @type {HTMLInputElement} */ (document.querySelector("#undo-form [name=step]"));
  element("undo").hidden = fields.steps === 0 && earlier.value === "";
}

/** Show all about a field but its value. @param {string} name */
function showField(name) {
  const { kind, slot } = page.slotOf(name);
  const place = page.place(name);
  showSides(fields, name, data.texts);
  if (kind === "answered") {
    tellSource(place, fields.sourceOf(name));
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

/** Show all that is recorded, whoever recorded it. */
function showAll() {
  addOwnFindings(fields, data.texts);
  for (const name of page.names) {
    fields.refresh(name);
    showField(name);
  }
  aids.forEach((aid) => aid.follow());
  showItems(page.items.keys());
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

element("undo").addEventListener("click", (event) => {
  if (fields.steps === 0) {
    // What was recorded before this page was loaded is for the server to take back.
    return;
  }
  event.preventDefault();
  const [name] = fields.undo();
  showUndo();
  if (name) {
    page.place(name).scrollIntoView({ block: "nearest" });
  }
});

element("add-own").addEventListener("click", () => {
  addOwnFinding(fields, crypto.randomUUID(), data.texts).focus();
});
element("add-own").hidden = false;
element("keys").hidden = false;
element("save").hidden = true;
const places = /** @type {NodeListOf<HTMLElement>} */ (page.form.querySelectorAll("[data-aid]"));
// Few rooms have an aid: the others do not load it.
const { Aid } = places.length > 0 ? await import("./room-aid.js") : /** @type {any} */ ({});
for (const place of places) {
  const item = place.dataset.aid ?? "";
  const about = { outcomes: data.aids[item], calculation: data.calculations[item] };
  aids.set(item, new Aid(place, fields, about, data.texts));
}
// What somebody tapped or typed before this script ran is saved now.
page.names.filter((name) => page.isTouched(name)).forEach((name) => fields.step(name));
showItems([]);
settle(page.form);
