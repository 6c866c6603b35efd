import { ActionIcon, Menu } from '@mantine/core';
import { IconCheck, IconSettings } from '@tabler/icons-react';
import { language as languages, theme as themes } from '#shared/bridge.ts';
import { useKeyText } from '../../keys/key-text.ts';
import { changeSettings, useSettings } from '../../live/session.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useWords } from '../../words/words.ts';
import { useDesk } from './desk-context.ts';

/** Language, theme and keys; each works at once. */
export function SettingsMenu() {
  const { t } = useWords();
  const { showKeys } = useDesk();
  const { language, theme } = useSettings();
  const help = useKeyText('help');
  const mark = (on: boolean) => <IconCheck size={15} aria-hidden="true" opacity={on ? 1 : 0} />;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon size={32} aria-label={t('settings.open')} title={t('settings.open')}>
          <IconSettings size={19} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('settings.open')}>
        <Menu.Label>{t('settings.language')}</Menu.Label>
        {languages.options.map((one) => (
          <Menu.Item
            key={one}
            role="menuitemradio"
            aria-checked={one === language}
            lang={one}
            leftSection={mark(one === language)}
            onClick={() => void changeSettings({ language: one })}
          >
            {t(`language.${one}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('settings.theme')}</Menu.Label>
        {themes.options.map((one) => (
          <Menu.Item
            key={one}
            role="menuitemradio"
            aria-checked={one === theme}
            leftSection={mark(one === theme)}
            onClick={() => void changeSettings({ theme: one })}
          >
            {t(`theme.${one}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={mark(false)}
          rightSection={<KeyHint text={help} />}
          onClick={() => showKeys('shown')}
        >
          {t('settings.help')}
        </Menu.Item>
        <Menu.Item leftSection={mark(false)} onClick={() => showKeys('changing')}>
          {t('settings.keys')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
