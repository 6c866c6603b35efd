/**
 * A phone or an e-mail as somebody sees it whose role does not see it whole. The masks have the same length whatever is behind them, so that
 * nothing can be counted: of a number the last three digits stay, of an address its first letter and its domain.
 */
const dot = '•';
const phoneMask = `${dot}${dot} ${dot}${dot}${dot} ${dot}`;
const mailMask = `${dot}${dot}${dot}`;

/** How many digits of a number stay. */
export const digitsLeft = 3;
/** Of a shorter one (an extension, an emergency number) nothing does: three digits would be half of it. */
const shortest = 7;

/** `•• ••• •233`; of what is no number, and of a short one, `•• ••• •••`. Digits of every script count. */
export function maskPhone(text: string): string {
  const digits = text.match(/\p{Nd}/gu) ?? [];
  return `${phoneMask}${digits.length < shortest ? dot.repeat(digitsLeft) : digits.slice(-digitsLeft).join('')}`;
}

/** `c•••@example.com`; of one that has a letter or two before its @, and of what is no address, less. */
export function maskEmail(text: string): string {
  const [, local = '', domain] = /^([^\s@]+)@([^\s@]+\.[^\s@]+)$/u.exec(text.trim()) ?? [];
  if (domain === undefined) return mailMask;
  const [first = '', ...rest] = local;
  return `${rest.length < 2 ? '' : first}${mailMask}@${domain}`;
}

/**
 * Masks of one customer told apart: those that read alike say the how many-th they are, `•• ••• •233 (2)`. Of what is behind them that says no
 * more than in which order it stands.
 */
export function toldApart(masks: readonly string[]): string[] {
  return masks.map((mask, index) => {
    if (masks.indexOf(mask) === masks.lastIndexOf(mask)) return mask;
    return `${mask} (${masks.slice(0, index + 1).filter((one) => one === mask).length})`;
  });
}
const nthAtEnd = / \((\d+)\)$/u;

/** Whether this is a mask of either kind, and not a number or an address. */
export function isMasked(text: string): boolean {
  return text.startsWith(phoneMask) || new RegExp(`^[^${dot}@]{0,2}${mailMask}(@|$)`, 'u').test(text);
}

/** The digits or letters that a mask leaves, for saying it aloud; '' where it leaves none. `nth`: of several alike, else null. */
export function leftOf(text: string): {
  kind: 'phone' | 'email';
  left: string;
  domain: string;
  nth: number | null;
} {
  const mask = text.replace(nthAtEnd, '');
  const [, found] = nthAtEnd.exec(text) ?? [];
  const nth = found === undefined ? null : Number(found);
  if (mask.startsWith(phoneMask)) {
    const left = mask.slice(phoneMask.length, phoneMask.length + digitsLeft);
    return { kind: 'phone', left: left.includes(dot) ? '' : left, domain: '', nth };
  }
  const [local = '', domain = ''] = mask.split('@');
  return { kind: 'email', left: local.replaceAll(dot, ''), domain, nth };
}

/**
 * What a page is given instead of the number of a call: its mask, and behind this sign what only the store can read (store/veil.ts). It comes
 * back with the contact that is recorded of it.
 */
export const sealSign = '⁂';

/** What of a caller's number a screen shows. */
export function shownNumber(text: string): string {
  const at = text.indexOf(sealSign);
  return at < 0 ? text : text.slice(0, at);
}
