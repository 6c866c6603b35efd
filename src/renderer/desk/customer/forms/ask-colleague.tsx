import { useState } from 'react';
import type { CommandAsk } from '#shared/case/commands.ts';
import { LongField } from '../../../ui/long-field.tsx';
import { useDraftOf } from '../../../use-draft-of.ts';
import { useScreen } from '../screen-context.ts';
import { ColleagueField, useColleagues } from './colleague-field.tsx';
import { FormFrame } from './form-frame.tsx';
import classes from './forms.module.css';
import { handOverShape, noHandOver } from './shapes.ts';
import { useSave } from './use-save.ts';

type Props = {
  draftKey: string;
  title: string;
  subject: string;
  /** What becomes of it until they take it. */
  hint: string;
  whyHint?: string;
  askOf: (to: string, why: string) => CommandAsk;
  onClose: () => void;
};

/** Asks a colleague by name to take something over, and says why. */
export function AskColleague({ draftKey, title, subject, hint, whyHint, askOf, onClose }: Props) {
  const { say } = useScreen();
  const [draft, change, clear] = useDraftOf(draftKey, handOverShape, noHandOver);
  const [tried, setTried] = useState(false);
  const { save, saving } = useSave();
  const { nameOf, awayOf } = useColleagues();
  const name = nameOf(draft.to);
  const away = name === null ? null : awayOf(draft.to);
  const instead = away?.instead ? nameOf(away.instead) : null;
  const words = { name, until: away?.until, instead };
  const submit = async () => {
    setTried(true);
    if (name === null) return;
    // Whoever stands in reads for whom, as does everybody who reads the story.
    const to = away?.instead && instead !== null ? away.instead : draft.to;
    const why =
      to === draft.to ? draft.text.trim() : `${say.t('handOver.forAway', words)} ${draft.text.trim()}`.trim();
    if (!(await save([askOf(to, why)], [say.t('handOver.saved', { name: instead ?? name })]))) return;
    if (clear()) onClose();
  };
  return (
    <FormFrame
      title={title}
      hint={subject}
      action={instead === null ? say.t('handOver.save') : say.t('handOver.saveInstead', words)}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <ColleagueField
        hint={hint}
        to={draft.to}
        onChange={(to) => change({ to })}
        isMissing={tried && name === null}
      />
      {away && (
        <p className={classes.notice} role="status">
          {say.t(instead === null ? 'handOver.awayAlone' : 'handOver.awayInstead', words)}
        </p>
      )}
      <LongField
        label={say.t('handOver.why')}
        placeholder={whyHint}
        least={2}
        most={6}
        maxLength={2000}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
    </FormFrame>
  );
}
