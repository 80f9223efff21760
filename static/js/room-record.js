/**
 * What is known of one room: what the server told, and what this page recorded since.
 *
 * The server numbers every change of a visit. When its numbers run ahead of what this page sent,
 * somebody else wrote meanwhile, and the page has to look again.
 *
 * @import { Change, Value } from "./journal.js"
 * @typedef {{id: string, kind: string, slot: string[], value: Value, replaces?: string[],
 *            words?: string, moment?: string}} Head
 * @typedef {{sequence: number, heads: Head[]}} Told
 * @typedef {{kind: string, slot: string[], value: Value, replaces: string[]}} Entry
 */

import { Inspection } from "./inspection.js";
import { fold, keyOf, slotOf } from "./journal.js";
import { LiveRoute } from "./live-route.js";
import { Questionnaire, get } from "./questionnaire.js";

/** The journal of a room page. */
export class RoomRecord {
  #questionnaire;
  /** @type {Map<string, Change>} what this page recorded and the server's answer did not hold */
  #own = new Map();
  /** @type {Map<string, number>} the numbers of own changes that the server acknowledged */
  #numbers = new Map();
  /** @type {Map<string, Head>} what the server said of the sides of disagreements, by id */
  #told = new Map();
  #lastMoment = 0;

  /** @param {{room: string, device: string, questionnaire: any} & Told} data */
  constructor({ room, device, questionnaire, sequence, heads }) {
    this.room = room;
    this.device = device;
    this.sequence = sequence;
    this.#questionnaire = new Questionnaire(questionnaire);
    this.journal = fold(heads.map(asChange));
    this.route = this.#routeFrom();
  }

  #routeFrom() {
    const inspection = new Inspection(this.#questionnaire, this.journal);
    return new LiveRoute(inspection, get(inspection.roomsById, this.room));
  }

  /** Give the heads of a slot. @param {string} kind @param {string[]} slot */
  headsOf(kind, slot) {
    return this.journal.headsOf(kind, ...slot);
  }

  /** Give what the server said of a head, when it is a side of a disagreement. @param {string} id */
  told(id) {
    return this.#told.get(id);
  }

  /**
   * Record one step: all its changes at one moment. Give them, and the items that came or went.
   * @param {Entry[]} entries
   */
  record(entries) {
    const at = this.#moment();
    /** @type {Change[]} */
    const changes = entries.map((entry) => ({
      id: crypto.randomUUID(),
      kind: entry.kind,
      slot: entry.slot,
      value: entry.value,
      replaces: [...entry.replaces].sort(),
      device: this.device,
      at,
    }));
    for (const change of changes) {
      this.#own.set(change.id, change);
    }
    this.journal = this.journal.withChanges(changes);
    const slots = changes.map((change) => keyOf(...slotOf(change)));
    return { changes, turned: this.route.follow(this.journal, slots) };
  }

  /** Two steps never have the same moment: that is what tells them apart. */
  #moment() {
    this.#lastMoment = Math.max(Date.now(), this.#lastMoment + 1);
    return new Date(this.#lastMoment).toISOString();
  }

  /**
   * Note what the server acknowledged; tell whether somebody else wrote meanwhile.
   * @param {{id: string, sequence: number}[]} accepted
   */
  acknowledge(accepted) {
    const fresh = accepted.filter(({ sequence }) => sequence > this.sequence);
    accepted.forEach(({ id, sequence }) => this.#numbers.set(id, sequence));
    const last = Math.max(this.sequence, ...fresh.map(({ sequence }) => sequence));
    const hasGap = last - this.sequence > fresh.length;
    this.sequence = last;
    return hasGap;
  }

  /** Forget what the server refused and nobody wants. @param {Change} refused */
  forget(refused) {
    this.#own.delete(refused.id);
    const others = [...this.journal.changes.values()].filter(({ id }) => id !== refused.id);
    this.journal = fold(others);
    this.route = this.#routeFrom();
  }

  /** Take what the server tells now, and keep what it cannot know yet. @param {Told} told */
  merge({ sequence, heads }) {
    for (const id of this.#own.keys()) {
      const number = this.#numbers.get(id);
      if (number !== undefined && number <= sequence) {
        this.#own.delete(id);
      }
    }
    const others = heads.filter(({ id }) => !this.#own.has(id));
    this.#told = new Map(heads.map((head) => [head.id, head]));
    this.sequence = Math.max(this.sequence, sequence);
    this.journal = fold([...others.map(asChange), ...this.#own.values()]);
    this.route = this.#routeFrom();
  }
}

/**
 * Give a head as a change: where and when it was made does not matter to what it means here.
 * @param {Head} head @returns {Change}
 */
function asChange({ id, kind, slot, value, replaces = [] }) {
  return { id, kind, slot, value, replaces, device: "", at: "" };
}
