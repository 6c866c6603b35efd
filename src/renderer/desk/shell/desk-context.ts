import { createContext, useContext } from 'react';
import type { SessionState } from '#shared/session/state.ts';

/** Who sits here, for whom, and whether it is the demo company. */
export type DeskPeople = Omit<Extract<SessionState, { phase: 'ready' }>, 'phase'>;

/** What lies over the desk when a person asks for it, one at a time. */
export type Panel =
  | 'search'
  | 'keys'
  | 'changing-keys'
  | 'sync'
  | 'leave'
  | 'pin'
  | 'password'
  | 'orders'
  | 'people'
  | 'incidents'
  | 'rules'
  | 'reveals'
  | 'manual'
  | 'absence'
  | 'handed-in'
  | 'diagnostics';

type DeskFrame = DeskPeople & {
  /** `sign-in` lies beside the others. */
  show: (panel: Panel | 'sign-in') => void;
};

export const DeskContext = createContext<DeskFrame | null>(null);

/** The frame around what is on the desk. Throws outside of a desk: a mistake of ours. */
export function useDesk(): DeskFrame {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('used outside a desk');
  return desk;
}

/** Whether there is a password of one's own to change: the demo's is everybody's, and a provider's is changed there. */
export function useHasPassword(): boolean {
  const { server, demo, signingIn } = useDesk();
  return server !== null && !demo && signingIn.provider === null;
}
