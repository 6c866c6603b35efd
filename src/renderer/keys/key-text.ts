import { useWords } from '../words/words.ts';
import type { ActionName } from './actions.ts';
import { useCombo } from './use-key.ts';

const isMac = (): boolean => /mac/i.test(navigator.platform);

/** How a combination is written on this person's keyboard: `Ctrl Intro`, `⌘ K`. */
export function useComboText(): (combo: string) => string {
  const { t } = useWords();
  const names: Record<string, string> = {
    Ctrl: isMac() ? '⌘' : t('keys.names.Ctrl'),
    Shift: t('keys.names.Shift'),
    Enter: t('keys.names.Enter'),
    Space: t('keys.names.Space'),
    PageDown: t('keys.names.PageDown'),
    PageUp: t('keys.names.PageUp'),
    Tab: t('keys.names.Tab'),
  };
  return (combo) =>
    combo
      .split(/\+(?!$)/)
      .map((part) => names[part] ?? part)
      .join(' ');
}

/** An action's key as text for `KeyHint`, or null when it is switched off. */
export function useKeyText(action: ActionName): string | null {
  const combo = useCombo(action);
  const text = useComboText();
  return combo === null ? null : text(combo);
}
