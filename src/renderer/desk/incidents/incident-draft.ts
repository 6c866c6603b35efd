import { z } from 'zod';
import { type Incident, type IncidentRule, incident, severity } from '#shared/incident/incident.ts';

const words = z.string().default('');
const when = z.number().nullable().default(null);

/** An incident as it is written: lists are texts with commas. */
export const incidentShape = z.object({
  titleEn: words,
  titleEs: words,
  sayEn: words,
  sayEs: words,
  offerEn: words,
  offerEs: words,
  severity: severity.default('warning'),
  since: when,
  until: when,
  carriers: words,
  warehouses: words,
  products: words,
  batches: words,
  shops: words,
  countries: words,
  postcodes: words,
  regions: words,
  orderedFrom: when,
  orderedTo: when,
  shippedFrom: when,
  shippedTo: when,
});
export type IncidentDraft = z.infer<typeof incidentShape>;
export const noIncident: IncidentDraft = Object.freeze(incidentShape.parse({}));

/** The parts of a rule that are lists of words, in the order in which they are asked. */
export const ruleLists = [
  'carriers',
  'products',
  'batches',
  'warehouses',
  'postcodes',
  'regions',
  'countries',
  'shops',
] as const satisfies readonly (keyof IncidentRule)[];

const listed = (text: string): string[] =>
  [...new Set(text.split(/[,;\n]/).map((one) => one.trim()))].filter(Boolean);
const range = (from: number | null, to: number | null) =>
  from === null && to === null ? null : { from, to };

export function draftOf({ title, say, offer, severity: how, since, until, rule }: Incident): IncidentDraft {
  const lists = Object.fromEntries(ruleLists.map((key) => [key, rule[key].join(', ')]));
  return incidentShape.parse({
    titleEn: title.en,
    titleEs: title.es,
    sayEn: say.en,
    sayEs: say.es,
    offerEn: offer.en,
    offerEs: offer.es,
    severity: how,
    since,
    until,
    ...lists,
    orderedFrom: rule.ordered?.from ?? null,
    orderedTo: rule.ordered?.to ?? null,
    shippedFrom: rule.shipped?.from ?? null,
    shippedTo: rule.shipped?.to ?? null,
  });
}

/** What is missing or wrong before it can be published, the first thing first. */
export type IncidentProblem = 'title' | 'say' | 'rule' | 'countries' | 'dates';

/** The incident that was written, or what is wrong with it. `now`: it begins then where nobody chose. */
export function incidentIn(
  draft: IncidentDraft,
  about: { id: string; state: Incident['state']; now: number },
): { incident: Incident } | { problem: IncidentProblem } {
  const text = (en: string, es: string) => ({ en: en.trim(), es: es.trim() });
  const said = ({ en, es }: { en: string; es: string }) => en !== '' || es !== '';
  const title = text(draft.titleEn, draft.titleEs);
  const say = text(draft.sayEn, draft.sayEs);
  const since = draft.since ?? about.now;
  const one = {
    about: 'incident' as const,
    id: about.id,
    state: about.state,
    title,
    say,
    offer: text(draft.offerEn, draft.offerEs),
    severity: draft.severity,
    since,
    until: draft.until,
    rule: ruleIn(draft),
  };
  const read = incident.safeParse(one);
  if (!said(title)) return { problem: 'title' };
  if (!said(say)) return { problem: 'say' };
  if (draft.until !== null && draft.until <= since) return { problem: 'dates' };
  if (read.success) return { incident: read.data };
  return { problem: read.error.issues.some(({ path }) => path.includes('countries')) ? 'countries' : 'rule' };
}

function ruleIn(draft: IncidentDraft): IncidentRule {
  const lists = Object.fromEntries(ruleLists.map((key) => [key, listed(draft[key])])) as Record<
    (typeof ruleLists)[number],
    string[]
  >;
  return {
    ...lists,
    countries: lists.countries.map((code) => code.toUpperCase()),
    ordered: range(draft.orderedFrom, draft.orderedTo),
    shipped: range(draft.shippedFrom, draft.shippedTo),
  };
}
