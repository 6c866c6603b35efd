import { createStore } from 'zustand/vanilla';

/** How often the centre wanted a fresh sign-in before it does something: the desk opens one each time. */
export const freshWanted = createStore<{ times: number }>(() => ({ times: 0 }));

export const wantFresh = (): void => freshWanted.setState(({ times }) => ({ times: times + 1 }));
