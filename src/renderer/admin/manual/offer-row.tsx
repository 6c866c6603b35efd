import { ActionIcon, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { caseKind } from '#shared/case/words.ts';
import { type Offer, remedy, segment, severity } from '#shared/rules/manual.ts';
import { AmountField, CountField } from '../../ui/amount-field.tsx';
import { useWords } from '../../words/words.ts';
import classes from './manual.module.css';

type Props = {
  offer: Offer;
  currency: string;
  wrong: boolean;
  onChange: (offer: Offer) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

/** One alternative of the manual: what, when, how much, and what to say with it. */
export function OfferRow({ offer, currency, wrong, onChange, onMove, onRemove }: Props) {
  const { t } = useWords('desk');
  const set = (part: Partial<Offer>) => onChange({ ...offer, ...part });
  const name = t(`remedy.${offer.remedy}`);
  return (
    <fieldset className={classes.offer}>
      <legend className="hilo-hidden">{name}</legend>
      <div className={classes.line}>
        <NativeSelect
          size="xs"
          label={t('manual.remedy')}
          value={offer.remedy}
          data={remedy.options.map((value) => ({ value, label: t(`remedy.${value}`) }))}
          onChange={(event) => set({ remedy: remedy.parse(event.currentTarget.value) })}
        />
        <CountField
          label={t('manual.percent')}
          value={offer.percent}
          suffix="%"
          max={100}
          decimals={1}
          optional
          onChange={(percent) => set({ percent })}
        />
        <AmountField
          label={t('manual.least')}
          optional
          value={offer.least}
          currency={currency}
          onChange={(least) => set({ least })}
        />
        <AmountField
          label={t('manual.most')}
          optional
          value={offer.most}
          currency={currency}
          onChange={(most) => set({ most })}
        />
        <span className={classes.tools} data-low>
          <ActionIcon aria-label={t('manual.up', { name })} variant="subtle" onClick={() => onMove(-1)}>
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon aria-label={t('manual.down', { name })} variant="subtle" onClick={() => onMove(1)}>
            <IconArrowDown size={16} />
          </ActionIcon>
          <ActionIcon aria-label={t('manual.remove', { name })} variant="subtle" onClick={onRemove}>
            <IconTrash size={16} />
          </ActionIcon>
        </span>
      </div>
      {wrong && (
        <p className={classes.problem} role="alert">
          {t('manual.leastOverMost')}
        </p>
      )}
      <div className={classes.line}>
        <Several
          label={t('manual.kinds')}
          empty={t('manual.all')}
          options={caseKind.options.map((value) => ({ value, label: t(`cases.kind.${value}`) }))}
          value={offer.kinds}
          onChange={(kinds) => set({ kinds: kinds.map((one) => caseKind.parse(one)) })}
        />
        <Several
          label={t('manual.segments')}
          empty={t('manual.all')}
          options={segment.options.map((value) => ({ value, label: t(`segment.${value}`) }))}
          value={offer.segments}
          onChange={(segments) => set({ segments: segments.map((one) => segment.parse(one)) })}
        />
        <Several
          label={t('manual.severities')}
          empty={t('manual.all')}
          options={severity.options.map((value) => ({ value, label: t(`severity.${value}`) }))}
          value={offer.severities}
          onChange={(severities) => set({ severities: severities.map((one) => severity.parse(one)) })}
        />
      </div>
      <div className={classes.line}>
        {(['en', 'es'] as const).map((language) => (
          <TextInput
            key={language}
            size="xs"
            lang={language}
            className={classes.text}
            label={t(`manual.note.${language}`)}
            maxLength={200}
            value={offer.note[language]}
            onChange={(event) => set({ note: { ...offer.note, [language]: event.currentTarget.value } })}
          />
        ))}
      </div>
    </fieldset>
  );
}

type SeveralProps = {
  label: string;
  empty: string;
  options: { value: string; label: string }[];
  value: string[];
  onChange: (value: string[]) => void;
};

function Several({ label, empty, options, value, onChange }: SeveralProps) {
  return (
    <MultiSelect
      size="xs"
      className={classes.text}
      label={label}
      data={options}
      value={value}
      placeholder={value.length === 0 ? empty : ''}
      clearable
      onChange={onChange}
    />
  );
}
