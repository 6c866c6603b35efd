import { Menu } from '@mantine/core';
import {
  IconClockHour4,
  IconEraser,
  IconFileExport,
  IconId,
  IconPhonePlus,
  IconPin,
  IconUsers,
} from '@tabler/icons-react';
import { useSaveFile } from '../../../live/use-save-file.ts';
import { DeskButton } from '../../../ui/desk-button.tsx';
import { useWords } from '../../../words/words.ts';
import { useDesk } from '../../shell/desk-context.ts';
import { recordIds } from '../record-ids.ts';
import { useScreen } from '../screen-context.ts';
import type { Form } from '../screen-state.ts';

/** What is done with a customer's file: what an agent adds to it, what an admin saves or erases. What an agent adds is in the palette as well. */
export function FileActions() {
  const { view, say, act } = useScreen();
  const { person } = useDesk();
  const { t, language } = useWords('people');
  const { save: saveFile } = useSaveFile();
  const save = () =>
    saveFile({
      ask: 'save-export',
      name: t('export.file'),
      customerIds: recordIds(view),
      language: language === 'en' ? 'en' : 'es',
    });
  const write = (form: Form) => () => act({ move: 'write', form });
  const icon = { size: 15, 'aria-hidden': true } as const;
  return (
    // The form takes the focus; given back to the menu's button, what is typed next would be keys.
    <Menu position="bottom-end" width={230} returnFocus={false}>
      <Menu.Target>
        <DeskButton size="compact-xs" leftSection={<IconId size={13} aria-hidden="true" />}>
          {say.t('file.edit')}
        </DeskButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPin {...icon} />} onClick={write({ form: 'remark', remarkId: null })}>
          {say.t('file.add.remark')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPhonePlus {...icon} />} onClick={write({ form: 'point' })}>
          {say.t('file.add.point')}
        </Menu.Item>
        <Menu.Item leftSection={<IconClockHour4 {...icon} />} onClick={write({ form: 'preferred' })}>
          {say.t('file.add.preferred')}
        </Menu.Item>
        <Menu.Item leftSection={<IconUsers {...icon} />} onClick={write({ form: 'same', otherId: null })}>
          {say.t('file.add.same')}
        </Menu.Item>
        {(person.role === 'admin' || person.role === 'supervisor') && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconFileExport {...icon} />} onClick={() => void save()}>
              {t('export.do')}
            </Menu.Item>
          </>
        )}
        {person.role === 'admin' && (
          <Menu.Item leftSection={<IconEraser {...icon} />} onClick={write({ form: 'erase' })}>
            {t('erase.menu')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
