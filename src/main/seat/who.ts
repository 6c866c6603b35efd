import type { DeskPerson } from '#shared/session/state.ts';
import { folderOf, type PersonHere } from '../person/people-here.ts';

/** Who sits here, and where their store lies. */
export type Who = {
  person: DeskPerson;
  company: string;
  folder: string;
  /** The centre's address; null for a store without one. */
  server: string | null;
  login: string;
  /** The identity provider by which they signed in; null: by a password. */
  provider: string | null;
  /** As which device the centre knows this machine with them at it; null without a centre. */
  device: string | null;
};

/** @param home where the folders of people's stores lie */
export const whoOf = (home: string, one: PersonHere): Who => {
  const { id, name, role, skills, level, company, server, login, provider: by, device } = one;
  return {
    person: { id, name, role, skills, level },
    company,
    server,
    login,
    provider: by,
    device,
    folder: folderOf(home, one),
  };
};
