import { useDraft } from '../../drafts.ts';
import { LongField } from '../../ui/long-field.tsx';
import { useWords } from '../../words/words.ts';
import styles from './caller-card.module.css';
import { callerNoteKey } from './caller-is.ts';

/** What a caller said before it was known who they are. Yellow: internal. */
export function CallNote({ callId }: { callId: string }) {
  const { t } = useWords();
  const [note, setNote] = useDraft(callerNoteKey(callId));
  return (
    <LongField
      label={t('ring.note')}
      description={t('ring.noteHelp')}
      value={note}
      onChange={(event) => setNote(event.currentTarget.value)}
      least={2}
      most={8}
      maxLength={20_000}
      inputClass={styles.note}
    />
  );
}
