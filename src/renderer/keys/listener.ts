import type { Settings } from '#shared/settings.ts';
import { sessionStore } from '../live/session.ts';
import { type ActionName, keyActions } from './actions.ts';
import { actionOf, comboOf, isLetter, type Press } from './combo.ts';
import { dialogIsOpen, isWritten } from './typing.ts';
import { handlers, runAction } from './use-key.ts';

/** Where a key was pressed. */
export type Place = { written: boolean; dialog: boolean };

/** The action that this press asks for at this place, or null when the press belongs to somebody else. */
export function actionFor(
  press: Press & Pick<KeyboardEvent, 'repeat' | 'defaultPrevented'>,
  place: Place,
  settings: Pick<Settings, 'letterKeys' | 'keys'>,
): ActionName | null {
  if (press.defaultPrevented) return null;
  const combo = comboOf(press);
  if (combo === null || (place.written && isLetter(combo))) return null;
  const action = actionOf(combo, settings);
  if (action === null) return null;
  const { overDialogs, repeats } = keyActions[action];
  if ((place.dialog && !overDialogs) || (press.repeat && !repeats)) return null;
  return action;
}

/** Listens to the whole page's keys. Returns what stops it. */
export function listenToKeys(): () => void {
  const onKey = (event: KeyboardEvent): void => {
    const written = event.target instanceof Element && isWritten(event.target);
    const place = { written, dialog: dialogIsOpen() };
    const action = actionFor(event, place, sessionStore.getState().settings);
    if (action === null || !handlers.getState().list.some((one) => one.action === action)) return;
    event.preventDefault();
    runAction(action);
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}
