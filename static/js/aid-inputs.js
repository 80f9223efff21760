/**
 * What somebody measures for the aid of reachability: read from texts, kept as whole millimetres.
 *
 * The same rules as `woningscan/domain/aid_inputs.py`; a test holds both to the same texts. The
 * shape `ample` is an opening that nobody had to measure: a person passes it with ease.
 *
 * @typedef {"missing" | "number" | "range" | "way"} Fault
 * @typedef {{name: string, unit: string, isNeeded: boolean}} Input
 * @typedef {{[key: string]: any}} Kept
 */

import { reachability } from "./reachability.js";

const AMPLE = "ample";
const SHAPES = [AMPLE, "rectangle", "ellipse", "circle"];
export const MOST_SURFACES = 8;
const AMPLE_SIZE = 2000;
/** @type {{[unit: string]: number}} */
const FACTORS = { mm: 1, cm: 10, m: 1000 };
const NUMBER = /^(-?)([0-9]{1,6})(?:[.,]([0-9]{1,3}))?\s*(mm|cm|m|°|)$/;

/** @param {string} name @param {string} unit @returns {Input} */
const needed = (name, unit) => ({ name, unit, isNeeded: true });
/** @param {string} name @param {string} unit @returns {Input} */
const optional = (name, unit) => ({ name, unit, isNeeded: false });

const LOWER_EDGE = needed("lower_edge", "m");
const SIZES = [needed("width", "cm"), needed("height", "cm")];
const DROP_INSIDE = optional("drop_inside", "m");
const OF_SURFACE = [
  needed("width", "cm"),
  needed("depth", "cm"),
  needed("slope", "°"),
  optional("climb", "m"),
  optional("jump", "m"),
  needed("climb_on", "m"),
  needed("sideways", "m"),
];

/**
 * Read a length as whole millimetres, or a slope as whole degrees, rounded towards zero.
 * @param {string} text @param {string} unit meant when the text has none
 * @returns {number | Fault}
 */
export function measure(text, unit) {
  const found = NUMBER.exec(text.trim().toLowerCase());
  if (!found) {
    return "number";
  }
  const [, sign, whole, part, written] = found;
  if (written && (written === "°") !== (unit === "°")) {
    return "number";
  }
  const thousandths = Number(whole) * 1000 + Number((part ?? "").padEnd(3, "0"));
  const size = Math.floor((thousandths * (FACTORS[written || unit] ?? 1)) / 1000);
  const signed = sign && size > 0 ? -size : size;
  const [least, most] = unit === "°" ? [0, 90] : [-10_000, 100_000];
  return least <= signed && signed <= most ? signed : "range";
}

/** Write a measure as somebody would type it: 5500 in metres is 5,5. @param {number} size @param {string} unit */
export function written(size, unit) {
  const factor = FACTORS[unit] ?? 1;
  const rest = Math.abs(size) % factor;
  const digits = String(rest).padStart(String(factor).length - 1, "0").replace(/0+$/, "");
  const whole = Math.floor(Math.abs(size) / factor);
  return `${size < 0 ? "-" : ""}${whole}${rest > 0 ? `,${digits}` : ""}`;
}

/**
 * Read the inputs of an opening: `lower_edge`, `shape`, …, `surfaces.0.width`, …
 * @param {{[key: string]: string}} texts
 * @returns {{opening: Kept | null, faults: {[key: string]: Fault}}}
 */
export function readOpening(texts) {
  /** @type {{[key: string]: Fault}} */
  const faults = {};
  /** @param {string} key */
  const textOf = (key) => (texts[key] ?? "").trim();
  /** @param {Input} wanted @param {string} [prefix] */
  const read = (wanted, prefix = "") => {
    const key = prefix + wanted.name;
    const text = textOf(key);
    /** @type {number | Fault | null} */
    let found = wanted.isNeeded ? "missing" : null;
    if (text !== "") {
      found = measure(text, wanted.unit);
    }
    if (typeof found === "number" && found < 0 && wanted !== LOWER_EDGE) {
      found = "range";
    }
    if (typeof found === "string") {
      faults[key] = found;
      return null;
    }
    return found;
  };
  const used = Object.keys(texts).filter((key) => textOf(key) !== "" && key !== "shape");
  const shape = textOf("shape") || AMPLE;
  if (used.length === 0 && shape === AMPLE) {
    return { opening: null, faults };
  }
  if (!SHAPES.includes(shape)) {
    return { opening: null, faults: { shape: "missing" } };
  }
  const across = shape === AMPLE ? null : read(SIZES[0]);
  const isMeasuredTwice = shape !== AMPLE && shape !== "circle";
  const opening = {
    lower_edge: read(LOWER_EDGE),
    shape,
    width: across,
    height: isMeasuredTwice ? read(SIZES[1]) : across,
    drop_inside: read(DROP_INSIDE),
    surfaces: [...Array(MOST_SURFACES).keys()]
      .map((number) => `surfaces.${number}.`)
      .filter((prefix) => used.some((key) => key.startsWith(prefix)))
      .map((prefix) => {
        const surface = Object.fromEntries(
          OF_SURFACE.map((each) => [each.name, read(each, prefix)]),
        );
        if (textOf(`${prefix}climb`) === "" && textOf(`${prefix}jump`) === "") {
          faults[`${prefix}climb`] = "way";
        }
        return surface;
      }),
  };
  return { opening: Object.keys(faults).length > 0 ? null : opening, faults };
}

/** Give what was kept as texts again, for the fields of a form. @param {Kept} opening */
export function textsOf(opening) {
  /** @type {{[key: string]: string}} */
  const texts = { shape: opening.shape ?? AMPLE };
  /** @param {Input[]} inputs @param {Kept} kept @param {string} prefix */
  const write = (inputs, kept, prefix) => {
    for (const { name, unit } of inputs) {
      if (typeof kept[name] === "number") {
        texts[prefix + name] = written(kept[name], unit);
      }
    }
  };
  write([LOWER_EDGE, ...SIZES, DROP_INSIDE], opening, "");
  (opening.surfaces ?? []).forEach((/** @type {Kept} */ surface, /** @type {number} */ number) =>
    write(OF_SURFACE, surface, `surfaces.${number}.`),
  );
  return texts;
}

/** Tell what the aid says of an opening that was kept. @param {any} opening */
export function outcomeOf(opening) {
  if (opening === null || typeof opening !== "object" || !SHAPES.includes(opening.shape)) {
    return null;
  }
  const isAmple = opening.shape === AMPLE;
  return reachability({
    ...opening,
    shape: isAmple ? "rectangle" : opening.shape,
    width: isAmple ? AMPLE_SIZE : opening.width,
    height: isAmple ? AMPLE_SIZE : opening.height,
  });
}
