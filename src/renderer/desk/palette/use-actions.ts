import { useStore } from 'zustand';
import { readsReveals } from '#shared/customer/reveal.ts';
import { language as languages, theme as themes } from '#shared/settings.ts';
import { combosOf } from '../../keys/combo.ts';
import { useComboText } from '../../keys/key-text.ts';
import { handlers } from '../../keys/use-key.ts';
import { changeSettings, useSettings } from '../../live/session.ts';
import { useWords } from '../../words/words.ts';
import { reviews } from '../quarantine/handed-in.ts';
import { ringDemo } from '../shell/demo-ring.ts';
import { useDesk, useHasPassword } from '../shell/desk-context.ts';
import { keyedActions } from './keyed.ts';

/** Something the palette can do. */
export type PaletteAction = { id: string; label: string; key: string | null; run: () => void };

/** What can be done now: every bound key's action, language, theme, and the demo's ring. */
export function useActions(): PaletteAction[] {
  const { t } = useWords();
  const { demo, server, person, show } = useDesk();
  const hasPassword = useHasPassword();
  const { t: centre } = useWords('centre');
  const { t: desk } = useWords('desk');
  const { t: people } = useWords('people');
  const settings = useSettings();
  const text = useComboText();
  const { list: bound } = useStore(handlers);
  const keyed = keyedActions(bound, {
    label: (name) => t(`keys.actions.${name}`),
    key: (name) => {
      const combo = combosOf(name, settings)[0];
      return combo === undefined ? null : text(combo);
    },
  });
  const ring = { id: 'ring', label: t('palette.actions.ring'), key: null, run: () => void ringDemo(null) };
  const manual = { id: 'manual', label: desk('manual.title'), key: null, run: () => show('manual') };
  const incidents = {
    id: 'incidents',
    label: desk('incidents.title'),
    key: null,
    run: () => show('incidents'),
  };
  const diagnostics = {
    id: 'diagnostics',
    label: t('diagnostics.menu'),
    key: null,
    run: () => show('diagnostics'),
  };
  const rules = { id: 'rules', label: desk('rules.dialog'), key: null, run: () => show('rules') };
  const reveals = { id: 'reveals', label: desk('reveals.title'), key: null, run: () => show('reveals') };
  const atCentre = [
    ...(person.role === 'admin'
      ? [
          { id: 'people' as const, label: people('menu') },
          { id: 'orders' as const, label: centre('orders.menu') },
        ]
      : []),
    ...(reviews(person.role) ? [{ id: 'handed-in' as const, label: centre('handedIn.title') }] : []),
    { id: 'absence' as const, label: centre('absence.menu') },
    { id: 'pin' as const, label: centre('pin.menu') },
    ...(hasPassword ? [{ id: 'password' as const, label: centre('password.menu') }] : []),
    { id: 'leave' as const, label: centre('leave.menu') },
  ].map(({ id, label }) => ({ id, label, key: null, run: () => show(id) }));
  return [
    ...(demo ? [ring] : []),
    ...keyed,
    incidents,
    rules,
    ...(readsReveals(person.role) ? [reveals] : []),
    manual,
    diagnostics,
    ...(server === null ? [] : atCentre),
    ...languages.options
      .filter((one) => one !== settings.language)
      .map((one) => ({
        id: `language-${one}`,
        label: t('palette.actions.language', { language: t(`language.${one}`) }),
        key: null,
        run: () => void changeSettings({ language: one }),
      })),
    ...themes.options
      .filter((one) => one !== settings.theme)
      .map((one) => ({
        id: `theme-${one}`,
        label: t('palette.actions.theme', { theme: t(`theme.${one}`) }),
        key: null,
        run: () => void changeSettings({ theme: one }),
      })),
  ];
}
