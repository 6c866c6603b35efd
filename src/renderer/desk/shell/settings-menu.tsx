import { ActionIcon, Menu } from '@mantine/core';
import { IconSettings } from '@tabler/icons-react';
import { readsReveals } from '#shared/customer/reveal.ts';
import { language as languages, theme as themes } from '#shared/settings.ts';
import { useKeyText } from '../../keys/key-text.ts';
import { changeSettings, useSettings } from '../../live/session.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useWords } from '../../words/words.ts';
import { useHolds } from '../away/use-at-centre.ts';
import { useDesk, useHasPassword } from './desk-context.ts';
import { lockDesk } from './lock-desk.ts';
import styles from './top-bar.module.css';

/** Language, theme and keys, each at once; with a centre also leaving, and for an admin people and teams, and bringing orders in. */
export function SettingsMenu() {
  const { t } = useWords();
  const { t: centre } = useWords('centre');
  const { t: desk } = useWords('desk');
  const { t: people } = useWords('people');
  const { show, server, person } = useDesk();
  const hasPassword = useHasPassword();
  const { language, theme } = useSettings();
  const help = useKeyText('help');
  const lock = useKeyText('lock');
  const holds = useHolds();
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon size={32} aria-label={t('settings.open')} title={t('settings.open')}>
          <IconSettings size={19} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu} aria-label={t('settings.open')}>
        <Menu.Label id="settings-language">{t('settings.language')}</Menu.Label>
        <Menu.RadioGroup
          aria-labelledby="settings-language"
          value={language}
          onChange={(one) => void changeSettings({ language: languages.parse(one) })}
        >
          {languages.options.map((one) => (
            <Menu.RadioItem key={one} value={one} lang={one} closeMenuOnClick>
              {t(`language.${one}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label id="settings-theme">{t('settings.theme')}</Menu.Label>
        <Menu.RadioGroup
          aria-labelledby="settings-theme"
          value={theme}
          onChange={(one) => void changeSettings({ theme: themes.parse(one) })}
        >
          {themes.options.map((one) => (
            <Menu.RadioItem key={one} value={one} closeMenuOnClick>
              {t(`theme.${one}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item rightSection={<KeyHint text={help} />} onClick={() => show('keys')}>
          {t('settings.help')}
        </Menu.Item>
        <Menu.Item onClick={() => show('changing-keys')}>{t('settings.keys')}</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => show('incidents')}>{desk('incidents.title')}</Menu.Item>
        <Menu.Item onClick={() => show('rules')}>{desk('rules.dialog')}</Menu.Item>
        {readsReveals(person.role) ? (
          <Menu.Item onClick={() => show('reveals')}>{desk('reveals.title')}</Menu.Item>
        ) : null}
        <Menu.Item onClick={() => show('manual')}>{desk('manual.title')}</Menu.Item>
        {server === null ? null : (
          <>
            <Menu.Divider />
            {person.role === 'admin' ? (
              <>
                <Menu.Item onClick={() => show('people')}>{people('menu')}</Menu.Item>
                <Menu.Item onClick={() => show('orders')}>{centre('orders.menu')}</Menu.Item>
              </>
            ) : null}
            <Menu.Item onClick={() => show('absence')}>{centre('absence.menu')}</Menu.Item>
            <Menu.Item rightSection={<KeyHint text={lock} />} onClick={() => void lockDesk()}>
              {centre('locked.menu')}
            </Menu.Item>
            <Menu.Item onClick={() => show('pin')}>{centre('pin.menu')}</Menu.Item>
            {hasPassword ? (
              <Menu.Item onClick={() => show('password')}>{centre('password.menu')}</Menu.Item>
            ) : null}
            <Menu.Item onClick={() => show('leave')}>{centre('leave.menu')}</Menu.Item>
            {holds.map(({ team, months }) => (
              <Menu.Label key={team}>{centre('away.holds', { team, count: months })}</Menu.Label>
            ))}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
