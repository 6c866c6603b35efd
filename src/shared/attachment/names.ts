import { type AttachmentKind, endingOf } from './kinds.ts';

/** Characters of a name at most, its ending included: the shortest limit of a file system is 255 bytes, and a letter has up to four. */
const longest = 60;

/** Names that Windows keeps for devices, with any ending. */
const devices = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;

/**
 * A name that can be shown and saved under: no folder, no control, invisible or direction-changing character (`exe.gpj` read backwards), none
 * that a file system keeps for itself, not too long, and always with the ending of what the content is. Cleaned again it stays the same.
 */
export function cleanName(name: string, kind: AttachmentKind | null): string {
  const ending = kind === null ? 'bin' : endingOf[kind];
  const stem = shownName(name)
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\p{Zs}+/gu, ' ')
    .replace(/(\.[\p{L}\p{N}]{1,5})+$/u, '')
    .replace(/^[. ]+|[. ]+$/g, '');
  const short = [...stem]
    .slice(0, longest - ending.length - 1)
    .join('')
    .replace(/[. ]+$/, '');
  const safe = short === '' ? 'file' : devices.test(short) ? `_${short}` : short;
  return `${safe}.${ending}`;
}

/** A name as a person may read it: without folders and without characters that nobody sees or that turn the others around. */
export function shownName(name: string): string {
  const own = name.slice(0, 2000).toWellFormed().split(/[\\/]/).at(-1) ?? '';
  // Normalized last: letters and marks between which something unseen stood are neighbours only then.
  const seen = own.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\ufffd]/gu, '').normalize('NFC');
  return [...seen].slice(0, 200).join('');
}
