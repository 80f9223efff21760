/**
 * What stands in the fields of a room against what is recorded: what changed becomes a step, the
 * last step can be taken back, and what others recorded is shown without losing what is typed.
 *
 * @import { Change, Value } from "./journal.js"
 * @import { RoomForm } from "./room-form.js"
 * @import { Entry, RoomRecord } from "./room-record.js"
 * @typedef {{name: string, before: Value}} Undoable
 */

import { compareTexts } from "./journal.js";

const TEXTS = new Set(["noted", "finding-added"]);

/** The fields of a room page and its record. */
export class RoomFields {
  /** @type {Map<string, Value>} what is recorded of each field; absent while devices disagree */
  #recorded = new Map();
  /** @type {Map<string, string[]>} the ids of the heads that each field shows */
  #shown = new Map();
  /** @type {Undoable[][]} */
  #steps = [];
  /** @type {Set<string>} the ids of what this page recorded */
  #own = new Set();

  /**
   * @param {RoomForm} form @param {RoomRecord} record
   * @param {(changes: Change[], names: string[], turned: string[]) => void} made what to do with
   * new changes, the fields that they are of, and the items that came or went
   */
  constructor(form, record, made) {
    this.form = form;
    this.record = record;
    this.made = made;
    form.names.forEach((name) => this.#see(name));
  }

  /** How many steps can be taken back. */
  get steps() {
    return this.#steps.length;
  }

  /** Give the heads of a field. @param {string} name */
  heads(name) {
    const { kind, slot } = this.form.slotOf(name);
    return this.record.headsOf(kind, slot);
  }

  /** Give what is recorded of a field; undefined while devices disagree. @param {string} name */
  recorded(name) {
    return this.#recorded.get(name);
  }

  /** Give how an answer came about, when it was not by a tap. @param {string} name */
  sourceOf(name) {
    return /** @type {any} */ (this.#recorded.get(name))?.source ?? null;
  }

  /** Tell whether a field holds something else than is recorded. @param {string} name */
  isChanged(name) {
    return (
      !this.#recorded.has(name) ||
      seen(this.#recorded.get(name)) !== seen(this.form.value(name))
    );
  }

  /** Record what fields hold now, as one step, if that is something new. @param {string[]} names */
  step(...names) {
    this.set(
      names
        .filter((name) => this.isChanged(name))
        .filter((name) => this.#recorded.has(name) || this.form.value(name) !== null)
        .map((name) => [name, this.form.value(name)]),
    );
  }

  /** Record values as one step and show them. @param {[string, Value][]} values */
  set(values) {
    const step = this.#make(values);
    if (step.length > 0) {
      this.#steps.push(step);
    }
  }

  /** End a disagreement by one of its sides. @param {string} name @param {Value} value */
  settle(name, value) {
    this.#shown.set(name, this.heads(name).map(({ id }) => id));
    this.#recorded.delete(name);
    this.#make([[name, value]]);
  }

  /** Record a value that is no step by itself. @param {string} name @param {Value} value */
  note(name, value) {
    this.#make([[name, value]]);
  }

  /** @param {[string, Value][]} values @returns {Undoable[]} what was recorded and can be undone */
  #make(values) {
    const fresh = values.filter(
      ([name, value]) =>
        !this.#recorded.has(name) ||
        JSON.stringify(this.#recorded.get(name)) !== JSON.stringify(value),
    );
    if (fresh.length === 0) {
      return [];
    }
    /** @type {Entry[]} */
    const entries = fresh.map(([name, value]) => {
      const replaces = this.#shown.get(name) ?? this.heads(name).map(({ id }) => id);
      return { ...this.form.slotOf(name), value, replaces };
    });
    const { changes, turned } = this.record.record(entries);
    /** @type {Undoable[]} */
    const undoable = [];
    fresh.forEach(([name, value], place) => {
      if (this.#recorded.has(name)) {
        const before = this.#recorded.get(name) ?? null;
        undoable.push({ name, before });
      }
      if (this.form.has(name) && seen(this.form.value(name)) !== seen(value)) {
        this.form.show(name, value);
      }
      this.#recorded.set(name, value);
      this.#shown.set(name, [changes[place].id]);
      this.#own.add(changes[place].id);
    });
    this.made(
      changes,
      fresh.map(([name]) => name),
      turned.map(({ id }) => id),
    );
    return undoable;
  }

  /** Take the last step back; give its fields. */
  undo() {
    const last = this.#steps.pop() ?? [];
    this.#make(last.map(({ name, before }) => [name, before]));
    return last.map(({ name }) => name);
  }

  /**
   * Look at a field anew after others wrote. A text that somebody is typing stays, and so do the
   * heads that it was typed over: recording it then shows both, and loses neither.
   * @param {string} name
   */
  refresh(name) {
    const heads = this.heads(name);
    const isOwnSide =
      heads.length > 1 && heads.some(({ id }) => this.#shown.get(name)?.includes(id));
    if (this.#isText(name) && (this.#isTyped(name) || (isOwnSide && this.form.value(name)))) {
      return;
    }
    this.reset(name);
  }

  /** @param {string} name */
  #isText(name) {
    return this.form.has(name) && TEXTS.has(this.form.slotOf(name).kind);
  }

  /** @param {string} name */
  #isTyped(name) {
    return this.#recorded.has(name) ? this.isChanged(name) : this.form.value(name) !== null;
  }

  /** Show what is recorded of a field, whatever it held. @param {string} name */
  reset(name) {
    this.#see(name);
    if (this.heads(name).some(({ id }) => !this.#own.has(id))) {
      // Somebody else went on here: that is not for this page to take back.
      this.#steps = this.#steps
        .map((step) => step.filter((each) => each.name !== name))
        .filter((step) => step.length > 0);
    }
    if (this.form.has(name)) {
      this.form.show(name, this.#recorded.get(name) ?? null);
    }
  }

  /** @param {string} name */
  #see(name) {
    const heads = this.heads(name);
    this.#shown.set(name, heads.map(({ id }) => id).sort(compareTexts));
    if (heads.length < 2) {
      this.#recorded.set(name, heads[0]?.value ?? null);
    } else {
      this.#recorded.delete(name);
    }
  }
}

/** Give what a person sees of a value: how an answer came about is no part of that. @param {any} value */
function seen(value) {
  return JSON.stringify(value?.option === undefined ? (value ?? null) : { option: value.option });
}
