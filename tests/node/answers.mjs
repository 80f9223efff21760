/**
 * What the tablet's scripts say of a case: the twin of `tests/answers.py`.
 *
 * Reads one question a line, `{"about": …, …}`, and writes one answer a line.
 */

import { createInterface } from "node:readline";

import {
  advise, chapterOf, findings, forLetter, isCertain, roomsOf,
} from "../../static/js/advice.js";
import { outcomeOf, readOpening, textsOf } from "../../static/js/aid-inputs.js";
import { holds } from "../../static/js/conditions.js";
import { EVENTS, Inspection, OF_A_ROOM } from "../../static/js/inspection.js";
import {
  canonical, compareSlots, EMPTY, fold, keyOf, slotOf,
} from "../../static/js/journal.js";
import { LiveRoute } from "../../static/js/live-route.js";
import { Questionnaire } from "../../static/js/questionnaire.js";
import { reachability } from "../../static/js/reachability.js";
import { Route } from "../../static/js/route.js";

const routeFrom = ({ questionnaire, changes }) =>
  new Route(new Inspection(new Questionnaire(questionnaire), fold(changes)));

function aboutJournal({ batches }) {
  const journal = batches.reduce((known, batch) => known.withChanges(batch), EMPTY);
  const heads = [...journal.heads.values()].map((some) => ({
    slot: slotOf(some[0]),
    heads: some.map((head) => [head.id, head.value]),
  }));
  return { heads: heads.sort((one, other) => compareSlots(one.slot, other.slot)) };
}

function aboutConditions({ condition, known, room }) {
  const asked = {
    fact: (fact) => known.facts[fact] ?? null,
    answer: (other, item) => known.answers[other]?.[item] ?? null,
    roomsWith: (item) => known.rooms[item] ?? [],
  };
  return { holds: holds(condition, asked, room) };
}

function aboutRoute(question) {
  const route = routeFrom(question);
  const { inspection } = route;
  const ofRooms = (tell) =>
    Object.fromEntries(inspection.rooms.map((room) => [room.id, tell(room)]));
  return {
    rooms: inspection.rooms.map((room) => room.id),
    names: ofRooms((room) => room.givenName),
    applies: ofRooms((room) => route.applying(room).map((item) => item.id)),
    open: ofRooms((room) => route.openItems(room).map((item) => item.id)),
    progress: ofRooms((room) => {
      const { answered, applying } = route.progress(room);
      return [answered, applying];
    }),
    waiting: inspection.waiting,
    conflicts: inspection.conflicts.map(({ slot, heads }) => ({
      slot,
      heads: heads.map((head) => head.id),
    })),
    facts: Object.fromEntries(
      inspection.questionnaire.facts.map((fact) => [fact.id, route.fact(fact.id)]),
    ),
  };
}

const namesOf = ({ room, item, option }) => [room.id, item.id, option.id];

function recommendation(each) {
  return {
    id: each.id,
    own: each.measure === null,
    findings: each.findings.map(namesOf),
    rooms: roomsOf(each).map((room) => room.id),
    companions: each.companions.map((companion) => companion.id),
    urgency: each.urgency,
    payer: each.payer,
    chapter: chapterOf(each),
    certain: isCertain(each),
    title: each.ownTitle,
    text: each.text,
    photos: each.photos,
    reason: each.reason,
  };
}

function aboutAdvice(question) {
  const route = routeFrom(question);
  const found = findings(route);
  const { recommendations, omitted } = advise(route, found);
  const inLetter = advise(route, forLetter(route.inspection, found)).recommendations;
  return {
    findings: found.map((finding) => [...namesOf(finding), finding.certain]),
    recommendations: recommendations.map(recommendation),
    omitted: omitted.map(recommendation),
    in_letter: inLetter.map((each) => each.id),
  };
}

function aboutAid({ fields }) {
  const { opening, faults } = readOpening(fields);
  return { opening, faults, outcome: outcomeOf(opening), texts: opening && textsOf(opening) };
}

/** Follow every room from its first change about answers and facts to the last. */
function aboutLiveRoute({ questionnaire, changes }) {
  const known = new Questionnaire(questionnaire);
  const followed = new Set(["answered", "fact-stated", "noted"]);
  const isFollowed = ({ kind }) => followed.has(kind);
  let journal = fold(changes.filter((change) => !isFollowed(change)));
  const { rooms } = new Inspection(known, journal);
  const live = rooms.map((room) => new LiveRoute(new Inspection(known, journal), room));
  const told = { followed: [], anew: [] };
  for (const change of changes.filter(isFollowed)) {
    journal = journal.withChanges([change]);
    const route = new Route(new Inspection(known, journal));
    live.forEach((each, place) => {
      each.follow(journal, [keyOf(...slotOf(change))]);
      told.followed.push([each.openItems.map(({ id }) => id), each.progress]);
      told.anew.push([route.openItems(rooms[place]).map(({ id }) => id), route.progress(rooms[place])]);
    });
  }
  return told;
}

const ABOUT = {
  advice: aboutAdvice,
  aid: aboutAid,
  canonical: ({ change }) => ({ text: canonical(change) }),
  conditions: aboutConditions,
  journal: aboutJournal,
  "live-route": aboutLiveRoute,
  kinds: () => ({ of_a_room: [...OF_A_ROOM].sort(), events: [...EVENTS].sort() }),
  reachability: ({ opening }) => reachability(opening),
  route: aboutRoute,
};

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(ABOUT[question.about](question))}\n`);
}
