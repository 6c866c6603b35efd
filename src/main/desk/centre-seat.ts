import { hostname } from 'node:os';
import { join } from 'node:path';
import { shell } from 'electron';
import type { Keychain } from '../key/keychain.ts';
import { peopleHere } from '../person/people-here.ts';
import { signInAt } from '../person/sign-in.ts';
import { tellWiped } from '../person/tell-wiped.ts';
import { wipesIn } from '../person/wipe.ts';
import type { CentreSeat } from '../seat/doors.ts';
import { centreSession } from './centre-session.ts';

export type CentreSeatDoors = {
  at: string;
  home: string;
  keychain: Keychain;
  demo: CentreSeat['demo'];
  /** Brings the window to the front, after the browser. */
  comeBack: () => void;
};

/**
 * What a seat needs of a centre.
 * @param at the centre's address
 * @param home Hilo's own folder
 * @param demo the demo company's centre; `as`: the login of one of its people who sits down without being asked
 */
export function centreSeat({ at, home, keychain, demo, comeBack }: CentreSeatDoors): CentreSeat {
  // The demo's people are nobody of this company's: they have a folder of their own.
  const folder = demo === null ? home : join(home, 'demo-centre');
  const people = peopleHere(folder);
  const wipes = wipesIn(folder, people, Date.now);
  // What a power cut left half done: before any store is opened.
  wipes.finish();
  const fetch = (url: string, init: RequestInit) => centreSession().fetch(url, init);
  const deviceName = hostname().slice(0, 200) || 'Hilo';
  // The person's own browser: where they see whose page it is. Only addresses that by-provider.ts has looked at.
  const openBrowser = (url: string) => shell.openExternal(url);
  const signIn = signInAt({
    server: at,
    fetch,
    keychain,
    people,
    deviceName,
    openBrowser,
    comeBack,
    now: Date.now,
  });
  const tell = () => tellWiped({ server: at, fetch, wipes, now: Date.now });
  void tell();
  return {
    server: at,
    home: folder,
    people,
    wipes,
    tellWiped: tell,
    signIn,
    demo,
  };
}
