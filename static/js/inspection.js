/**
 * An inspection: a journal read with its questionnaire. Which rooms there are, which changes have
 * an effect, which wait for their room, and where two devices said different things.
 *
 * The same rules as `woningscan/domain/inspection.py`.
 *
 * @import { Change, Journal, SlotKey, Value } from "./journal.js"
 * @import { Item, Questionnaire, Zone } from "./questionnaire.js"
 *
 * The name of a standard room stands in the page, under its key.
 * @typedef {{id: string, zone: Zone, order: number, standard: string | null,
 *            givenName: string | null}} Room
 * @typedef {{slot: SlotKey, heads: Change[]}} Conflict
 */

import { compareTexts } from "./journal.js";
import { get } from "./questionnaire.js";

/** Kinds of change about something in a room: they wait for the room. */
export const OF_A_ROOM = new Set([
  "room-added", "room-named", "room-removed", "answered", "noted", "aid-used", "letter-ticked",
  "finding-added", "photo-added",
]);

/** Kinds of change that move a visit: they follow each other and never disagree. */
export const EVENTS = new Set(["cancelled", "closed", "handed-over", "reopened", "replanned"]);

/** What is known of one visit. */
export class Inspection {
  /** @param {Questionnaire} questionnaire @param {Journal} journal */
  constructor(questionnaire, journal) {
    this.questionnaire = questionnaire;
    this.journal = journal;
    /** @type {Map<string, Room>} every room that was added, the removed ones included */
    this.added = new Map();
    for (const [, id] of journal.slots("room-added")) {
      const room = this.#room(id);
      if (room) {
        this.added.set(id, room);
      }
    }
    const walk = new Map(questionnaire.zones.map((zone, place) => [zone.id, place]));
    /** @type {Room[]} in walk order: zones as the questionnaire has them, rooms by their order */
    this.rooms = [...this.added.values()]
      .filter((room) => !this.#isGone(room.id))
      .sort(
        (one, other) =>
          get(walk, one.zone.id) - get(walk, other.zone.id) ||
          one.order - other.order ||
          compareTexts(one.id, other.id),
      );
    /** @type {Map<string, Room>} */
    this.roomsById = new Map(this.rooms.map((room) => [room.id, room]));
    /** @type {Map<string, string[]>} the ids of the rooms of each zone, in walk order */
    this.roomsByZone = new Map(questionnaire.zones.map((zone) => [zone.id, []]));
    for (const room of this.rooms) {
      get(this.roomsByZone, room.zone.id).push(room.id);
    }
  }

  /** Give the ids of the rooms of an item's zone. @param {string} item */
  roomsWith(item) {
    return get(this.roomsByZone, get(this.questionnaire.zoneOf, item));
  }

  /** Every item of every room, in walk order, whether it applies or not. @returns {[Room, Item][]} */
  get items() {
    return this.rooms.flatMap((room) => room.zone.items.map((item) => [room, item]));
  }

  /** Slots without effect: their room has not arrived, or has no such item. */
  get waiting() {
    return this.journal.slots().filter((slot) => !this.#hasPlace(slot));
  }

  /**
   * Every slot whose heads differ in an effect, and every removed room with more in it. Events are
   * left out: a second closing does not disagree with the first.
   */
  get conflicts() {
    const withMore = this.#removedWithMore();
    const removed = new Set(withMore.map(({ slot: [, room] }) => room));
    /** @type {Conflict[]} */
    const slots = this.journal
      .slots()
      .map((slot) => ({ slot, heads: this.journal.headsOf(...slot) }))
      .filter(
        ({ slot, heads }) =>
          heads.length > 1 &&
          !(slot[0] === "room-removed" && removed.has(slot[1])) &&
          this.#hasEffect(slot),
      );
    return [...slots, ...withMore];
  }

  /** Give the heads of a fact: one, or the sides of a conflict; `[null]` when unset. @param {string} fact */
  facts(fact) {
    return orUnset(this.journal.values("fact-stated", fact).map(textOrNull));
  }

  /**
   * Give the heads of an answer, as option ids; `[null]` when unset.
   * @param {string} room @param {string} item
   */
  answers(room, item) {
    return orUnset(this.journal.values("answered", room, item).map(chosenOption));
  }

  /**
   * Give what hangs on a room under ids of the adviser's own: [id, value], not cleared.
   * @param {string} kind @param {string} room @returns {[string, Value][]}
   */
  ofRoom(kind, room) {
    return this.journal
      .slots(kind)
      .filter((slot) => slot[1] === room && this.journal.value(...slot) !== null)
      .map((slot) => [slot[2], this.journal.value(...slot)]);
  }

  /** @param {string} id @returns {Room | null} */
  #room(id) {
    const added = this.journal.values("room-added", id).map(fieldsOf).find((fields) => fields);
    const zone = added && this.questionnaire.zonesById.get(String(added.zone));
    if (!zone) {
      return null;
    }
    return {
      id,
      zone,
      order: typeof added.order === "number" ? added.order : 0,
      standard: textOrNull(added.standard),
      givenName: textOrNull(this.journal.value("room-named", id)) ?? textOrNull(added.name),
    };
  }

  /** Tell whether every head removes the room: one that keeps it keeps it in sight. @param {string} room */
  #isGone(room) {
    const removals = this.journal.values("room-removed", room);
    return removals.length > 0 && removals.every((removal) => removal !== null);
  }

  /** @returns {Conflict[]} */
  #removedWithMore() {
    const removed = [...this.added.keys()].filter((room) => this.#isGone(room)).sort(compareTexts);
    return removed
      .map((room) => ({ room, unseen: this.#unseenIn(room) }))
      .filter(({ unseen }) => unseen.length > 0)
      .map(({ room, unseen }) => ({
        slot: ["room-removed", room],
        heads: [...this.journal.headsOf("room-removed", room), ...unseen],
      }));
  }

  /** Give what stands in a removed room and its removal did not name; cleared is nothing. @param {string} room */
  #unseenIn(room) {
    const saw = new Set(
      this.journal.values("room-removed", room).flatMap((removal) => fieldsOf(removal)?.saw ?? []),
    );
    return this.journal
      .slots()
      .filter((slot) => !["room-added", "room-removed"].includes(slot[0]) && roomOf(slot) === room)
      .flatMap((slot) => this.journal.headsOf(...slot))
      .filter((head) => head.value !== null && !saw.has(head.id));
  }

  /** Tell whether the room of a slot is there and has the item that the slot names. @param {SlotKey} slot */
  #hasPlace(slot) {
    const roomId = roomOf(slot);
    if (roomId === null || slot[0] === "room-added") {
      return true;
    }
    const room = this.added.get(roomId);
    const zone = this.questionnaire.zoneOf.get(slot[slot.length - 1]);
    return room !== undefined && (zone === undefined || zone === room.zone.id);
  }

  /** @param {SlotKey} slot */
  #hasEffect(slot) {
    const room = roomOf(slot);
    return (
      !EVENTS.has(slot[0]) &&
      this.#hasPlace(slot) &&
      (room === null || slot[0] === "room-removed" || this.roomsById.has(room))
    );
  }
}

/** Give the option id in the value of an answer; null when it was cleared. @param {Value} value */
export function chosenOption(value) {
  return textOrNull(fieldsOf(value)?.option);
}

/** Give the parts of a value that is an object. @param {Value} value */
export function fieldsOf(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : null;
}

/** @param {Value | undefined} value */
export function textOrNull(value) {
  return typeof value === "string" ? value : null;
}

/** @param {(string | null)[]} heads */
function orUnset(heads) {
  return heads.length > 0 ? heads : [null];
}

/** @param {SlotKey} slot */
function roomOf(slot) {
  return OF_A_ROOM.has(slot[0]) ? slot[1] : null;
}
