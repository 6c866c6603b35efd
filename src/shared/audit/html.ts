import { z } from 'zod';
import { showCaseNumber } from '../case/number.ts';
import { dateFormat, displayNames, listFormat } from '../intl.ts';
import { formatMoney } from '../order/format.ts';
import { type Money, money } from '../order/money.ts';
import { textIn, texts } from '../rules/texts.ts';
import type { AuditCase, AuditEvent } from './record.ts';
import { type AuditWords, auditWords } from './words.ts';

/**
 * The record of a case as one page that needs nothing else: no script, no picture, no address. The JSON stands at its end. Texts of people are
 * text, never markup. In the language in which the customer was spoken to last.
 */
export function auditHtml(audit: AuditCase, spoken: string | null = null): string {
  const words = auditWords(audit.languages.at(-1) ?? spoken);
  const title = words.title(audit.company);
  return `<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(`${title} ${showCaseNumber(audit.case.number)}`)}</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #ddd; }
td { overflow-wrap: anywhere; white-space: pre-line; } pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 12px; background: #f5f5f5; padding: 1rem; }
</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p>${escaped(words.intro)} ${escaped(words.exported(moment(audit, words, audit.exportedAt)))}</p>
<table>
${facts(audit, words)
  .map(([name, value]) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`)
  .join('\n')}
</table>
${promisesPart(audit, words)}
<h2>${escaped(words.events)}</h2>
<table>
<tr>${words.columns.map((name) => `<th scope="col">${escaped(name)}</th>`).join('')}</tr>
${audit.events.map((event) => eventRow(audit, words, event)).join('\n')}
</table>
<h2>${escaped(words.record)}</h2>
<pre>${escaped(JSON.stringify(forHandingOver(audit), null, 1))}</pre>
</body>
</html>
`;
}

function facts(audit: AuditCase, words: AuditWords): [string, string][] {
  const { fields } = words;
  const { case: one, answer, keyTold } = audit;
  const at = (when: number) => moment(audit, words, when);
  const tongues = displayNames(words.locale, { type: 'language' });
  const list = listFormat(words.locale);
  const rows: [string, string | null][] = [
    [fields.number, showCaseNumber(one.number)],
    [fields.customer, one.customerName],
    [fields.subject, one.subject],
    [fields.words, one.words],
    [fields.status, words.status[one.status]],
    [fields.owner, one.owner.name],
    [fields.opened, at(one.openedAt)],
    [fields.solved, one.solvedAt === null ? null : at(one.solvedAt)],
    // Of a case that was reopened, how it was solved once is no answer; the event tells it.
    [fields.how, one.status === 'solved' ? one.how : null],
    [
      fields.answer,
      `${words.answer(at(answer.due), answer.workingDaysTaken, answer.state)} ${words.holidays(answer.holidays)}`,
    ],
    [fields.told, keyTold === null ? '—' : `${at(keyTold.at)}, ${keyTold.by.name}`],
    [fields.languages, list.format(audit.languages.map((code) => tongues.of(code) ?? code))],
    [fields.contacts, String(audit.contacts)],
    [fields.spokeTo, list.format(audit.spokeTo.map(({ name }) => name))],
    [fields.minutes, String(audit.minutes)],
  ];
  return rows.flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []));
}

function promisesPart(audit: AuditCase, words: AuditWords): string {
  if (audit.promises.length === 0) return '';
  const at = (when: number) => moment(audit, words, when);
  const rows = audit.promises.map((one) => {
    const ended = one.ended
      ? `${words.promise[one.state]}, ${at(one.ended.at)}, ${one.ended.by.name}`
      : words.promise[one.state];
    const said = one.said === null ? '' : `\n${words.said(one.said)}`;
    return `<tr><td>${escaped(one.text)}</td><td>${escaped(`${one.by.name}, ${at(one.madeAt)}`)}</td><td>${escaped(words.until(at(one.until)))}</td><td>${escaped(ended + said)}</td></tr>`;
  });
  return `<h2>${escaped(words.promises)}</h2>\n<table>\n${rows.join('\n')}\n</table>`;
}

function eventRow(audit: AuditCase, words: AuditWords, event: AuditEvent): string {
  const recorded = event.ledgerAt === null ? words.notRecorded : moment(audit, words, event.ledgerAt);
  const what = [
    words.types[event.type.replace(/\.\d+$/, '')] ?? event.type,
    ...kindIn(words, event),
    ...answeredTo(audit, words, event),
    ...textsIn(event.data, words),
  ].join('\n');
  const cells = [
    moment(audit, words, event.at),
    recorded,
    audit.people.find(({ id }) => id === event.by)?.name ?? event.by,
    what,
  ];
  return `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
}

/** What a case is about, where an event says that. */
function kindIn({ kinds }: AuditWords, { type, data }: AuditEvent): string[] {
  if (!/^(case\.opened|case\.classified|playbook\.used)\./.test(type)) return [];
  const kind = z.object({ kind: z.string() }).safeParse(data).data?.kind;
  return kind === undefined ? [] : [kinds[kind] ?? kind];
}

/** What an answer was about: it names only the id of what was asked for or given. */
function answeredTo({ events }: AuditCase, words: AuditWords, { type, data }: AuditEvent): string[] {
  if (!/^compensation\.(approved|declined|withdrawn)\./.test(type)) return [];
  const asked = events.find(
    (one) => /^compensation\.(given|requested)\./.test(one.type) && idIn(one.data) === idIn(data),
  );
  return asked ? textsIn(remedyIn(asked.data), words) : [];
}

const told = z.looseObject({ compensationId: z.string() });
const idIn = (data: unknown): string | null => told.safeParse(data).data?.compensationId ?? null;
const remedyIn = (data: unknown): unknown =>
  z.object({ remedy: z.string(), amount: z.unknown() }).safeParse(data).data;

/** The texts that somebody wrote, wherever they stand in an event; ids and codes are in the JSON. */
export function textsIn(data: unknown, words: AuditWords): string[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([name, value]) => {
    if (name === 'amount' && isMoney(value)) return [formatMoney(value, words.lang)];
    if (hidden.has(name)) return [];
    const line = name === 'question' ? texts(300).safeParse(value).data : undefined;
    if (line) return [textIn(line, words.lang)];
    if (name === 'seconds' && typeof value === 'number') return [timeText(value)];
    if (typeof value === 'object') return textsIn(value, words);
    if (typeof value !== 'string' || value === '') return [];
    if (name === 'channel') return [words.channels[value] ?? value];
    if (name === 'direction') return [words.directions[value] ?? value];
    if (name === 'remedy') return [words.remedies[value] ?? value];
    if (name === 'cause') return [words.causes[value] ?? value];
    if (name === 'outcome')
      return [Object.hasOwn(words.promise, value) ? words.promise[value as 'kept'] : value];
    return written.has(name) ? [value] : [];
  });
}

const written = new Set([
  'text',
  'subject',
  'words',
  'how',
  'why',
  'said',
  'name',
  'what',
  'checked',
  'answer',
]);

/** What we reckon with ourselves: what a customer is worth to us is not for whoever is handed the record. */
const hidden: ReadonlySet<string> = new Set(['cost', 'decidedFrom']);

/** Under a minute in seconds, else in minutes. */
const timeText = (seconds: number): string =>
  seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;

function isMoney(value: unknown): value is Money {
  return money.safeParse(value).success;
}

/** The record without our own reckoning. */
export function forHandingOver(audit: AuditCase): AuditCase {
  const without = (data: unknown): unknown =>
    typeof data === 'object' && data !== null && !Array.isArray(data)
      ? Object.fromEntries(Object.entries(data).filter(([name]) => !hidden.has(name)))
      : data;
  return { ...audit, events: audit.events.map((event) => ({ ...event, data: without(event.data) })) };
}

/** With seconds and the zone: two clocks are compared. */
function moment({ answer }: AuditCase, { locale }: AuditWords, at: number): string {
  const options = { dateStyle: 'medium', timeStyle: 'long', timeZone: answer.zone } as const;
  try {
    return dateFormat(locale, options).format(at);
  } catch {
    return dateFormat(locale, { ...options, timeZone: 'UTC' }).format(at);
  }
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
