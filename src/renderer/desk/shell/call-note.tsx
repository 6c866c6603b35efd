import { Textarea } from '@mantine/core';
import { useDraft } from '../../drafts.ts';
import { useWords } from '../../words/words.ts';
import styles from './caller-card.module.css';

/** What a caller said before it was known who they are. Yellow: internal. */
export function CallNote({ callId }: { callId: string }) {
  const { t } = useWords();
  const [note, setNote] = useDraft(`caller.${callId}.note`);
  return (
    <Textarea
      label={t('ring.note')}
      description={t('ring.noteHelp')}
      value={note}
      onChange={(event) => setNote(event.currentTarget.value)}
      autosize
      minRows={2}
      maxRows={8}
      maxLength={20_000}
      classNames={{ input: styles.note ?? '' }}
    />
  );
}
