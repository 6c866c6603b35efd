import type { Settings } from '#shared/settings.ts';
import { type ActionName, actionNames, keyActions } from './actions.ts';

/** What of a keyboard event matters. */
export type Press = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'getModifierState'
>;

const alone = new Set(['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Fn', 'NumLock', 'OS']);

/**
 * The writing of a key press: `Ctrl+K`, `N`, `?`, `F2`, `Ctrl+Enter`. Null for what is no key of ours: a modifier alone, a
 * dead key, a character being composed, and everything with Alt, Option or AltGr, because Spanish layouts write
 * @ # | [ ] { } and € with it (and Windows reports AltGr as Ctrl+Alt). It goes by the character, not by the place of the key:
 * the `/` of a Spanish keyboard is Shift+7.
 */
export function comboOf(press: Press): string | null {
  const { key } = press;
  if (press.isComposing || key === 'Dead' || key === 'Process' || key === 'Unidentified') return null;
  if (press.altKey || press.getModifierState('AltGraph') || alone.has(key)) return null;
  const control = press.ctrlKey || press.metaKey ? 'Ctrl+' : '';
  if (key.length > 1 || key === ' ') {
    return `${control}${press.shiftKey ? 'Shift+' : ''}${key === ' ' ? 'Space' : key}`;
  }
  const letter = key.toLowerCase() !== key.toUpperCase();
  return letter ? `${control}${press.shiftKey ? 'Shift+' : ''}${key.toUpperCase()}` : `${control}${key}`;
}

/** A single character that a person may just as well be writing. */
export const isLetter = (combo: string): boolean => [...combo].length === 1 || /^Shift\+.$/u.test(combo);
export const isFunctionKey = (combo: string): boolean => /^F\d{1,2}$/.test(combo);

type KeySettings = Pick<Settings, 'letterKeys' | 'keys'>;

/** The keys of an action now: the person's own, or the defaults. None when it is switched off. */
export function combosOf(action: ActionName, { letterKeys, keys }: KeySettings): readonly string[] {
  const own = keys[action];
  const combos = own === undefined ? keyActions[action].defaults : own === '' ? [] : [own];
  return letterKeys ? combos : combos.filter((combo) => !isLetter(combo) && !isFunctionKey(combo));
}

/** The action that a combination stands for, or null. */
export const actionOf = (combo: string, settings: KeySettings): ActionName | null =>
  actionNames.find((action) => combosOf(action, settings).includes(combo)) ?? null;
