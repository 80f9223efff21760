/**
 * What a set of changes means: for each slot, its heads.
 *
 * The same rules as `woningscan/domain/journal.py`; both are held to `tests/vectors/journal.json`.
 *
 * @typedef {null | boolean | number | string | Value[] | {[key: string]: Value}} Value
 * @typedef {{id: string, kind: string, slot: string[], value: Value, replaces: string[],
 *            device: string, at: string}} Change
 * @typedef {string[]} SlotKey the kind of a change, then the parts of its slot
 */

/** @type {(keyof Change)[]} */
const KEYS = ["at", "device", "id", "kind", "replaces", "slot", "value"];

/**
 * Give the one text of a change's content: sorted keys, no spaces.
 * @param {Change} change
 */
export function canonical(change) {
  return `{${KEYS.map((key) => `"${key}":${canonicalValue(change[key])}`).join(",")}}`;
}

/** @param {Value} value @returns {string} */
function canonicalValue(value) {
  if (Array.isArray(value)) {
    return `[${value.map(canonicalValue).join(",")}]`;
  }
  if (value !== null && typeof value === "object") {
    const parts = Object.keys(value)
      .sort(compareTexts)
      .map((key) => `${JSON.stringify(key)}:${canonicalValue(value[key])}`);
    return `{${parts.join(",")}}`;
  }
  return JSON.stringify(value);
}

/**
 * Compare by code points, as Python does; `<` compares the halves of surrogate pairs.
 * @param {string} one @param {string} other @returns {number} below 0 when `one` comes first
 */
export function compareTexts(one, other) {
  const shorter = Math.min(one.length, other.length);
  let place = 0;
  while (place < shorter && one.charCodeAt(place) === other.charCodeAt(place)) {
    place += 1;
  }
  return place < shorter
    ? Number(one.codePointAt(place)) - Number(other.codePointAt(place))
    : one.length - other.length;
}

/** @param {SlotKey} one @param {SlotKey} other */
export function compareSlots(one, other) {
  const place = one.findIndex((part, index) => part !== other[index]);
  if (place < 0) {
    return one.length - other.length;
  }
  return place < other.length ? compareTexts(one[place], other[place]) : 1;
}

/** Make one text of a slot key, for use in a Map. @param {SlotKey} slot */
export function keyOf(...slot) {
  return JSON.stringify(slot);
}

/** @param {Change} change @returns {SlotKey} */
export function slotOf(change) {
  return [change.kind, ...change.slot];
}

/** A folded set of changes. Adding gives a new journal and leaves this one as it was. */
export class Journal {
  /**
   * @param {Map<string, Change>} changes by id
   * @param {Map<string, Change[]>} members of each slot, by `keyOf`
   * @param {Map<string, Change[]>} heads of each slot, by `keyOf`, sorted by id
   */
  constructor(changes = new Map(), members = new Map(), heads = new Map()) {
    this.changes = changes;
    this.members = members;
    this.heads = heads;
  }

  /**
   * Give the journal of this set and the added changes; only touched slots are folded.
   * @param {Iterable<Change>} added
   */
  withChanges(added) {
    const changes = new Map(this.changes);
    /** @type {Map<string, Map<string, Change>>} */
    const arrived = new Map();
    /** @param {Change} change */
    const arrivedIn = (change) => {
      const slot = keyOf(...slotOf(change));
      const known = arrived.get(slot) ?? new Map();
      arrived.set(slot, known);
      return known;
    };
    for (const change of added) {
      const known = changes.get(change.id);
      if (known && (known === change || compareTexts(canonical(change), canonical(known)) >= 0)) {
        continue;
      }
      if (known) {
        arrivedIn(known).delete(change.id);
      }
      changes.set(change.id, change);
      arrivedIn(change).set(change.id, change);
    }
    return this.#folded(changes, arrived);
  }

  /** @param {Map<string, Change>} changes @param {Map<string, Map<string, Change>>} arrived */
  #folded(changes, arrived) {
    const members = new Map(this.members);
    const heads = new Map(this.heads);
    for (const [slot, added] of arrived) {
      const kept = (members.get(slot) ?? []).filter((known) => changes.get(known.id) === known);
      const slotMembers = [...kept, ...added.values()];
      if (slotMembers.length > 0) {
        members.set(slot, slotMembers);
        heads.set(slot, headsOf(slotMembers));
      } else {
        members.delete(slot);
        heads.delete(slot);
      }
    }
    return new Journal(changes, members, heads);
  }

  /** Give the heads of a slot. @param {SlotKey} slot */
  headsOf(...slot) {
    return this.heads.get(keyOf(...slot)) ?? [];
  }

  /** Give the values of a slot's heads: none, one, or the sides of a conflict. @param {SlotKey} slot */
  values(...slot) {
    return this.headsOf(...slot).map((head) => head.value);
  }

  /** Give the value of a slot. Unset is null; of a conflict it is the first head's. @param {SlotKey} slot */
  value(...slot) {
    return this.headsOf(...slot)[0]?.value ?? null;
  }

  /** Give the slots that hold a change, sorted; of one kind when it is named. @param {string} [kind] */
  slots(kind) {
    return [...this.heads.values()]
      .filter(([head]) => kind === undefined || head.kind === kind)
      .map(([head]) => slotOf(head))
      .sort(compareSlots);
  }
}

export const EMPTY = new Journal();

/** Fold a set of changes, given in any order and with any repetition. @param {Iterable<Change>} changes */
export function fold(changes) {
  return EMPTY.withChanges(changes);
}

/**
 * Give the changes of one slot that no other replaces, sorted by id. Edges inside a cycle have no
 * effect, so that the members of a cycle show as a conflict and no value ever vanishes.
 * @param {Change[]} members
 */
function headsOf(members) {
  if (members.length === 1) {
    return members;
  }
  const ids = new Set(members.map((change) => change.id));
  const edges = new Map(
    members.map((change) => [
      change.id,
      change.replaces.filter((target) => ids.has(target) && target !== change.id),
    ]),
  );
  const component = hasCycle(edges) ? components(edges) : null;
  const replaced = new Set();
  for (const [source, targets] of edges) {
    for (const target of targets) {
      if (component === null || component.get(source) !== component.get(target)) {
        replaced.add(target);
      }
    }
  }
  return members
    .filter((change) => !replaced.has(change.id))
    .sort((one, other) => compareTexts(one.id, other.id));
}

/**
 * Take away what nothing points at until that ends (Kahn, 1962); a cycle is what is left.
 * @param {Map<string, string[]>} edges
 */
function hasCycle(edges) {
  const pointed = new Map([...edges.keys()].map((node) => [node, 0]));
  for (const target of [...edges.values()].flat()) {
    pointed.set(target, Number(pointed.get(target)) + 1);
  }
  const free = [...edges.keys()].filter((node) => pointed.get(node) === 0);
  let taken = 0;
  for (let node = free.pop(); node !== undefined; node = free.pop()) {
    taken += 1;
    for (const target of edges.get(node) ?? []) {
      pointed.set(target, Number(pointed.get(target)) - 1);
      if (pointed.get(target) === 0) {
        free.push(target);
      }
    }
  }
  return taken < edges.size;
}

/**
 * Give each change the number of its strongly connected component (Tarjan, 1972).
 * @param {Map<string, string[]>} edges
 * @returns {Map<string, number>}
 */
function components(edges) {
  const index = new Map();
  const low = new Map();
  const component = new Map();
  /** @type {string[]} */
  const path = [];
  /** @type {{node: string, targets: Iterator<string>}[]} */
  const work = [];
  /** @param {string} node */
  const enter = (node) => {
    index.set(node, index.size);
    low.set(node, index.get(node));
    path.push(node);
    work.push({ node, targets: (edges.get(node) ?? []).values() });
  };
  /** @param {string} node @param {number} reached */
  const lower = (node, reached) => low.set(node, Math.min(low.get(node), reached));
  for (const root of edges.keys()) {
    if (!index.has(root)) {
      enter(root);
    }
    for (let top = work.at(-1); top; top = work.at(-1)) {
      const { value: target, done } = top.targets.next();
      if (done) {
        work.pop();
        close(top.node, index.get(top.node), low.get(top.node), path, component);
        const below = work.at(-1);
        if (below) {
          lower(below.node, low.get(top.node));
        }
      } else if (!index.has(target)) {
        enter(target);
      } else if (!component.has(target)) {
        lower(top.node, index.get(target));
      }
    }
  }
  return component;
}

/**
 * Take a finished component off the path, when this node is where it was entered.
 * @param {string} node @param {number} index @param {number} low
 * @param {string[]} path @param {Map<string, number>} component
 */
function close(node, index, low, path, component) {
  if (low !== index) {
    return;
  }
  for (const member of path.splice(path.lastIndexOf(node))) {
    component.set(member, index);
  }
}
