import { Combobox, useCombobox } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import type { OrderSummary } from '#shared/order/records.ts';
import { DeskButton } from '../../ui/desk-button.tsx';
import { matching } from './orders/matching.ts';
import { useScreen } from './screen-context.ts';

/** Options in the list at once; typing finds the others. */
const most = 40;

type PickerProps = {
  orders: readonly OrderSummary[];
  label: string;
  onPick: (orderId: string) => void;
  /** Unfolded from the beginning. */
  open?: boolean;
};

/** A button that opens a list of orders to search and choose from. */
export function OrderPicker({ orders, label, onPick, open = false }: PickerProps) {
  const { say } = useScreen();
  const [text, setText] = useState('');
  const combobox = useCombobox({
    defaultOpened: open,
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      combobox.focusTarget();
      setText('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  if (orders.length === 0) return null;
  const found = matching(orders, text).slice(0, most);
  return (
    <Combobox
      store={combobox}
      // Else the whole list is made, and its place worked out, for every customer who rings.
      keepMounted={false}
      width={300}
      position="bottom-end"
      shadow="md"
      onOptionSubmit={(orderId) => {
        combobox.closeDropdown();
        onPick(orderId);
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <DeskButton
          size="compact-xs"
          aria-expanded={combobox.dropdownOpened}
          aria-haspopup="listbox"
          rightSection={<IconChevronDown size={12} aria-hidden="true" />}
          onClick={() => combobox.toggleDropdown()}
        >
          {label}
        </DeskButton>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={text}
          aria-label={say.t('answers.pickSearch')}
          placeholder={say.t('answers.pickSearch')}
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.updateSelectedOptionIndex();
          }}
        />
        <Combobox.Options mah={260} style={{ overflowY: 'auto' }} aria-label={say.t('answers.pickLabel')}>
          {found.length === 0 && <Combobox.Empty>{say.t('answers.pickEmpty')}</Combobox.Empty>}
          {found.map((order) => (
            <Combobox.Option key={order.id} value={order.id}>
              <strong>{order.number}</strong> {say.day(order.placedAt)}{' '}
              {say.money({ minor: order.total, currency: order.currency })}
              <br />
              <small dir="auto">{order.firstTitle}</small>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
