/**
 * The route: which items apply. It is computed from content and answers, and never stored.
 *
 * While two devices disagree, an item applies when it applies under any combination of what they
 * said. The same rules as `woningscan/domain/route.py`; both are held to `tests/vectors/route.json`.
 *
 * @import { Condition } from "./conditions.js"
 * @import { Inspection, Room } from "./inspection.js"
 * @typedef {string | null} Head
 * @typedef {{answered: number, applying: number}} Progress
 */

import { holds, leaves } from "./conditions.js";
import { keyOf } from "./journal.js";
import { get } from "./questionnaire.js";

/** Above this many combinations of conflicting heads an item counts as applying. */
const MOST_COMBINATIONS = 64;

/**
 * One way to read an inspection: for each conflict, one of its heads is chosen. Slots that are
 * not chosen take their first head.
 */
class Combination {
  /** @param {Inspection} inspection @param {Map<string, Head>} chosen by `keyOf` the slot */
  constructor(inspection, chosen = new Map()) {
    this.inspection = inspection;
    this.chosen = chosen;
    /** @type {Map<string, boolean>} */
    this.known = new Map();
  }

  /** Give the value of a fact, if the value exists under the other facts. @param {string} fact */
  fact(fact) {
    const value = this.#head(["fact-stated", fact], () => this.inspection.facts(fact)[0]);
    const { values } = get(this.inspection.questionnaire.factsById, fact);
    if (value === null || values === null) {
      return value;
    }
    const choice = values.find(({ id }) => id === value);
    return choice && holds(choice.show_when, this, null) ? value : null;
  }

  /** Give the answer to an item, if the item applies. @param {string} room @param {string} item */
  answer(room, item) {
    const slot = ["answered", room, item];
    const value = this.#head(slot, () => this.inspection.answers(room, item)[0]);
    return value !== null && this.applies(room, item) ? value : null;
  }

  /** Give the rooms of the item's zone. @param {string} item */
  roomsWith(item) {
    return this.inspection.roomsWith(item);
  }

  /**
   * Tell whether an item applies in a room, under this choice of heads.
   * @param {string} room @param {string} item
   */
  applies(room, item) {
    return remembered(this.known, keyOf(room, item), () =>
      holds(get(this.inspection.questionnaire.itemsById, item).show_when, this, room),
    );
  }

  /** @param {string[]} slot @param {() => Head} first @returns {Head} */
  #head(slot, first) {
    const chosen = this.chosen.get(keyOf(...slot));
    return chosen === undefined ? first() : chosen;
  }
}

/** Which items apply in an inspection; answers are remembered as long as the route lives. */
export class Route {
  #plain;
  /** @type {Map<string, Head[]>} the slots with more than one answer, by `keyOf` */
  #conflicted = new Map();
  /** @type {Map<string, boolean>} */
  #known = new Map();

  /** @param {Inspection} inspection */
  constructor(inspection) {
    this.inspection = inspection;
    this.#plain = new Combination(inspection);
    for (const [key, heads] of inspection.journal.heads) {
      const [{ kind, slot }] = heads;
      if (heads.length > 1 && kind === "answered") {
        this.#conflicted.set(key, inspection.answers(slot[0], slot[1]));
      } else if (heads.length > 1 && kind === "fact-stated") {
        this.#conflicted.set(key, inspection.facts(slot[0]));
      }
    }
  }

  /**
   * Tell whether an item applies in a room, under any combination of conflicting heads.
   * @param {string} room @param {string} item
   */
  applies(room, item) {
    return remembered(this.#known, keyOf(room, item), () => this.#applies(room, item));
  }

  /** @param {string} room @param {string} item */
  #applies(room, item) {
    const condition = get(this.inspection.questionnaire.itemsById, item).show_when;
    if (condition === null) {
      return true;
    }
    const open = this.#conflicted.size > 0 ? this.#conflictsReached(condition, room) : [];
    const combinations = open.reduce((product, [, values]) => product * values.length, 1);
    return (
      combinations > MOST_COMBINATIONS ||
      choices(open).some((chosen) =>
        (chosen.size > 0 ? new Combination(this.inspection, chosen) : this.#plain).applies(
          room,
          item,
        ),
      )
    );
  }

  /** Give the items of a room that apply, in the order of the questionnaire. @param {Room} room */
  applying(room) {
    return room.zone.items.filter((item) => this.applies(room.id, item.id));
  }

  /** Give the items of a room that apply and have no answer yet. @param {Room} room */
  openItems(room) {
    return this.applying(room).filter((item) =>
      isUnset(this.inspection.answers(room.id, item.id)),
    );
  }

  /** Count how far a room is; it is done when both are equal. @param {Room} room @returns {Progress} */
  progress(room) {
    const applying = this.applying(room).length;
    return { answered: applying - this.openItems(room).length, applying };
  }

  /** Give the value of a fact, null while it is unknown or does not exist. @param {string} fact */
  fact(fact) {
    return this.#plain.fact(fact);
  }

  /** Tell whether a condition over the facts of the visit holds. @param {Condition | null} condition */
  holds(condition) {
    return holds(condition, this.#plain, null);
  }

  /** @param {Condition} condition @param {string} room @returns {[string, Head[]][]} */
  #conflictsReached(condition, room) {
    /** @type {Set<string>} */
    const reached = new Set();
    reach(this.inspection, condition, room, reached);
    return [...this.#conflicted].filter(([slot]) => reached.has(slot));
  }
}

/** Tell whether these heads of an answer are those of no answer. @param {Head[]} heads */
export function isUnset(heads) {
  return heads.length === 1 && heads[0] === null;
}

/** @param {Map<string, boolean>} known @param {string} key @param {() => boolean} find */
function remembered(known, key, find) {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}

/** Give every choice of one head for each slot. @param {[string, Head[]][]} open */
function choices(open) {
  /** @type {Map<string, Head>[]} */
  let found = [new Map()];
  for (const [slot, values] of open) {
    found = found.flatMap((chosen) => values.map((value) => new Map(chosen).set(slot, value)));
  }
  return found;
}

/**
 * Add every slot that a condition looks at, directly or through what it looks at.
 * @param {Inspection} inspection @param {Condition | null} condition
 * @param {string | null} room @param {Set<string>} reached
 */
export function reach(inspection, condition, room, reached) {
  const { factsById, itemsById } = inspection.questionnaire;
  /** @param {string[]} slot @param {() => void} further */
  const visit = (slot, further) => {
    const key = keyOf(...slot);
    if (!reached.has(key)) {
      reached.add(key);
      further();
    }
  };
  for (const leaf of leaves(condition)) {
    if ("fact" in leaf) {
      visit(["fact-stated", leaf.fact], () => {
        for (const value of get(factsById, leaf.fact).values ?? []) {
          reach(inspection, value.show_when, null, reached);
        }
      });
    } else {
      const behind = get(itemsById, leaf.item).show_when;
      const here = leaf.scope === "room" && room ? [room] : inspection.roomsWith(leaf.item);
      for (const other of here) {
        visit(["answered", other, leaf.item], () => reach(inspection, behind, other, reached));
      }
    }
  }
}
