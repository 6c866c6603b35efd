import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { level, role, skillsOfPerson } from '#shared/people.ts';
import { loginOf, type SignedIn } from '#shared/sync/identity.ts';
import { writeDurably } from '../key/durable.ts';

const person = z.strictObject({
  server: z.string().max(2000),
  id: z.string().min(1).max(128),
  name: z.string().min(1).max(200),
  role,
  skills: skillsOfPerson.default([]),
  level: level.default(1),
  /** As it was typed last. */
  login: z.string().min(1).max(200),
  company: z.string().max(200),
  /** What the centre knows this machine by, for this person. */
  device: z.uuid(),
  /** See password-check.ts; null where the machine has no keychain. */
  check: z.string().max(4096).nullable(),
  /** The identity provider by which they signed in last, as people call it; null: by a password. */
  provider: z.string().max(100).nullable().default(null),
});
export type PersonHere = z.infer<typeof person>;

const shape = z.strictObject({
  v: z.literal(1),
  people: z.array(person).max(500),
  /** Who sits here: at the next start their desk opens by itself. */
  here: z.strictObject({ server: z.string(), id: z.string() }).nullable(),
});
type File = z.infer<typeof shape>;

/**
 * The folder of a person's store: one for each server and person, so that what one wrote is never sent as another.
 * It follows from the two alone: a lost list of people loses no store. The hash keeps names and addresses out of paths.
 */
export const folderOf = (home: string, { server, id }: Pick<PersonHere, 'server' | 'id'>): string => {
  const name = createHash('sha256').update(`${server}\n${id}`).digest('hex').slice(0, 24);
  return join(home, 'people', name);
};

export type PeopleHere = {
  /** Who sits at this machine for this server, or null. */
  here: (server: string) => PersonHere | null;
  /** Whom a login means, among those who signed in here before. */
  byLogin: (server: string, login: string) => PersonHere | null;
  /** Everybody who signed in here, the last one first. */
  all: (server: string) => readonly PersonHere[];
  /** Whoever signed in here last, whether they left or not. */
  last: (server: string) => PersonHere | null;
  /** They signed in (again) and sit here now. @throws where the file cannot be written. */
  sits: (one: PersonHere) => void;
  /** Nobody sits here now; the people stay known. */
  nobody: () => void;
  /** This machine knows nothing of them any more, nor as which device the centre knew it. */
  forget: (one: Pick<PersonHere, 'server' | 'id'>) => void;
};

/**
 * Who signed in on this machine, `people.json` in Hilo's own folder. No token and no password: those are in each person's own store. A
 * file that cannot be read is an empty one: all of them sign in again and find their stores.
 */
export const peopleHere = (home: string): PeopleHere => {
  const path = join(home, 'people.json');
  let file = read(path);
  const write = (next: File) => {
    writeDurably(path, `${JSON.stringify(next, null, 2)}\n`);
    file = next;
  };
  const of = (server: string) => file.people.filter((one) => one.server === server);
  return {
    here: (server) =>
      of(server).find(({ id }) => file.here?.server === server && file.here.id === id) ?? null,
    byLogin: (server, login) => of(server).find((one) => loginOf(one.login) === loginOf(login)) ?? null,
    all: of,
    last: (server) => of(server)[0] ?? null,
    sits: (one) => {
      const others = file.people.filter(({ server, id }) => server !== one.server || id !== one.id);
      write({ v: 1, people: [one, ...others].slice(0, 500), here: { server: one.server, id: one.id } });
    },
    nobody: () => write({ ...file, here: null }),
    forget: (one) => {
      const isThem = ({ server, id }: Pick<PersonHere, 'server' | 'id'>) =>
        server === one.server && id === one.id;
      const here = file.here && isThem(file.here) ? null : file.here;
      write({ v: 1, people: file.people.filter((each) => !isThem(each)), here });
    },
  };
};

const read = (path: string): File => {
  try {
    return shape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { v: 1, people: [], here: null };
  }
};

/** What is written down of somebody who signed in. */
export const personOf = (
  server: string,
  login: string,
  { person, company, device }: SignedIn,
  check: string | null,
  provider: string | null = null,
): PersonHere => ({ server, ...person, login: login.trim(), company, device, check, provider });
