/**
 * A questionnaire as `woningscan content export --json` gives it, with its parts by their ids.
 *
 * @import { Condition } from "./conditions.js"
 * @typedef {{nl: string, en: string}} Text
 * @typedef {"serious" | "moderate" | "slight"} Grade
 * @typedef {"direct" | "soon" | "occasion"} Urgency
 * @typedef {{id: string, required: boolean,
 *            values: {id: string, show_when: Condition | null}[] | null}} Fact
 * @typedef {{id: string, label: Text, good: boolean, grade: Grade | null,
 *            measures: string[]}} Option
 * @typedef {{id: string, question: Text, show_when: Condition | null,
 *            letter: "always" | "when-ticked", statistics: boolean, options: Option[]}} Item
 * @typedef {{id: string, name: Text, items: Item[]}} Zone
 * @typedef {{id: string, title: Text, advice: {[reader: string]: Text}, urgency: Urgency,
 *            chapter: string, payer: {when: Condition | null, payer: string}[],
 *            with: string[]}} Measure
 * @typedef {{questionnaire: string, facts: Fact[], zones: Zone[], measures: Measure[]}} Exported
 */

/** @type {readonly Grade[]} worst first */
export const GRADES = ["serious", "moderate", "slight"];
/** @type {readonly Urgency[]} first first */
export const URGENCIES = ["direct", "soon", "occasion"];

/** A whole version of a questionnaire. */
export class Questionnaire {
  /** @param {Exported} data */
  constructor(data) {
    this.name = data.questionnaire;
    this.facts = data.facts;
    this.zones = data.zones;
    this.measures = data.measures;
    this.factsById = byId(data.facts);
    this.zonesById = byId(data.zones);
    this.itemsById = byId(data.zones.flatMap((zone) => zone.items));
    this.measuresById = byId(data.measures);
    /** The zone of each item. */
    this.zoneOf = new Map(
      data.zones.flatMap((zone) => zone.items.map((item) => [item.id, zone.id])),
    );
  }
}

/** @template {{id: string}} T @param {T[]} parts @returns {Map<string, T>} */
function byId(parts) {
  return new Map(parts.map((part) => [part.id, part]));
}

/** Give what is known under an id; an id that the questionnaire lacks is a fault of ours.
 * @template T @param {Map<string, T>} known @param {string} id @returns {T}
 */
export function get(known, id) {
  const found = known.get(id);
  if (found === undefined) {
    throw new RangeError(`There is no ${id}.`);
  }
  return found;
}
