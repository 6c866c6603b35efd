import { createStore } from 'zustand/vanilla';
import type { Refusal } from '#shared/case/refusals.ts';
import type { Fault } from '#shared/fault.ts';
import type { Language } from '#shared/settings.ts';

/** Something a person should see for a moment. What went wrong is worded where it is shown, in the language of that moment. */
export type Notice =
  /** `typed`: something that a person wrote was not saved, and is still where it was. */
  | { id: string; kind: 'refusal'; refusal: Refusal; typed: boolean }
  | { id: string; kind: 'fault'; fault: Fault }
  /** `long`: there is more to read than that it was done. */
  | { id: string; kind: 'done'; text: string; long: boolean }
  /** Somebody else did something that this person has to know: it stays until it is closed. */
  | { id: string; kind: 'told'; say: (language: Language) => string };

const shownAtOnce = 4;

/** The notices on the screen, oldest first. */
export const notices = createStore<{ list: Notice[] }>(() => ({ list: [] }));

/** The same trouble twice is one notice: what is tried again and again does not fill the screen. Of what was done the last is said. */
const same = (one: Notice, other: Notice): boolean =>
  (one.kind === 'done' && other.kind === 'done') ||
  (one.kind === 'fault' && other.kind === 'fault' && one.fault.code === other.fault.code) ||
  (one.kind === 'refusal' && other.kind === 'refusal' && one.refusal.code === other.refusal.code);

const add = (notice: Notice): void => {
  notices.setState(({ list }) => ({
    list: [...list.filter((one) => !same(one, notice)), notice].slice(-shownAtOnce),
  }));
};

/** Says in one short sentence that something was done. `text` is already in the person's language. */
export const tellDone = (text: string, { long = false } = {}): void =>
  add({ id: crypto.randomUUID(), kind: 'done', text, long });
/** Says what somebody else did until they close it, in the language of the screen, which may change meanwhile. */
export const tellNews = (say: (language: Language) => string): void =>
  add({ id: crypto.randomUUID(), kind: 'told', say });
/** What was done was said in the language of before. */
export const dropDone = (): void =>
  notices.setState(({ list }) => ({ list: list.filter(({ kind }) => kind !== 'done') }));
/** `typed`: see Notice. */
export const tellRefusal = (refusal: Refusal, typed = false): void =>
  add({ id: crypto.randomUUID(), kind: 'refusal', refusal, typed });
export const tellFault = (fault: Fault): void => add({ id: crypto.randomUUID(), kind: 'fault', fault });

export const dropNotice = (id: string): void => {
  notices.setState(({ list }) => ({ list: list.filter((notice) => notice.id !== id) }));
};
