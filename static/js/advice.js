/**
 * The advice: which measures follow from the findings, in which order, who pays.
 *
 * Many rooms with the same fault give one recommendation. What the adviser changed comes last.
 * The same rules as `woningscan/domain/advice.py`; both are held to `tests/vectors/advice.json`.
 *
 * @import { Inspection, Room } from "./inspection.js"
 * @import { Value } from "./journal.js"
 * @import { Item, Measure, Option, Urgency } from "./questionnaire.js"
 * @import { Route } from "./route.js"
 *
 * An item answered with an option that is not good, in a room. `certain` is false while another
 * device gave another answer.
 * @typedef {{room: Room, item: Item, option: Option, certain: boolean}} Finding
 *
 * A measure advised in this inspection, or advice of the adviser's own (then `measure` is null).
 * `companions` must go along with the measure; `photos` is null while none were chosen.
 * @typedef {object} Recommendation
 * @property {string} id
 * @property {Measure | null} measure
 * @property {Finding[]} findings
 * @property {Measure[]} companions
 * @property {Urgency} urgency
 * @property {string | null} payer
 * @property {string | null} ownTitle
 * @property {string | null} ownChapter
 * @property {string | null} text
 * @property {string[] | null} photos
 * @property {string | null} reason
 *
 * @typedef {{recommendations: Recommendation[], omitted: Recommendation[]}} Advice
 */

import { fieldsOf, textOrNull } from "./inspection.js";
import { compareTexts } from "./journal.js";
import { get, GRADES, URGENCIES } from "./questionnaire.js";
import { isUnset } from "./route.js";

/**
 * Give every finding, in walk order: the union over the heads of each answer.
 * @param {Route} route @returns {Finding[]}
 */
export function findings(route) {
  return route.inspection.items.flatMap(([room, item]) => {
    const answers = route.inspection.answers(room.id, item.id);
    if (isUnset(answers) || !route.applies(room.id, item.id)) {
      return [];
    }
    const certain = new Set(answers).size === 1;
    return item.options
      .filter((option) => !option.good && answers.includes(option.id))
      .map((option) => ({ room, item, option, certain }));
  });
}

/**
 * Leave out the delicate findings that the adviser did not tick for the letter.
 * @param {Inspection} inspection @param {Finding[]} found
 */
export function forLetter(inspection, found) {
  return found.filter(
    ({ room, item }) =>
      item.letter === "always" ||
      inspection.journal.value("letter-ticked", room.id, item.id) === true,
  );
}

/** Tell whether a recommendation follows from what all devices said. @param {Recommendation} recommendation */
export function isCertain({ findings: why }) {
  return why.length === 0 || why.some((finding) => finding.certain);
}

/** Give the rooms of a recommendation, each once, in walk order. @param {Recommendation} recommendation */
export function roomsOf({ findings: why }) {
  return [...new Set(why.map((finding) => finding.room))];
}

/** Give the chapter of the letter it stands in. @param {Recommendation} recommendation */
export function chapterOf({ measure, ownChapter }) {
  return measure ? measure.chapter : String(ownChapter);
}

/**
 * Give the recommendations that answer the findings, with the adviser's changes.
 * @param {Route} route @param {Finding[]} found @returns {Advice}
 */
export function advise(route, found) {
  const { inspection } = route;
  const calledFor = findingsByMeasure(found);
  const plain = [...calledFor, ...addedTo(calledFor, inspection)].map(([measure, why]) =>
    recommend(route, measure, why),
  );
  const changed = joined(inspection, plain, found).map((each) => changedBy(inspection, each));
  const order = new Set(idsOrNull(inspection.journal.value("advice-ordered")) ?? []);
  const places = new Map([...order].map((id, place) => [id, place]));
  /** @param {Recommendation} each */
  const place = (each) => [
    places.get(each.id) ?? places.size,
    URGENCIES.indexOf(each.urgency),
    Math.min(GRADES.length, ...each.findings.map(gradeOf)),
    Math.min(found.length, ...each.findings.map((finding) => found.indexOf(finding))),
  ];
  /** @param {Recommendation[]} some */
  const sorted = (some) =>
    some
      .map((each) => ({ each, at: place(each) }))
      .sort((one, other) => comparePlaces(one.at, other.at) || compareTexts(one.each.id, other.each.id))
      .map(({ each }) => each);
  return {
    recommendations: sorted([
      ...changed.filter((each) => !isOmitted(inspection, each.id)),
      ...ownAdvice(inspection),
    ]),
    omitted: sorted(changed.filter((each) => isOmitted(inspection, each.id))),
  };
}

/** @param {number[]} one @param {number[]} other */
function comparePlaces(one, other) {
  const index = one.findIndex((part, at) => part !== other[at]);
  return index < 0 ? 0 : one[index] - other[index];
}

/** @param {Finding} finding */
function gradeOf({ option: { grade } }) {
  return grade === null ? GRADES.length : GRADES.indexOf(grade);
}

/** @param {Finding[]} found @returns {Map<string, Finding[]>} */
function findingsByMeasure(found) {
  const byMeasure = new Map();
  for (const finding of found) {
    for (const measure of finding.option.measures) {
      byMeasure.set(measure, [...(byMeasure.get(measure) ?? []), finding]);
    }
  }
  return byMeasure;
}

/**
 * @param {Route} route @param {string} id @param {Finding[]} why
 * @returns {Recommendation}
 */
function recommend(route, id, why) {
  const { measuresById } = route.inspection.questionnaire;
  const measure = get(measuresById, id);
  return {
    id,
    measure,
    findings: why,
    companions: companionsOf(id, measuresById).map((companion) => get(measuresById, companion)),
    urgency: measure.urgency,
    payer: measure.payer.find((rule) => route.holds(rule.when))?.payer ?? null,
    ownTitle: null,
    ownChapter: null,
    text: null,
    photos: null,
    reason: null,
  };
}

/**
 * Give all that must go along, each once, what a companion itself brings along included.
 * @param {string} measure @param {Map<string, Measure>} measures
 */
function companionsOf(measure, measures) {
  const found = new Set();
  const waiting = [...get(measures, measure).with];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (next !== measure && !found.has(next)) {
      found.add(next);
      waiting.push(...get(measures, next).with);
    }
  }
  return [...found];
}

/**
 * Give the measures that no answer calls for and the adviser added.
 * @param {Map<string, Finding[]>} calledFor @param {Inspection} inspection
 * @returns {[string, Finding[]][]}
 */
function addedTo(calledFor, { journal }) {
  return journal
    .slots("advised")
    .filter((slot) => !calledFor.has(slot[1]) && fieldsOf(journal.value(...slot))?.added === true)
    .map((slot) => [slot[1], []]);
}

/**
 * Let a recommendation that goes along with another stand with it, not by itself. One that the
 * adviser left out takes none along: what its guests answer still needs an answer.
 * @param {Inspection} inspection @param {Recommendation[]} recommendations @param {Finding[]} found
 */
function joined(inspection, recommendations, found) {
  const standing = new Map(recommendations.map((each) => [each.id, each]));
  for (const { id } of recommendations) {
    const { companions } = standing.get(id) ?? { companions: [] };
    for (const companion of isOmitted(inspection, id) ? [] : companions) {
      const host = get(standing, id);
      const guest = standing.get(companion.id);
      if (guest) {
        standing.delete(companion.id);
        const both = new Set([...host.findings, ...guest.findings]);
        const urgency = Math.min(...[host, guest].map((each) => URGENCIES.indexOf(each.urgency)));
        standing.set(id, {
          ...host,
          findings: found.filter((finding) => both.has(finding)),
          urgency: URGENCIES[urgency],
        });
      }
    }
  }
  return [...standing.values()];
}

/** Give a recommendation as the adviser changed it.
 * @param {Inspection} inspection @param {Recommendation} plain @returns {Recommendation}
 */
function changedBy(inspection, plain) {
  const fields = fieldsOf(inspection.journal.value("advised", plain.id)) ?? {};
  return { ...plain, ...commonTo(fields, plain.urgency, plain.payer) };
}

/**
 * Give what the adviser can say of any recommendation.
 * @param {{[key: string]: Value}} fields @param {Urgency} urgency @param {string | null} payer
 */
function commonTo(fields, urgency, payer) {
  return {
    urgency: URGENCIES.find((known) => known === fields.priority) ?? urgency,
    payer: textOrNull(fields.payer) ?? payer,
    text: textOrNull(fields.text),
    photos: idsOrNull(fields.photos),
    reason: textOrNull(fields.reason),
  };
}

/** @param {Inspection} inspection @param {string} measure */
function isOmitted(inspection, measure) {
  return fieldsOf(inspection.journal.value("advised", measure))?.omit === true;
}

/** @param {Inspection} inspection @returns {Recommendation[]} */
function ownAdvice({ journal }) {
  return journal.slots("own-advised").flatMap((slot) => {
    const fields = fieldsOf(journal.value(...slot));
    if (!fields) {
      return [];
    }
    return {
      id: slot[1],
      measure: null,
      findings: [],
      companions: [],
      ownTitle: textOrNull(fields.title),
      ownChapter: textOrNull(fields.chapter),
      ...commonTo(fields, "soon", null),
    };
  });
}

/** @param {Value | undefined} value */
function idsOrNull(value) {
  return Array.isArray(value) ? value.map(String) : null;
}
