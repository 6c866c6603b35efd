import { Button, CloseButton, FileButton, Progress, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { mostBytes } from '#shared/attachment/kinds.ts';
import type { CommandAsk } from '#shared/case/commands.ts';
import { keepContent } from '../../../live/files.ts';
import { useDraftOf } from '../../../use-draft-of.ts';
import { useWords } from '../../../words/words.ts';
import { likelyCase } from '../cases/current-case.ts';
import { BelongsField, caseIdOf } from '../forms/belongs-field.tsx';
import { FormFrame } from '../forms/form-frame.tsx';
import forms from '../forms/forms.module.css';
import { belongsShape } from '../forms/shapes.ts';
import { useSave } from '../forms/use-save.ts';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import { type ChosenFile, chooseFiles, dropChosen, mostAtOnce, useChosenFiles } from './chosen.ts';
import classes from './files.module.css';
import { Thumb } from './thumb.tsx';
import { usePercent } from './use-files.ts';

const attachShape = z.object({ about: z.string(), belongs: belongsShape });
const noAttach = Object.freeze({ about: '', belongs: 'default' as const });

type Good = Extract<ChosenFile, { trouble: null }>;

/** Photos and documents on their way into the story: which, for which case, and what they show. */
export function AttachForm({ caseId, onClose }: { caseId: string | null; onClose: () => void }) {
  const { view, say } = useScreen();
  const { t } = useWords('files');
  const percent = usePercent();
  const aboutOrder = useChosen((state) => state.aboutOrder);
  const customerId = view.customer.id;
  const [draft, change, clear] = useDraftOf(`attach.${customerId}`, attachShape, noAttach);
  const files = useChosenFiles(customerId);
  const good = files.filter((one): one is Good => one.trouble === null);
  const [left, setLeft] = useState(0);
  const [needed, setNeeded] = useState(false);
  const [keeping, setKeeping] = useState<{ name: string; share: number } | null>(null);
  const ends = useRef<AbortController | null>(null);
  const { save, saving } = useSave();
  // Whoever closes the form has not attached it.
  useEffect(() => () => ends.current?.abort(), []);
  const belongs = draft.belongs === 'default' && caseId !== null ? { caseId } : draft.belongs;

  const choose = async (chosen: File[]) => setLeft(await chooseFiles(customerId, chosen));

  const submit = async () => {
    if (ends.current !== null) return;
    setNeeded(true);
    if (good.length === 0) return;
    const target = caseIdOf(belongs, likelyCase(view, aboutOrder)?.id ?? null);
    ends.current = new AbortController();
    const asks: CommandAsk[] = [];
    for (const { name, bytes } of good) {
      setKeeping({ name, share: 0 });
      const kept = await keepContent(bytes, (share) => setKeeping({ name, share }), ends.current.signal);
      if (kept === null) break;
      const data = {
        attachmentId: crypto.randomUUID(),
        name,
        ...kept,
        orderId: null,
        about: draft.about.trim(),
      };
      asks.push({ type: 'attachment.add', customerId, caseId: target, data });
    }
    setKeeping(null);
    ends.current = null;
    if (asks.length < good.length) return;
    if (!(await save(asks, [t('attach.saved', { count: asks.length })]))) return;
    dropChosen(customerId, new Set(good.map(({ id }) => id)));
    // What was not taken stays in sight with its reason, what was written meanwhile too.
    if (clear() && good.length === files.length) onClose();
  };

  return (
    <FormFrame
      title={t('attach.title')}
      hint={t('attach.hint')}
      action={t('attach.title')}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <div className={classes.choose}>
        <FileButton multiple onChange={(chosen) => void choose(chosen)}>
          {(props) => (
            <Button {...props} size="xs" variant="default" data-autofocus>
              {t('attach.choose')}
            </Button>
          )}
        </FileButton>
        <span className={forms.soft}>{t('attach.dropHere')}</span>
      </div>
      {keeping && (
        <div className={classes.keeping}>
          <span role="status">
            {t('attach.saving', { name: keeping.name, percent: percent(keeping.share) })}
          </span>
          <Progress value={keeping.share * 100} aria-label={keeping.name} className={classes.bar} />
          <Button size="compact-xs" variant="default" onClick={() => ends.current?.abort()}>
            {t('attach.cancel')}
          </Button>
        </div>
      )}
      <div className={forms.line}>
        <BelongsField
          label={say.t('form.which')}
          belongs={belongs}
          onChange={(chosen) => change({ belongs: chosen })}
        />
        <TextInput
          size="xs"
          className={classes.about}
          label={t('attach.about')}
          placeholder={t('attach.aboutHint')}
          maxLength={500}
          value={draft.about}
          onChange={(event) => change({ about: event.currentTarget.value })}
        />
      </div>
      {files.length > 0 && (
        <ul className={classes.chosen} aria-label={t('attach.list')}>
          {files.map((one) => (
            <Chosen key={one.id} one={one} onDrop={() => dropChosen(customerId, new Set([one.id]))} />
          ))}
        </ul>
      )}
      {left > 0 && <p className={classes.bad}>{t('attach.tooMany', { count: mostAtOnce })}</p>}
      {needed && good.length === 0 && (
        <p className={classes.bad} role="alert">
          {t('attach.needed')}
        </p>
      )}
    </FormFrame>
  );
}

function Chosen({ one, onDrop }: { one: ChosenFile; onDrop: () => void }) {
  const { say } = useScreen();
  const { t } = useWords('files');
  const isGood = one.trouble === null;
  return (
    <li className={classes.chosenItem}>
      <Thumb
        id={one.id}
        kind={isGood ? one.kind : null}
        read={isGood ? () => Promise.resolve(one.bytes) : null}
      />
      <div className={classes.chosenText}>
        <span className={classes.chosenName} dir="auto">
          {one.name}
        </span>
        {isGood ? (
          <span className={classes.quiet}>
            {say.bytes(one.bytes.length)}
            {one.place === 'removed' && ` · ${t('attach.place')}`}
            {one.place === 'unknown' && ` · ${t('attach.placeUnknown')}`}
          </span>
        ) : (
          <span className={classes.bad} role="alert">
            {t(`trouble.${one.trouble}`, { bytes: say.bytes(one.size), most: say.bytes(mostBytes) })}
          </span>
        )}
      </div>
      <CloseButton size="sm" aria-label={t('attach.drop', { name: one.name })} onClick={onDrop} />
    </li>
  );
}
