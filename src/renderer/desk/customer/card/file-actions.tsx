import { Button, Menu } from '@mantine/core';
import { IconClockHour4, IconPhonePlus, IconPin, IconPlus, IconUsers } from '@tabler/icons-react';
import { useScreen } from '../screen-context.ts';
import type { Form } from '../screen-state.ts';

/** What an agent adds to a customer's file. The same four are in the palette. */
export function FileActions() {
  const { say, act } = useScreen();
  const write = (form: Form) => () => act({ move: 'write', form });
  const icon = { size: 15, 'aria-hidden': true } as const;
  return (
    // The form takes the focus; given back to the menu's button, what is typed next would be keys.
    <Menu position="bottom-end" width={230} returnFocus={false}>
      <Menu.Target>
        <Button size="compact-xs" variant="default" leftSection={<IconPlus size={13} aria-hidden="true" />}>
          {say.t('file.edit')}
        </Button>
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
      </Menu.Dropdown>
    </Menu>
  );
}
