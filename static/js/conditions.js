/**
 * Conditions: membership tests over facts and answers, joined by all, any and not.
 *
 * The same rules as `woningscan/domain/conditions.py`; both are held to
 * `tests/vectors/conditions.json`.
 *
 * @typedef {{fact: string, in: string[]}} FactIn
 * @typedef {{item: string, in: string[], scope: "room" | "any" | "all"}} ItemIn
 * @typedef {FactIn | ItemIn | {all: Condition[]} | {any: Condition[]} | {not: Condition}} Condition
 *
 * What a condition is asked of. What does not count is null, and null is in nothing.
 * @typedef {object} Known
 * @property {(fact: string) => string | null} fact
 * @property {(room: string, item: string) => string | null} answer
 * @property {(item: string) => string[]} roomsWith the rooms of the item's zone
 */

/**
 * Tell whether a condition holds as seen from a room; no condition always holds.
 * @param {Condition | null} condition @param {Known} known @param {string | null} room
 * @returns {boolean}
 */
export function holds(condition, known, room) {
  if (condition === null) {
    return true;
  }
  if ("fact" in condition) {
    return isIn(known.fact(condition.fact), condition.in);
  }
  if ("item" in condition) {
    return itemIsIn(condition, known, room);
  }
  if ("all" in condition) {
    return condition.all.every((part) => holds(part, known, room));
  }
  if ("any" in condition) {
    return condition.any.some((part) => holds(part, known, room));
  }
  return !holds(condition.not, known, room);
}

/** @param {ItemIn} test @param {Known} known @param {string | null} room */
function itemIsIn(test, known, room) {
  if (test.scope === "room") {
    return room !== null && isIn(known.answer(room, test.item), test.in);
  }
  const rooms = known.roomsWith(test.item);
  /** @param {string} other */
  const found = (other) => isIn(known.answer(other, test.item), test.in);
  return test.scope === "any" ? rooms.some(found) : rooms.length > 0 && rooms.every(found);
}

/** @param {string | null} value @param {string[]} values */
function isIn(value, values) {
  return value !== null && values.includes(value);
}

/**
 * Give every membership test in a condition, from left to right.
 * @param {Condition | null} condition @returns {(FactIn | ItemIn)[]}
 */
export function leaves(condition) {
  if (condition === null) {
    return [];
  }
  if ("all" in condition) {
    return condition.all.flatMap(leaves);
  }
  if ("any" in condition) {
    return condition.any.flatMap(leaves);
  }
  return "not" in condition ? leaves(condition.not) : [condition];
}
