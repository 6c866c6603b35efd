import { z } from 'zod';

/** Where to look first on a customer's screen. */
const show = z.object({
  orderId: z.string().nullable(),
  caseId: z.string().nullable(),
  /** What was asked for in that case, to be answered at once. */
  request: z.string().optional(),
  /** A promise that belongs to no case. */
  promise: z.string().optional(),
});
export type Show = z.infer<typeof show>;

const tab = z.object({
  id: z.string(),
  /** Null while nobody has said who is calling. */
  customerId: z.string().nullable(),
  name: z.string().nullable(),
  /** The call of a tab without a customer. */
  callId: z.string().nullable(),
  /** As the phone gave it, for asking again. */
  from: z.string().nullable(),
  needsYou: z.boolean(),
  show: show.nullable(),
});
/** One customer in hand, or a caller who is not known yet. */
export type Tab = z.infer<typeof tab>;

export const tabsShape = z.object({ list: z.array(tab), active: z.string().nullable() });
export type Tabs = z.infer<typeof tabsShape>;

export const noTabs: Tabs = { list: [], active: null };

export const customerTab = (customerId: string, name: string | null, where: Show | null = null): Tab => ({
  id: `customer:${customerId}`,
  customerId,
  name,
  callId: null,
  from: null,
  needsYou: false,
  show: where,
});

export const callerTab = (callId: string, from: string): Tab => ({
  id: `call:${callId}`,
  customerId: null,
  name: null,
  callId,
  from,
  needsYou: false,
  show: null,
});

const seen = (one: Tab): Tab => (one.needsYou ? { ...one, needsYou: false } : one);

/** Left behind, a tab forgets where to look first: coming back it is as it was left. */
const left = (one: Tab): Tab => (one.show ? { ...one, show: null } : one);

/** Goes to a tab; its dot goes out. */
export const withActive = (tabs: Tabs, id: string): Tabs =>
  tabs.list.some((one) => one.id === id)
    ? { list: tabs.list.map((one) => (one.id === id ? seen(one) : left(one))), active: id }
    : tabs;

/** Opens a tab or finds the one that is there, and goes to it, or marks it with a dot when `focus` is false. */
export function withTab(tabs: Tabs, one: Tab, focus: boolean): Tabs {
  const there = tabs.list.some(({ id }) => id === one.id);
  const list = there
    ? tabs.list.map((old) =>
        old.id === one.id ? { ...old, name: one.name ?? old.name, show: one.show ?? old.show } : old,
      )
    : [...tabs.list, one];
  if (focus || tabs.active === one.id) return withActive({ list, active: one.id }, one.id);
  return { ...tabs, list: list.map((old) => (old.id === one.id ? { ...old, needsYou: true } : old)) };
}

/** A customer's tab that is not in front gets its dot; who has none, gets none. */
export function withDot(tabs: Tabs, customerId: string): Tabs {
  const id = customerTab(customerId, null).id;
  if (tabs.active === id || !tabs.list.some((one) => one.id === id)) return tabs;
  return { ...tabs, list: tabs.list.map((one) => (one.id === id ? { ...one, needsYou: true } : one)) };
}

/** Closes a tab. The next one comes forward, or the one before the last. */
export function withoutTab(tabs: Tabs, id: string): Tabs {
  const at = tabs.list.findIndex((one) => one.id === id);
  if (at < 0) return tabs;
  const list = tabs.list.filter((one) => one.id !== id);
  if (tabs.active !== id) return { list, active: tabs.active };
  const next = list[Math.min(at, list.length - 1)];
  return next ? withActive({ list, active: next.id }, next.id) : noTabs;
}

/** The caller is known now: the customer's tab takes the place of the caller's, or the customer's own tab comes forward. */
export function withCallerKnown(tabs: Tabs, callId: string, customer: Tab): Tabs {
  const caller = `call:${callId}`;
  if (!tabs.list.some((one) => one.id === caller)) return withTab(tabs, customer, true);
  const there = tabs.list.some((one) => one.id === customer.id);
  const list = there
    ? tabs.list.filter((one) => one.id !== caller)
    : tabs.list.map((one) => (one.id === caller ? customer : one));
  return withTab({ list, active: tabs.active }, customer, true);
}

/** A customer's record is shown as another from now on: that one's tab takes its place, or comes forward where it is open already. */
export function withShownAs(tabs: Tabs, from: string, into: Tab): Tabs {
  const old = tabs.list.find(({ id }) => id === from);
  if (!old) return tabs;
  const there = tabs.list.some(({ id }) => id === into.id);
  const list = there
    ? tabs.list.filter((one) => one !== old)
    : tabs.list.map((one) => (one === old ? { ...into, show: old.show, needsYou: old.needsYou } : one));
  if (tabs.active !== from) return { list, active: tabs.active };
  return there
    ? withTab({ list, active: into.id }, { ...into, show: old.show }, true)
    : { list, active: into.id };
}

/** The tab `by` places further on, around the end. */
export function withNext(tabs: Tabs, by: 1 | -1): Tabs {
  const at = tabs.list.findIndex((one) => one.id === tabs.active);
  const next = tabs.list.at((at + by + tabs.list.length) % Math.max(1, tabs.list.length));
  return next ? withActive(tabs, next.id) : tabs;
}
