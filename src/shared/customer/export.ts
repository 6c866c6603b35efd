import { z } from 'zod';
import { escaped, textsIn } from '../audit/html.ts';
import { auditWords } from '../audit/words.ts';
import { eventEnvelope } from '../case/events.ts';
import { instant } from '../instant.ts';
import { dateFormat } from '../intl.ts';
import { formatMoney } from '../order/format.ts';
import { orderRecord } from '../order/records.ts';
import { customerRecord } from './records.ts';

/** All records of one person, which are of one team; in the language in which the page is to speak. */
export const exportAsk = z.strictObject({
  customerIds: z.array(z.string().min(1).max(200)).min(1).max(20),
  language: z.enum(['en', 'es']),
});

/** Everything that the centre has of one record of a person, but the contents of photos and documents. `people`: names of ours in it. */
export const customerExport = z.strictObject({
  v: z.literal(1),
  company: z.string(),
  exportedAt: instant,
  customerId: z.string(),
  /** Null: no shop knows them; an agent introduced them. */
  record: customerRecord.nullable(),
  orders: z.array(orderRecord),
  events: z.array(eventEnvelope.extend({ n: z.int(), recordedAt: instant })),
});
export type CustomerExport = z.infer<typeof customerExport>;

/** A photo or document, beside the record it belongs to. */
export type ExportedFile = { name: string; mime: string; base64: string };

const words = {
  en: {
    title: 'What is on record about you',
    intro: (company: string, when: string) =>
      `Everything that ${company || 'the company'} keeps about you in its customer service, exported on ${when}. Names of fields in the last part are for programs.`,
    who: 'Who you are',
    orders: 'Your orders',
    events: 'What was said and done',
    files: 'Photos and documents',
    data: 'All of it as data (JSON)',
    none: 'Nothing.',
    columns: ['When', 'What'],
    fields: {
      name: 'Name',
      emails: 'E-mail',
      phones: 'Phone',
      addresses: 'Addresses',
      language: 'Language',
      since: 'Customer since',
      remark: 'Remark',
    },
    staff: 'A member of staff',
  },
  es: {
    title: 'Lo que consta sobre usted',
    intro: (company: string, when: string) =>
      `Todo lo que ${company || 'la empresa'} guarda sobre usted en su atención al cliente, exportado el ${when}. Los nombres de los campos de la última parte son para programas.`,
    who: 'Quién es usted',
    orders: 'Sus pedidos',
    events: 'Lo que se dijo y se hizo',
    files: 'Fotos y documentos',
    data: 'Todo ello como datos (JSON)',
    none: 'Nada.',
    columns: ['Cuándo', 'Qué'],
    fields: {
      name: 'Nombre',
      emails: 'Correo electrónico',
      phones: 'Teléfono',
      addresses: 'Direcciones',
      language: 'Idioma',
      since: 'Cliente desde',
      remark: 'Observación',
    },
    staff: 'Una persona de la empresa',
  },
} as const;

type Words = (typeof words)[keyof typeof words];

/** The page's beginning, for whoever writes it piece by piece: photos are many megabytes. */
export function exportHead(language: 'en' | 'es', company: string, at: number): string {
  const say = words[language];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escaped(say.title)}</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.2rem; margin-top: 2rem; } h3 { font-size: 1rem; margin-top: 1.5rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #ddd; }
td { overflow-wrap: anywhere; white-space: pre-line; } pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 12px; background: #f5f5f5; padding: 1rem; }
img { max-width: 100%; max-height: 30rem; display: block; margin: .5rem 0 1.5rem; }
</style>
</head>
<body>
<h1>${escaped(say.title)}</h1>
<p>${escaped(say.intro(company, moment(language, at)))}</p>
`;
}

/** One record of the person, as a part to read. */
export function exportRecord(language: 'en' | 'es', one: CustomerExport): string {
  const say = words[language];
  return `<h2>${escaped(one.record?.name ?? one.customerId)}</h2>
<h3>${escaped(say.who)}</h3>
${table(facts(say, language, one))}
<h3>${escaped(say.orders)}</h3>
${table(one.orders.map((order) => [`${order.number} · ${moment(language, order.placedAt)}`, orderText(language, order)]))}
<h3>${escaped(say.events)}</h3>
${table(one.events.map((event) => [moment(language, event.at), eventText(language, event)]))}
`;
}

export function exportFile({ name, mime, base64 }: ExportedFile): string {
  const data = `data:${escaped(mime)};base64,${base64}`;
  const link = `<p><a download="${escaped(name)}" href="${data}">${escaped(name)}</a></p>`;
  return mime.startsWith('image/') ? `${link}\n<img alt="${escaped(name)}" src="${data}">\n` : `${link}\n`;
}

export const exportFilesTitle = (language: 'en' | 'es'): string =>
  `<h2>${escaped(words[language].files)}</h2>\n`;

/** The page's end: the same as data. */
export function exportEnd(language: 'en' | 'es', all: readonly CustomerExport[]): string {
  return `<h2>${escaped(words[language].data)}</h2>
<pre>${escaped(JSON.stringify(all, null, 1))}</pre>
</body>
</html>
`;
}

function table(rows: readonly (readonly [string, string])[]): string {
  if (rows.length === 0) return '<p>—</p>';
  return `<table>\n${rows
    .map(([name, value]) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`)
    .join('\n')}\n</table>`;
}

function facts({ fields }: Words, language: 'en' | 'es', { record }: CustomerExport): [string, string][] {
  if (record === null) return [];
  const rows: [string, string | null][] = [
    [fields.name, record.name],
    [fields.emails, record.emails.join('\n')],
    [fields.phones, record.phones.map(({ raw }) => raw).join('\n')],
    [fields.addresses, record.addresses.map(addressText).join('\n\n')],
    [fields.language, record.language],
    [fields.since, record.since === null ? null : moment(language, record.since)],
    [fields.remark, record.remark],
  ];
  return rows.flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []));
}

function addressText(one: NonNullable<CustomerExport['record']>['addresses'][number]): string {
  const { name, company, lines, postcode, city, region, country } = one;
  return [name, company, ...lines, [postcode, city].filter(Boolean).join(' '), region, country]
    .filter(Boolean)
    .join('\n');
}

function orderText(
  language: 'en' | 'es',
  { lines, total, currency, shipTo, remark }: CustomerExport['orders'][number],
): string {
  return [
    ...lines.map(({ quantity, title }) => `${quantity} × ${title}`),
    formatMoney({ minor: total, currency }, language),
    shipTo === null ? '' : addressText(shipTo),
    remark ?? '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function eventText(language: 'en' | 'es', { type, data }: CustomerExport['events'][number]): string {
  const say = auditWords(language);
  return [say.types[type.replace(/\.\d+$/, '')] ?? type, ...textsIn(data, say)].join('\n');
}

function moment(language: 'en' | 'es', at: number): string {
  const options = { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', timeZone: 'UTC' } as const;
  return dateFormat(language, options).format(at);
}
