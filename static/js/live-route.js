/**
 * The items of one room that apply, followed answer by answer: after a change only the items are
 * looked at again whose condition reaches the slot that changed.
 *
 * Says the same as a new `Route` at each moment; a test holds it to that.
 *
 * @import { Inspection, Room } from "./inspection.js"
 * @import { Journal } from "./journal.js"
 * @import { Item } from "./questionnaire.js"
 */

import { keyOf } from "./journal.js";
import { isUnset, reach, Route } from "./route.js";

/** Which items of a room apply, and which are open, while answers come in. */
export class LiveRoute {
  /** @type {Map<string, Set<Item>>} the items whose condition reaches a slot, by `keyOf` */
  #readers = new Map();
  /** @type {Map<string, Item>} the item that a slot answers, by `keyOf` */
  #answers = new Map();
  /** @type {Map<string, boolean>} */
  #applies = new Map();
  /** @type {Map<string, boolean>} */
  #unset = new Map();

  /** @param {Inspection} inspection @param {Room} room */
  constructor(inspection, room) {
    this.inspection = inspection;
    this.room = room;
    const route = new Route(inspection);
    for (const item of room.zone.items) {
      this.#answers.set(keyOf("answered", room.id, item.id), item);
      this.#unset.set(item.id, isUnset(inspection.answers(room.id, item.id)));
      this.#applies.set(item.id, route.applies(room.id, item.id));
      /** @type {Set<string>} */
      const reached = new Set();
      reach(inspection, item.show_when, room.id, reached);
      for (const slot of reached) {
        this.#readers.set(slot, (this.#readers.get(slot) ?? new Set()).add(item));
      }
    }
  }

  /** Tell whether an item of the room applies. @param {string} item */
  applies(item) {
    return this.#applies.get(item) === true;
  }

  /** The items that apply and have no answer yet, in the order of the questionnaire. */
  get openItems() {
    return this.room.zone.items.filter(({ id }) => this.applies(id) && this.#unset.get(id));
  }

  /** How far the room is. */
  get progress() {
    const applying = this.room.zone.items.filter(({ id }) => this.applies(id)).length;
    return { answered: applying - this.openItems.length, applying };
  }

  /**
   * Go on to a journal in which these slots changed, none of them a room; give the items that came
   * or went.
   * @param {Journal} journal @param {string[]} slots by `keyOf` @returns {Item[]}
   */
  follow(journal, slots) {
    this.inspection.journal = journal;
    const touched = new Set(slots.flatMap((slot) => [...(this.#readers.get(slot) ?? [])]));
    for (const slot of slots) {
      const item = this.#answers.get(slot);
      if (item) {
        this.#unset.set(item.id, isUnset(this.inspection.answers(this.room.id, item.id)));
      }
    }
    if (touched.size === 0) {
      return [];
    }
    const route = new Route(this.inspection);
    return [...touched].filter((item) => {
      const before = this.#applies.get(item.id);
      const now = route.applies(this.room.id, item.id);
      this.#applies.set(item.id, now);
      return now !== before;
    });
  }
}
