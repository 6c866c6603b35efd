import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { drafts } from '../../drafts.ts';
import { tellDone } from '../../live/notices.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OwnWords } from '../../ui/own-words.tsx';
import { useWords } from '../../words/words.ts';
import { copyText } from './copy-button.tsx';
import { leftWords } from './left-words.ts';
import classes from './not-here.module.css';

/** A customer who is not on this desk. Whoever was writing about them, and works for their team no more, has their words still. */
export function NotHere({ customerId, title, body }: { customerId: string; title: string; body: string }) {
  const { t } = useWords('centre');
  const { t: desk } = useWords('desk');
  const left = leftWords(
    useStore(drafts.store, ({ bodies }) => bodies),
    customerId,
  );
  return (
    <>
      <EmptyState title={title} body={body} />
      {left.map(({ key, text }) => (
        <div key={key} className={classes.left}>
          <OwnWords caption={t('list.whatYouWrote')} text={text} />
          <div className={classes.buttons}>
            <Button
              variant="default"
              onClick={() => void copyText(text).then((done) => done && tellDone(t('list.copied')))}
            >
              {t('list.copy')}
            </Button>
            <Button variant="subtle" onClick={() => drafts.clear(key)}>
              {desk('screen.dropLeft')}
            </Button>
          </div>
        </div>
      ))}
    </>
  );
}
