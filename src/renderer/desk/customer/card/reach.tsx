import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { isMasked } from '#shared/customer/mask.ts';
import type { FileView } from '#shared/views/customer.ts';
import { Chip } from '../../../ui/chip.tsx';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { ContactText, useSpoken } from '../../contact-text.tsx';
import { CopyText } from '../copy-button.tsx';
import { useSave } from '../forms/use-save.ts';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';

/** A line with a number or an address. `points`: what agents added that is this number; the shop may have it too. */
export type Value = { shown: string; text: string; points?: FileView['points'] };

/** The first of them, the others on demand. */
export function Few({ values, none, few = 1 }: { values: Value[]; none: string; few?: number }) {
  const { say } = useScreen();
  const spoken = useSpoken();
  const [all, setAll] = useState(false);
  if (values.length === 0) return <span className={classes.soft}>{none}</span>;
  // What an agent added is there because somebody will need it: never behind a click.
  const shown = all ? values : values.filter((one, index) => index < few || one.points?.length);
  const rest = values.length - values.filter((one, index) => index < few || one.points?.length).length;
  return (
    <>
      {shown.map(({ shown: label, text, points = [] }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two masks may be alike, and a line is drawn from its value alone
        <div key={`${label}|${text}|${index}`} className={classes.value}>
          <span dir="auto">
            <ContactText text={label} />
          </span>
          {!isMasked(text) && <CopyText text={text} label={say.t('card.copy', { what: label })} />}
          {points.length > 0 && <Added label={spoken(label)} points={points} />}
        </div>
      ))}
      {rest > 0 && (
        <PlainButton className={classes.link} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? say.t('card.less') : say.t('card.more', { count: rest })}
        </PlainButton>
      )}
    </>
  );
}

/** Whose it is, who added it, and the way to take it away again. */
function Added({ label, points }: { label: string; points: FileView['points'] }) {
  const { say } = useScreen();
  const { save, saving } = useSave();
  const whose = [...new Set(points.map((one) => one.label).filter((one) => one !== ''))];
  const [first] = points;
  const by = first && say.t('card.agent', { name: first.by.name, when: say.day(first.at) });
  const remove = () =>
    void save(
      points.map(({ id, kind, value, customerId }) => ({
        type: 'customer.remove-contact-point',
        customerId,
        caseId: null,
        data: { pointId: id, kind, value },
      })),
      [say.t('file.point.removed', { what: label })],
    );
  return (
    <>
      <span className={classes.added} title={by}>
        <Chip tone="note">{whose.length > 0 ? whose.join(', ') : say.t('card.added')}</Chip>
        <span className="hilo-hidden">{by}</span>
      </span>
      <ActionIcon
        size={22}
        variant="subtle"
        color="gray"
        disabled={saving}
        aria-label={say.t('file.point.remove', { what: label })}
        title={say.t('file.point.remove', { what: label })}
        onClick={remove}
      >
        <IconX size={14} aria-hidden="true" />
      </ActionIcon>
    </>
  );
}
