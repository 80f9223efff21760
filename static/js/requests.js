/**
 * Asking the server, as a page of ours does. No answer at all is status 0.
 *
 * @typedef {{status: number, body: any}} Answer
 */

const PATIENCE = 20_000;
/** What a device is told that was blocked: nothing of a visit may stay on its screen. */
const REVOKED = "device-revoked";

/** @param {string} address @param {string} token @param {unknown} body */
export function post(address, token, body) {
  const text = JSON.stringify(body);
  return request(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: text,
    // What is being sent when the page is left still arrives; browsers allow that for 64 KiB, and
    // send nothing at all of what is more.
    keepalive: new Blob([text]).size < 30_000,
  });
}

/** @param {string} address @param {RequestInit} options @returns {Promise<Answer>} */
export async function request(address, options) {
  try {
    const response = await fetch(address, {
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
      ...options,
    });
    const body = await response.json().catch(() => null);
    if (response.status === 403 && body?.reasons?.includes(REVOKED)) {
      location.replace("/sign-in");
    }
    return { status: response.status, body };
  } catch {
    return { status: 0, body: null };
  }
}
