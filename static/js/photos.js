/**
 * Photos with items and rooms: chosen or taken, shown at once, and sent one by one. The camera card
 * of each item opens the one dialog of the page. Without this script both lead to a page with a form.
 *
 * @typedef {import("./photo-queue.js").Sending} Sending
 * @typedef {{place: HTMLElement, strip: HTMLElement}} Shown
 */

import { PhotoQueue } from "./photo-queue.js";
import { copyOf } from "./templates.js";

const data = JSON.parse(document.getElementById("photo-data")?.textContent ?? "");
const { texts } = data;
const queue = new PhotoQueue(data, show);
/** Where each photo of this page is shown, by its id. @type {Map<string, Shown>} */
const shown = new Map();
/** The strip whose photos are being added. @type {HTMLElement | null} */
let current = null;
const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("photo-dialog"));

/** Let the buttons of a part add photos. @param {HTMLElement} adding @param {() => HTMLElement} stripOf */
function prepare(adding, stripOf) {
  adding.hidden = false;
  // A photo is no answer: the form around it must not hear of it.
  for (const kind of ["change", "input"]) {
    adding.addEventListener(kind, (event) => event.stopPropagation());
  }
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (
    adding.querySelectorAll('input[type="file"]')
  )) {
    input.addEventListener("change", () => {
      choose(adding, input, stripOf());
      dialog.close();
    });
  }
}

/** Ask for photos of an item. @param {HTMLElement} card its camera card */
function ask(card) {
  const item = /** @type {HTMLElement} */ (card.closest("[data-item]"));
  const title = /** @type {HTMLElement} */ (dialog.querySelector("h2"));
  title.textContent = card.getAttribute("aria-label");
  current = item.querySelector("[data-photos]") ?? addStrip(item);
  dialog.showModal();
}

/** Make the place for the first photo of an item. @param {HTMLElement} item */
function addStrip(item) {
  const strip = copyOf("photo-strip-template");
  strip.dataset.photos = item.dataset.item;
  item.append(strip);
  return strip;
}

/** @param {HTMLElement} adding @param {HTMLInputElement} input @param {HTMLElement} strip */
function choose(adding, input, strip) {
  const files = [...(input.files ?? [])];
  const tick = adding.querySelector("input[data-consent]");
  const consent = tick instanceof HTMLInputElement && tick.checked;
  current = strip;
  files.forEach((file) => queue.add(file, strip.dataset.photos ?? "", consent));
  // The same photo may be chosen again, and for the next one the occupant is asked again.
  input.value = "";
  if (tick instanceof HTMLInputElement) {
    tick.checked = false;
  }
}

/** Show where a photo stands. @param {Sending} photo */
function show(photo) {
  const { place, strip } = shown.get(photo.id) ?? begin(photo);
  const bar = place.querySelector("progress");
  place.className = `photo is-${photo.phase}`;
  put(place, ".photo-image", () => photo.thumbnail && picture(photo.thumbnail));
  if (bar) {
    bar.hidden = !["sending", "shrinking", "reading"].includes(photo.phase);
    if (photo.phase === "sending") {
      bar.value = photo.percent;
    } else {
      bar.removeAttribute("value");
    }
  }
  const words = place.querySelector(".photo-phase");
  if (words) {
    words.textContent = texts[photo.phase].replace("{percent}", String(photo.percent));
  }
  if (photo.phase === "sign-in") {
    words?.append(" ", signIn());
  } else if (photo.phase === "refused") {
    refuse(place, photo);
  } else if (photo.phase === "stored") {
    finish(place, photo);
  }
  tellLeft(strip);
}

/** @param {Sending} photo @returns {Shown} */
function begin(photo) {
  const strip = /** @type {HTMLElement} */ (current);
  const list = /** @type {HTMLElement} */ (strip.querySelector(".photo-list"));
  const place = document.createElement("li");
  const image = document.createElement("span");
  image.className = "photo-image is-empty";
  const bar = document.createElement("progress");
  bar.max = 100;
  const words = document.createElement("span");
  words.className = "photo-phase";
  bar.setAttribute("aria-label", texts.sending.replace(/[:\s]*\{percent\}.*/, ""));
  place.append(image, words, bar);
  list.append(place);
  list.hidden = false;
  const found = { place, strip };
  shown.set(photo.id, found);
  return found;
}

/** Put an element in the place of the one that fits a selector, once there is one. @param {HTMLElement} place @param {string} selector @param {() => Element | null} make */
function put(place, selector, make) {
  const before = place.querySelector(selector);
  const made = before?.classList.contains("is-empty") ? make() : null;
  if (before && made) {
    before.replaceWith(made);
  }
}

/** @param {HTMLCanvasElement} thumbnail */
function picture(thumbnail) {
  thumbnail.className = "photo-image";
  thumbnail.setAttribute("role", "img");
  thumbnail.setAttribute("aria-label", texts.untitled);
  return thumbnail;
}

function signIn() {
  const link = document.createElement("a");
  link.href = "/sign-in";
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = texts["sign-in-link"];
  return link;
}

/** A refused photo says why, until somebody has read it. @param {HTMLElement} place @param {Sending} photo */
function refuse(place, photo) {
  const why = document.createElement("span");
  why.textContent = photo.reason;
  const dismiss = document.createElement("button");
  dismiss.type = "button";
  dismiss.className = "nl-button";
  dismiss.textContent = texts.dismiss;
  dismiss.addEventListener("click", () => place.remove());
  place.append(why, dismiss);
}

/** A stored photo leads to its page. @param {HTMLElement} place @param {Sending} photo */
function finish(place, photo) {
  const link = document.createElement("a");
  link.className = "photo-link";
  link.href = data.address + photo.id;
  put(place, ".photo-image", () => fromServer(photo));
  place.querySelector("progress")?.remove();
  link.append(...place.childNodes);
  if (data.asksEach && !photo.consent) {
    const note = document.createElement("span");
    note.className = "photo-note";
    note.textContent = texts["no-consent"];
    link.append(note);
  }
  place.append(link);
  place.dataset.photo = photo.id;
}

/** @param {Sending} photo */
function fromServer(photo) {
  const image = document.createElement("img");
  image.className = "photo-image";
  image.src = `${data.address}${photo.id}/small.jpg`;
  image.alt = texts.untitled;
  return image;
}

/** Say how many photos of a strip the server does not have. @param {HTMLElement} strip */
function tellLeft(strip) {
  const told = strip.querySelector(".photo-told");
  if (told instanceof HTMLElement) {
    const left = strip.querySelectorAll(".photo:not([data-photo]):not(.is-refused)").length;
    const words = left > 0 ? texts.left.replace("{count}", String(left)) : texts["all-stored"];
    told.hidden = false;
    if (told.textContent !== words) {
      told.textContent = words;
    }
  }
}

const ofRoom = document.querySelector('[data-photos=""]');
const besideRoom = ofRoom?.querySelector(".photo-adding");
if (ofRoom instanceof HTMLElement && besideRoom instanceof HTMLElement) {
  ofRoom.querySelector(".photo-plain")?.remove();
  prepare(besideRoom, () => ofRoom);
}
const inDialog = /** @type {HTMLElement} */ (dialog.querySelector(".photo-adding"));
prepare(inDialog, () => /** @type {HTMLElement} */ (current));
document.getElementById("room-form")?.addEventListener("click", (event) => {
  const card = /** @type {Element} */ (event.target).closest(".camera");
  if (card instanceof HTMLElement) {
    event.preventDefault();
    ask(card);
  }
});

addEventListener("beforeunload", (event) => {
  if (queue.pending > 0) {
    event.preventDefault();
  }
});
