import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useScreen } from '../screen-context.ts';
import classes from './forms.module.css';
import { type WrapUpDraft, wrapUpShape } from './shapes.ts';

type Props = { draft: WrapUpDraft; onChange: (fields: Partial<WrapUpDraft>) => void };

const { channel: channels, direction: directions } = wrapUpShape.shape;

/** What nobody but the person knows about a contact that did not ring here. */
export function ContactFields({ draft, onChange }: Props) {
  const { view, say } = useScreen();
  return (
    <div className={classes.line}>
      <NativeSelect
        size="xs"
        label={say.t('wrapUp.channel')}
        value={draft.channel}
        onChange={(event) => {
          const channel = channels.safeParse(event.currentTarget.value).data;
          if (channel) onChange({ channel });
        }}
        data={channels.options.map((value) => ({ value, label: say.t(`wrapUp.channels.${value}`) }))}
      />
      <NativeSelect
        size="xs"
        label={say.t('wrapUp.direction')}
        value={draft.direction}
        onChange={(event) => {
          const direction = directions.safeParse(event.currentTarget.value).data;
          if (direction) onChange({ direction });
        }}
        data={directions.options.map((value) => ({ value, label: say.t(`wrapUp.${value}`) }))}
      />
      {draft.channel === 'call' && (
        <>
          <TextInput
            size="xs"
            label={say.t('wrapUp.number')}
            list={`numbers-${view.customer.id}`}
            maxLength={200}
            value={draft.number}
            onChange={(event) => onChange({ number: event.currentTarget.value })}
          />
          <datalist id={`numbers-${view.customer.id}`}>
            {view.phonesShown.map((shown) => (
              <option key={shown} value={shown} />
            ))}
          </datalist>
          <Checkbox
            size="xs"
            label={say.t('wrapUp.answered')}
            checked={draft.answered}
            onChange={(event) => onChange({ answered: event.currentTarget.checked })}
          />
        </>
      )}
    </div>
  );
}
