import { type AttachmentKind, headBytes, isPicture, kindOf, mimeOf } from '#shared/attachment/kinds.ts';
import { isDecodable, pixelsOf } from '#shared/attachment/pixels.ts';

/** Why there is no picture: it is of another kind, larger than is decoded, or no decoder understands it. */
export type NoPicture = 'kind' | 'too-large' | 'broken';

/** Pictures up to this size come by themselves when what they belong to is opened; larger ones and documents when they are. Bytes. */
export const fetchedAlone = 6 * 1024 * 1024;

/** The longest side of a thumbnail, in pixels of the screen. */
const small = 240;

/** One picture is decoded at a time: each may take a quarter of a gigabyte while it is. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Decodes a picture, upright, in this sandboxed page and nowhere else: the content is a stranger's. What it is and how large is read from its
 * bytes first, whatever was said of it. `longest`: it is made smaller than that on its longest side.
 */
export function decoded(
  bytes: Uint8Array<ArrayBuffer>,
  longest: number | null,
): Promise<ImageBitmap | NoPicture> {
  const next = last.then(() => decodeNow(bytes, longest));
  last = next;
  return next;
}

async function decodeNow(
  bytes: Uint8Array<ArrayBuffer>,
  longest: number | null,
): Promise<ImageBitmap | NoPicture> {
  const kind = kindOf(bytes.subarray(0, headBytes));
  if (!isShown(kind)) return 'kind';
  const size = pixelsOf(kind, bytes);
  if (size === null) return 'broken';
  if (!isDecodable(size)) return 'too-large';
  try {
    const whole = await createImageBitmap(new Blob([bytes], { type: mimeOf[kind] }));
    const scale = longest === null ? 1 : Math.min(1, longest / Math.max(whole.width, whole.height));
    if (scale === 1) return whole;
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(whole.width * scale)),
      Math.max(1, Math.round(whole.height * scale)),
    );
    canvas.getContext('2d')?.drawImage(whole, 0, 0, canvas.width, canvas.height);
    whole.close();
    return canvas.transferToImageBitmap();
  } catch {
    return 'broken';
  }
}

const isShown = (kind: AttachmentKind | null): kind is AttachmentKind => isPicture(kind);

/** Thumbnails that were made, by attachment: more than one screen shows. The oldest go. */
const made = new Map<string, Promise<ImageBitmap | NoPicture>>();
const mostMade = 120;

/** The thumbnail of an attachment whose content `read` gives; made once. */
export function thumbnail(
  id: string,
  read: () => Promise<Uint8Array<ArrayBuffer> | null>,
): Promise<ImageBitmap | NoPicture> {
  const known = made.get(id);
  if (known) return known;
  const making = read().then((bytes) => {
    if (bytes !== null) return decoded(bytes, small);
    made.delete(id);
    return 'broken' as const;
  });
  made.set(id, making);
  for (const oldest of made.keys()) {
    if (made.size <= mostMade) break;
    made.delete(oldest);
  }
  return making;
}
