/**
 * Passkeys: what the server wants to know is asked of this device, and what the device answers
 * becomes text for the server.
 *
 * A passkey also makes a secret of its own (extension prf, 32 bytes, the same ones each time). It is
 * given to whoever calls, as the beginning of a key, and to nobody else: it stands in no answer, is
 * never sent, and nothing here keeps it.
 *
 * @typedef {"no-answer" | "known" | "not-here" | "no-server" | "confirm" | "anew"} Problem
 * @typedef {{id: string, type: "public-key"}} Listed
 * @typedef {{extensions: {prf: {eval: {first: string}}}, challenge: string, user?: {id: string},
 *   allowCredentials?: Listed[], excludeCredentials?: Listed[]}} Options
 */

import { post } from "./requests.js";

/** Why there is no answer, as far as somebody can do something about it. */
export class PasskeyProblem extends Error {
  /** @param {Problem} kind */
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

/** @type {Record<string, Problem>} What a browser calls it, and what it is to a person. */
const PROBLEMS = { InvalidStateError: "known", NotSupportedError: "not-here", SecurityError: "not-here" };

export function canUsePasskeys() {
  return typeof PublicKeyCredential === "function" && navigator.credentials !== undefined;
}

/**
 * Ask the server what to ask this device.
 * @param {string} address @param {string} token @returns {Promise<Options>}
 */
export async function askedBy(address, token) {
  const { status, body } = await post(address, token, {});
  if (status === 200) {
    return body;
  }
  if (status === 403 && body?.reasons?.includes("confirmation")) {
    throw new PasskeyProblem("confirm");
  }
  throw new PasskeyProblem(status === 400 || status === 401 ? "anew" : "no-server");
}

/**
 * Let this device show who holds it. `secret` is null where the passkey makes none.
 * @param {Options} options @returns {Promise<{answer: string, secret: Uint8Array | null}>}
 */
export async function shown(options) {
  const publicKey = /** @type {any} */ (inBytes(options));
  const credential = await asked(() => navigator.credentials.get({ publicKey }));
  const response = /** @type {AuthenticatorAssertionResponse} */ (credential.response);
  const answer = answerOf(credential, {
    clientDataJSON: textOf(response.clientDataJSON),
    authenticatorData: textOf(response.authenticatorData),
    signature: textOf(response.signature),
    userHandle: response.userHandle ? textOf(response.userHandle) : null,
  });
  return { answer, secret: secretOf(credential) };
}

/**
 * Let this device make a passkey.
 * @param {Options} options @returns {Promise<{answer: string, hasPrf: boolean}>}
 */
export async function made(options) {
  const publicKey = /** @type {any} */ (inBytes(options));
  const credential = await asked(() => navigator.credentials.create({ publicKey }));
  const response = /** @type {AuthenticatorAttestationResponse} */ (credential.response);
  const answer = answerOf(credential, {
    clientDataJSON: textOf(response.clientDataJSON),
    attestationObject: textOf(response.attestationObject),
  });
  const results = /** @type {any} */ (credential.getClientExtensionResults());
  return { answer, hasPrf: results.prf?.enabled === true };
}

/** @param {() => Promise<Credential | null>} ask @returns {Promise<PublicKeyCredential>} */
async function asked(ask) {
  try {
    const credential = await ask();
    if (credential instanceof PublicKeyCredential) {
      return credential;
    }
  } catch (error) {
    throw new PasskeyProblem(PROBLEMS[/** @type {Error} */ (error).name] ?? "no-answer");
  }
  throw new PasskeyProblem("no-answer");
}

/**
 * Only these parts go to the server. What extensions said stays out, for it may hold the secret.
 * @param {PublicKeyCredential} credential @param {Record<string, string | null>} response
 */
function answerOf(credential, response) {
  const name = textOf(credential.rawId);
  return JSON.stringify({ id: name, rawId: name, type: "public-key", response });
}

/** @param {PublicKeyCredential} credential @returns {Uint8Array | null} */
function secretOf(credential) {
  const results = /** @type {any} */ (credential.getClientExtensionResults());
  const first = results.prf?.results?.first;
  return first ? new Uint8Array(first) : null;
}

/** Give the options as browsers want them: bytes where JSON has text. @param {Options} options */
function inBytes(options) {
  /** @param {Listed[] | undefined} listed */
  const named = (listed) => listed?.map((each) => ({ ...each, id: bytesOf(each.id) }));
  const { user, allowCredentials, excludeCredentials, extensions } = options;
  return {
    ...options,
    challenge: bytesOf(options.challenge),
    ...(user && { user: { ...user, id: bytesOf(user.id) } }),
    ...(allowCredentials && { allowCredentials: named(allowCredentials) }),
    ...(excludeCredentials && { excludeCredentials: named(excludeCredentials) }),
    extensions: { prf: { eval: { first: bytesOf(extensions.prf.eval.first) } } },
  };
}

/** @param {string} text base64url */
function bytesOf(text) {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (each) => each.charCodeAt(0));
}

/** @param {ArrayBuffer} buffer */
function textOf(buffer) {
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
