import { z } from 'zod';
import type {
  AdminAnswers,
  AdminAsk,
  AdminAskName,
  Administered,
  AdminTrouble,
  Company,
} from '#shared/admin.ts';
import {
  devicesAnswer,
  peopleAnswer,
  personView,
  skillsView,
  teamsAnswer,
  teamView,
  waysOfPerson,
} from '#shared/sync/accounts.ts';
import { actsAnswer } from '#shared/sync/acts.ts';
import { partBytes } from '#shared/sync/attachments.ts';
import { holding, holdingDue, holdings } from '#shared/sync/away.ts';
import { erasuresAnswer, erasureView, retention, retentionDue } from '#shared/sync/erasure.ts';
import { teamRules, untaken as untakenView } from '#shared/sync/records.ts';
import { quarantineAnswer, reviewAnswer } from '#shared/sync/revocation.ts';
import { newRef } from '../log.ts';
import type { ChangingDoors } from './as-person.ts';
import { askCentre, type CentreAsk } from './ask.ts';
import type { AskTrouble } from './trouble.ts';

export type Administer = <A extends AdminAskName>(
  ask: Extract<AdminAsk, { ask: A }>,
) => Promise<Administered<AdminAnswers[A]>>;

type Wanted<T> = Pick<CentreAsk<T>, 'method' | 'body' | 'answer'> & { path: string };
type Ask = <T>(wanted: Wanted<T>) => Promise<T>;
type Route<A extends AdminAskName> = (
  ask: Ask,
  wanted: Extract<AdminAsk, { ask: A }>,
) => Promise<AdminAnswers[A]>;

class RefusedError extends Error {
  readonly trouble: AdminTrouble;
  constructor(trouble: AdminTrouble) {
    super(trouble.what);
    this.trouble = trouble;
  }
}

/** Does what an admin asks of the centre, with a token that the page never sees. Each ask has its route here, and there is no other. */
export const adminAt = ({ server, token, fetch, exchange, now }: ChangingDoors): Administer => {
  const ask: Ask = async ({ path, ...wanted }) => {
    const good = await token();
    // Without a network the store has none either.
    if (good === null) throw new RefusedError({ what: 'offline', ref: newRef() });
    const asked = await askCentre(fetch, { ...wanted, url: server + path, token: good, now });
    if (asked.ok) return asked.value;
    if (asked.trouble === 'cancelled') throw new RefusedError({ what: 'offline', ref: newRef() });
    throw new RefusedError(troubleOf(asked.trouble));
  };
  return async <A extends AdminAskName>(wanted: Extract<AdminAsk, { ask: A }>) => {
    try {
      // Which route belongs to which ask the table says; TypeScript does not follow an index of a union.
      const route = routes[wanted.ask] as unknown as Route<A>;
      const answer = await route(ask, wanted);
      if (!reads.has(wanted.ask)) exchange();
      return { done: true, answer };
    } catch (error) {
      if (error instanceof RefusedError) return { done: false, trouble: error.trouble };
      throw error;
    }
  };
};

const reads: ReadonlySet<AdminAskName> = new Set([
  'company',
  'ways',
  'devices',
  'acts',
  'quarantine',
  'handed-in-content',
  'privacy',
  'count-due',
  'holdings',
  'count-away',
]);

/** As long as a part at most: another is no answer of a centre. */
const piece = z.custom<Uint8Array<ArrayBuffer>>(
  (value) => value instanceof Uint8Array && value.length <= partBytes,
);

const routes: { [A in AdminAskName]: Route<A> } = {
  company: async (ask): Promise<Company> => {
    const [people, { teams }, { skills }, rules, untaken] = await Promise.all([
      everybody(ask),
      ask({ method: 'GET', path: '/teams', answer: teamsAnswer }),
      ask({ method: 'GET', path: '/skills', answer: skillsView }),
      ask({ method: 'GET', path: '/team-rules', answer: teamRules }),
      ask({ method: 'GET', path: '/customers/untaken', answer: untakenView }),
    ]);
    return { people, teams, skills, rules, untaken };
  },
  'put-person': (ask, { id, person }) =>
    ask({ method: 'PUT', path: `/people/${encodeURIComponent(id)}`, body: person, answer: personView }),
  ways: (ask, { id }) =>
    ask({ method: 'GET', path: `/people/${encodeURIComponent(id)}/sign-in`, answer: waysOfPerson }),
  link: (ask, { id, subject }) =>
    ask({
      method: 'PUT',
      path: `/people/${encodeURIComponent(id)}/subject`,
      body: { subject },
      answer: z.null(),
    }),
  'reset-second-factor': (ask, { id, password }) =>
    ask({
      method: 'POST',
      path: `/people/${encodeURIComponent(id)}/second-factor/reset`,
      body: { password },
      answer: z.null(),
    }),
  'put-team': (ask, { id, team }) =>
    ask({ method: 'PUT', path: `/teams/${encodeURIComponent(id)}`, body: team, answer: teamView }),
  'put-team-rules': (ask, { rules }) =>
    ask({ method: 'PUT', path: '/team-rules', body: rules, answer: teamRules }),
  'put-skills': (ask, { skills }) =>
    ask({ method: 'PUT', path: '/skills', body: { skills }, answer: skillsView }),
  devices: async (ask) => {
    const all: AdminAnswers['devices'] = [];
    for (let after = ''; ; after = `?after=${all.at(-1)?.id ?? ''}`) {
      const { devices, more } = await ask({ method: 'GET', path: `/devices${after}`, answer: devicesAnswer });
      all.push(...devices);
      if (!more || devices.length === 0) return all;
    }
  },
  'shut-out': (ask, { device }) =>
    ask({ method: 'POST', path: `/devices/${device}/revoke`, answer: z.null() }),
  empty: (ask, { device }) => ask({ method: 'POST', path: `/devices/${device}/wipe`, answer: z.null() }),
  quarantine: (ask, { after }) =>
    ask({ method: 'GET', path: `/quarantine?after=${after}`, answer: quarantineAnswer }),
  'handed-in-content': (ask, { n, from }) =>
    ask({ method: 'GET', path: `/quarantine/${n}/content?at=${from}`, answer: piece }),
  review: (ask, { review }) =>
    ask({ method: 'POST', path: '/quarantine/review', body: review, answer: reviewAnswer }),
  privacy: async (ask) => {
    const [{ erasures }, rule] = await Promise.all([
      ask({ method: 'GET', path: '/erasures', answer: erasuresAnswer }),
      ask({ method: 'GET', path: '/retention', answer: retention }),
    ]);
    return { erasures, retention: rule };
  },
  'ask-erasure': (ask, { customerIds, why }) =>
    ask({ method: 'POST', path: '/erasures', body: { customerIds, why }, answer: erasureView }),
  'confirm-erasure': (ask, { id }) =>
    ask({ method: 'POST', path: `/erasures/${id}/confirm`, body: {}, answer: erasureView }),
  'withdraw-erasure': (ask, { id }) =>
    ask({ method: 'POST', path: `/erasures/${id}/withdraw`, body: {}, answer: z.null() }),
  'count-due': (ask, { months }) =>
    ask({ method: 'GET', path: `/retention/due?months=${months}`, answer: retentionDue }),
  'put-retention': (ask, { retention: rule }) =>
    ask({ method: 'PUT', path: '/retention', body: rule, answer: retention }),
  holdings: async (ask) => (await ask({ method: 'GET', path: '/holding', answer: holdings })).holdings,
  'count-away': (ask, { team, months }) =>
    ask({
      method: 'GET',
      path: `/holding/${encodeURIComponent(team)}/due?months=${months}`,
      answer: holdingDue,
    }),
  'put-holding': (ask, { team, months }) =>
    ask({ method: 'PUT', path: `/holding/${encodeURIComponent(team)}`, body: { months }, answer: holding }),
  acts: (ask, { query }) => {
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const told = given.map(([name, value]): [string, string] => [name, String(value)]);
    return ask({ method: 'GET', path: `/admin-acts?${new URLSearchParams(told)}`, answer: actsAnswer });
  },
};

async function everybody(ask: Ask): Promise<Company['people']> {
  const all: Company['people'] = [];
  for (let after = ''; ; after = all.at(-1)?.login ?? '') {
    const query = new URLSearchParams({ after });
    const { people, more } = await ask({ method: 'GET', path: `/people?${query}`, answer: peopleAnswer });
    all.push(...people);
    if (!more || people.length === 0) return all;
  }
}

const passing: ReadonlySet<AskTrouble['what']> = new Set(['offline', 'portal', 'certificate']);

function troubleOf({ what, code, why, ref }: AskTrouble): AdminTrouble {
  if (why !== undefined) return { what: why, ref };
  if (code === 'bad-input' || code === 'not-allowed' || code === 'not-found' || code === 'conflict')
    return { what: code, ref };
  if (code === 'sign-in') return { what: 'sign-in', ref };
  if (passing.has(what)) return { what: 'offline', ref };
  if (what === 'busy' || what === 'too-many') return { what: 'busy', ref };
  return { what: what === 'update' ? 'update' : 'internal', ref };
}
