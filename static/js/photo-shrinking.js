/**
 * Making a photo smaller on the device: 2000 pixels, JPEG, upright, and nothing but the image.
 *
 * A tablet holds one large photo at a time: what is not needed any more is let go at once. Where a
 * photo cannot be made smaller here it is sent as it is, and the server sees what it can do.
 *
 * @typedef {{blob: Blob, thumbnail: HTMLCanvasElement | null}} Shrunk
 */

const LONGEST_SIDE = 2000;
const QUALITY = 0.8;
const THUMBNAIL = { width: 288, height: 216 };

/** @param {Blob} file @returns {Promise<Shrunk>} */
export async function shrunk(file) {
  const asItIs = { blob: file, thumbnail: null };
  const bitmap = await decoded(file);
  if (bitmap === null) {
    return asItIs;
  }
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  try {
    const canvas = new OffscreenCanvas(width, height);
    draw(canvas, bitmap, { x: 0, y: 0, width, height });
    const thumbnail = thumbnailOf(canvas);
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
    canvas.width = canvas.height = 0;
    // A device short of memory may draw nothing at all, without saying so.
    const isDrawn = blob.type === "image/jpeg" && blob.size > 0 && !isBlank(thumbnail);
    return isDrawn ? { blob, thumbnail } : asItIs;
  } catch {
    return asItIs;
  } finally {
    bitmap.close();
  }
}

/** @param {Blob} file @returns {Promise<ImageBitmap | null>} */
async function decoded(file) {
  try {
    return typeof OffscreenCanvas === "function"
      ? await createImageBitmap(file, { imageOrientation: "from-image" })
      : null;
  } catch {
    return null;
  }
}

/**
 * Draw an image on white: what is transparent would become black in a JPEG.
 * @param {OffscreenCanvas | HTMLCanvasElement} canvas
 * @param {CanvasImageSource} image
 * @param {{x: number, y: number, width: number, height: number}} place
 */
function draw(canvas, image, { x, y, width, height }) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "medium";
  context.drawImage(image, x, y, width, height);
}

/** Give the middle of an image, small. @param {OffscreenCanvas} image */
function thumbnailOf(image) {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, THUMBNAIL);
  const scale = Math.max(canvas.width / image.width, canvas.height / image.height);
  const width = image.width * scale;
  const height = image.height * scale;
  draw(canvas, image, {
    x: (canvas.width - width) / 2,
    y: (canvas.height - height) / 2,
    width,
    height,
  });
  return canvas;
}

/** Tell whether all of an image has one colour. @param {HTMLCanvasElement} canvas */
function isBlank(canvas) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const pixels = new Uint32Array(data.buffer);
  return pixels.every((pixel) => pixel === pixels[0]);
}
