/**
 * Whether an opening can be reached from outside, after NEN 5087 (2013 edition).
 *
 * An aid, not a verdict. Lengths are whole millimetres, slopes whole degrees. The same rules as
 * `woningscan/domain/reachability.py`; both are held to `tests/vectors/reachability.json`.
 *
 * `climb` is from the ground up to a surface, `jump` from something higher down to it; null when
 * there is no such way. `climb_on` goes from it up to the lower edge of the opening.
 * @typedef {{width: number, depth: number, slope: number, climb: number | null,
 *            jump: number | null, climb_on: number, sideways: number}} Surface
 *
 * `drop_inside` is set for an opening in a roof only.
 * @typedef {{lower_edge: number, shape: "rectangle" | "ellipse" | "circle", width: number,
 *            height: number, drop_inside: number | null, surfaces: Surface[]}} Opening
 *
 * @typedef {"too-small" | "deep-inside" | "low" | "over-surface" | "out-of-reach"} Ground
 * @typedef {{reachable: boolean, ground: Ground}} Outcome
 */

const LOW = 5500;
const HIGHEST_CLIMB = 3500;
const DEEPEST_JUMP = 3500;
const HIGHEST_CLIMB_ON = 2400;
const FURTHEST_SIDEWAYS = 1000;
const SMALLEST_SURFACE = 400;
const STEEPEST_SLOPE = 40;
const DEEPEST_DROP_INSIDE = 3500;

/** Shorter and longer side of the smallest opening that a person passes through. */
const PASSAGE = { rectangle: [250, 400], ellipse: [300, 400], circle: [350, 350] };

/**
 * Tell whether an opening is reachable, and on what ground.
 * @param {Opening} opening @returns {Outcome}
 */
export function reachability(opening) {
  if (isTooSmall(opening)) {
    return { reachable: false, ground: "too-small" };
  }
  if (opening.drop_inside !== null && opening.drop_inside > DEEPEST_DROP_INSIDE) {
    return { reachable: false, ground: "deep-inside" };
  }
  if (opening.lower_edge < LOW) {
    return { reachable: true, ground: "low" };
  }
  if (opening.surfaces.some(leadsTo)) {
    return { reachable: true, ground: "over-surface" };
  }
  return { reachable: false, ground: "out-of-reach" };
}

/** @param {Opening} opening */
function isTooSmall(opening) {
  const [shorter, longer] = PASSAGE[opening.shape];
  return (
    Math.min(opening.width, opening.height) < shorter ||
    Math.max(opening.width, opening.height) < longer
  );
}

/** @param {Surface} surface */
function leadsTo(surface) {
  return (
    Math.min(surface.width, surface.depth) >= SMALLEST_SURFACE &&
    surface.slope <= STEEPEST_SLOPE &&
    (within(surface.climb, HIGHEST_CLIMB) || within(surface.jump, DEEPEST_JUMP)) &&
    surface.climb_on <= HIGHEST_CLIMB_ON &&
    surface.sideways <= FURTHEST_SIDEWAYS
  );
}

/** @param {number | null} length @param {number} most */
function within(length, most) {
  return length !== null && length <= most;
}
