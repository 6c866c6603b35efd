/**
 * What a deep link may ask for. A link only shows something: it never answers a call, records or changes anything.
 * Any web page can fire one, so there is one grammar and everything outside it is nothing.
 */
export type Link = { to: 'call'; from: string } | { to: 'case'; case: string };

const longest = 200;
const callLink = /^hilo:\/\/call\/?\?from=([^&#]*)$/i;
const caseLink = /^hilo:\/\/case\/([0-9a-f-]+)\/?$/i;
const caseNumber = /^\d{12}$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** A plus sign stands at the front or not at all; extensions and short codes have few digits, no number has more than 20. */
const writtenNumber = /^[ (]*\+?[0-9().\- ]+$/;
const withheld = /^(?:anonymous|withheld)?$/i;

/**
 * Reads a caller's number as a phone system writes it. An empty text is what a phone system puts in its template
 * when the caller hides the number. Returns the text to look up, `anonymous` for a hidden number, or null.
 */
export const readCaller = (text: string): string | null => {
  const trimmed = text.trim();
  if (withheld.test(trimmed)) return 'anonymous';
  if (trimmed.length > 40 || !writtenNumber.test(trimmed)) return null;
  const digits = trimmed.replace(/\D/g, '').length;
  return digits >= 1 && digits <= 20 ? trimmed : null;
};

const decodeOnce = (text: string): string | null => {
  try {
    // Not URLSearchParams: that turns the plus of +34 into a space.
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

/** Reads one link: `hilo://call?from=<number>` or `hilo://case/<number or id>`. Null for everything else. */
export const readLink = (text: string): Link | null => {
  if (text.length > longest) return null;
  const call = callLink.exec(text);
  if (call) {
    const decoded = decodeOnce(call[1] ?? '');
    const from = decoded === null ? null : readCaller(decoded);
    return from === null ? null : { to: 'call', from };
  }
  const which = caseLink.exec(text)?.[1]?.toLowerCase();
  if (which !== undefined && (caseNumber.test(which) || uuid.test(which))) return { to: 'case', case: which };
  return null;
};

/** Switches that Chromium itself puts into the argument list of a second instance. */
const chromiums = /^--(?:allow-file-access-from-files|original-process-start-time=\d+)$/;

/**
 * Finds the link in an argument list: by its scheme, never by its position, because Chromium adds arguments.
 * Two links, or an argument after the link (a quote smuggled into a link on Windows becomes one), mean none.
 */
export const findLink = (args: readonly string[]): string | null => {
  const own = args.filter((arg) => !chromiums.test(arg));
  const at = own.findIndex((arg) => /^hilo:/i.test(arg));
  return at !== -1 && at === own.length - 1 ? (own[at] ?? null) : null;
};
